from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _lazy("Seiten")
