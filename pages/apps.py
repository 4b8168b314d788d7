from django.apps import AppConfig

from core.words import _lazy


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _lazy("Seiten")
