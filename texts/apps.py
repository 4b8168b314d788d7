from django.apps import AppConfig


class TextsConfig(AppConfig):
    """What stands in a text, by fixed rules: names, people, ways to reach them, dates, numbers."""

    name = "texts"
    default = True
