from django.apps import AppConfig


class ReleasingConfig(AppConfig):
    name = "releasing"
    verbose_name = "Freigabe"
