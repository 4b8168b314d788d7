from django.apps import AppConfig


class SourcingConfig(AppConfig):
    """Where editors know from what they write: asked once, it becomes the source of all that was written."""

    name = "sourcing"
    default = True
