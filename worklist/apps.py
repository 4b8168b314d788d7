from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "worklist"
    verbose_name = "Arbeitsliste"

    def ready(self):
        from team import leaving
        from worklist import digest, handovers  # noqa: F401  the first connects its receiver

        leaving.register(leaving.Holder(handovers.held, handovers.move))
