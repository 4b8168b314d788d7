from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "finding"

    def ready(self):
        from finding import days  # noqa: F401  connects the receiver
