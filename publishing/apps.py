from django.apps import AppConfig

from core.words import _lazy


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _lazy("Quellen und Veröffentlichung")

    def ready(self):
        from core import addresses
        from publishing import signals  # noqa: F401  connects the receivers
        from publishing.models import SlugHistory

        addresses.register(SlugHistory.of)
