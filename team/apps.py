from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "team"
    verbose_name = "Zusammenarbeit"

    def ready(self):
        from team import notices  # noqa: F401  connects its receivers
