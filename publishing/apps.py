from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "Quellen und Veröffentlichung"

    def ready(self):
        from accounts import checks, receivers  # noqa: F401  registers and connects
        from core import addresses
        from publishing import signals  # noqa: F401  connects the receivers
        from publishing.models import SlugHistory
        from publishing.roles import ensure_roles

        addresses.register(SlugHistory.of)
        # Django's own receiver, which makes the permissions, is connected before: auth stands above in settings.
        post_migrate.connect(ensure_roles, dispatch_uid="publishing.roles")
