from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = "Förderung"

    def ready(self):
        from programmes import criteria  # noqa: F401  registers what its records need before release
