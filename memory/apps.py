from django.apps import AppConfig

from core.words import _lazy


class MemoryConfig(AppConfig):
    name = "memory"
    verbose_name = _lazy("Gedächtnis")
