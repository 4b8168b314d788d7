from django.apps import AppConfig


class LanguageConfig(AppConfig):
    """German as everything that searches reads it: words, their stems and parts, and those that say nothing."""

    name = "language"
    default = True
