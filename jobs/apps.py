from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Was ist passiert?"

    def ready(self):
        from desk import together
        from jobs import proposals
        from releasing import suggesting
        from team import leaving, notices

        together.register_queue(proposals)
        suggesting.register(proposals.FromTables)
        notices.register("proposal", proposals.SUBJECT)
        for holder in proposals.HOLDERS:
            leaving.register(holder)
