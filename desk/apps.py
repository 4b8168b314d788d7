from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "Redaktion"

    def ready(self):
        from desk import operator  # noqa: F401  registers its check
        from desk.roles import ensure_roles

        # Django's own receiver, which makes the permissions, is connected before: auth stands above in settings.
        post_migrate.connect(ensure_roles, dispatch_uid="desk.roles")
