from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Was ist passiert?"

    def ready(self):
        from desk import together
        from jobs import proposals

        together.register_queue(proposals.waiting)
