from django.apps import AppConfig

from core.words import _lazy


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = _lazy("Netzwerke")

    def ready(self):
        from networks import criteria, own_words  # noqa: F401  registers what its records need before release
