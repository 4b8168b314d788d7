from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class MemoryConfig(AppConfig):
    name = "memory"
    verbose_name = _lazy("Gedächtnis")
