from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "Quellen und Veröffentlichung"

    def ready(self):
        from core import content_version
        from publishing import signals  # noqa: F401  connects the receivers
        from publishing.accounts import checks, receivers  # noqa: F401  registers and connects
        from publishing.models import ContentStamp

        content_version.register(ContentStamp.current)
