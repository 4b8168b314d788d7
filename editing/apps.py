from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "editing"
    verbose_name = "Redaktion"

    def ready(self):
        from editing.duplicates import receivers  # noqa: F401  connects it
        from editing.worklist import (
            digest,  # noqa: F401  connects its receiver
            filters,  # noqa: F401  adds the cards to the filters of every list
        )
