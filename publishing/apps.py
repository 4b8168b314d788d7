from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "Quellen und Veröffentlichung"

    def ready(self):
        from core import addresses
        from publishing import signals  # noqa: F401  connects the receivers
        from publishing.models import SlugHistory

        addresses.register(SlugHistory.of)
