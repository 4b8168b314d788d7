from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "worklist"
    verbose_name = "Arbeitsliste"

    def ready(self):
        from worklist import digest  # noqa: F401  connects its receiver
