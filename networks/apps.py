from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = "Netzwerke"

    def ready(self):
        from networks import criteria  # noqa: F401  registers what its records need before release
