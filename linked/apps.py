from django.apps import AppConfig

from core.words import _lazy


class LinkedConfig(AppConfig):
    name = "linked"
    verbose_name = _lazy("Verknüpfte Daten")
