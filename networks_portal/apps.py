from django.apps import AppConfig, apps

from core.words import _lazy


class PortalConfig(AppConfig):
    name = "networks_portal"
    verbose_name = _lazy("Netzwerkportal")

    def ready(self):
        """Editors know the library's models by these names; its translation calls them „Tags“."""
        tags = apps.get_app_config("taggit")
        tags.verbose_name = _lazy("Schlagwörter")
        names = {
            "tag": (_lazy("Schlagwort"), _lazy("Schlagwörter")),
            "taggeditem": (_lazy("Verschlagwortung"), _lazy("Verschlagwortungen")),
        }
        for model in tags.get_models():
            model._meta.verbose_name, model._meta.verbose_name_plural = names[model._meta.model_name]
