from django.apps import AppConfig

from core.words import _lazy


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _lazy("Verzeichnis")
