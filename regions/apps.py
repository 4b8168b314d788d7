from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = _lazy("Regionen")
