from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "duplicates"
    verbose_name = "Doppel"

    def ready(self):
        from duplicates import receivers  # noqa: F401  connects it
