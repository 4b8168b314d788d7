from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "networks_portal"
    verbose_name = "Netzwerkportal"
