from django.apps import AppConfig

from core.words import _lazy


class ReachConfig(AppConfig):
    name = "reach"
    verbose_name = _lazy("Kontaktleiter")
