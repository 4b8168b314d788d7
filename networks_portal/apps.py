from django.apps import AppConfig, apps


class PortalConfig(AppConfig):
    name = "networks_portal"
    verbose_name = "Netzwerkportal"

    def ready(self):
        """Editors know the library's models by these names; its translation calls them „Tags“."""
        tags = apps.get_app_config("taggit")
        tags.verbose_name = "Schlagwörter"
        names = {"Tag": ("Schlagwort", "Schlagwörter"), "TaggedItem": ("Verschlagwortung", "Verschlagwortungen")}
        for model in tags.get_models():
            model._meta.verbose_name, model._meta.verbose_name_plural = names[model.__name__]
