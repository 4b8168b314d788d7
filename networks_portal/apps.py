from django.apps import AppConfig
from taggit.apps import TaggitAppConfig


class PortalConfig(AppConfig):
    default = True  # of the two in this file
    name = "networks_portal"
    verbose_name = "Netzwerkportal"


class TagsConfig(TaggitAppConfig):
    """The library's models by the names that editors know them by; its translation calls them „Tags“."""

    verbose_name = "Schlagwörter"

    def ready(self):
        names = {"Tag": ("Schlagwort", "Schlagwörter"), "TaggedItem": ("Verschlagwortung", "Verschlagwortungen")}
        for model in self.get_models():
            model._meta.verbose_name, model._meta.verbose_name_plural = names[model.__name__]
