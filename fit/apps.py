from django.apps import AppConfig

from core.words import _lazy


class FitConfig(AppConfig):
    name = "fit"
    verbose_name = _lazy("Fünf Fragen")
