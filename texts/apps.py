from django.apps import AppConfig


class TextsConfig(AppConfig):
    """What a text says, by fixed rules: names, people, dates, numbers, and what belongs to what."""

    name = "texts"
    default = True
