from django.apps import AppConfig

from core.words import _lazy


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _lazy("Fehlermeldungen")

    def ready(self):
        from reports import answers, enquiries, fixing  # noqa: F401  connect their receivers
