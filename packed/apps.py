from django.apps import AppConfig


class PackedConfig(AppConfig):
    """Many small things in little room, for what stays in memory."""

    name = "packed"
    default = True
