from django.apps import AppConfig

from core.words import _lazy


class PicturesConfig(AppConfig):
    name = "pictures"
    verbose_name = _lazy("Bilder")

    def ready(self):
        from pictures import criteria, tidying  # noqa: F401  what a release needs; what nobody needs any more goes
