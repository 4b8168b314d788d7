from django.apps import AppConfig

from core.words import _lazy


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = _lazy("Ansprechpersonen")

    def ready(self):
        from contacts import criteria  # noqa: F401  registers what its records need before release
