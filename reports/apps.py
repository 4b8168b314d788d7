from django.apps import AppConfig

from core.words import _lazy


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _lazy("Fehlermeldungen")

    def ready(self):
        from reports import enquiries  # noqa: F401  connects its receiver
