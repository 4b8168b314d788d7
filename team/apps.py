from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "team"
    verbose_name = "Zusammenarbeit"

    def ready(self):
        from desk import onward
        from team import notices  # noqa: F401  connects its receivers
        from team.standing_in import represented

        onward.register_absent(lambda by: [row.editor for row in represented(by)])
