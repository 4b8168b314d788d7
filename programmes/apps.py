from django.apps import AppConfig

from core.words import _lazy


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _lazy("Förderung")

    def ready(self):
        from programmes import criteria  # noqa: F401  registers what its records need before release
