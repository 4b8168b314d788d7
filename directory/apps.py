from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _lazy("Verzeichnis")
