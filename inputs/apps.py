from django.apps import AppConfig


class InputsConfig(AppConfig):
    """What comes in from people and files, made one way before anybody checks or compares it."""

    name = "inputs"
    default = True
