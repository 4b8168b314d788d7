from django.apps import AppConfig

from core.words import _lazy


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = _lazy("Regionen")
