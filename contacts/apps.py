from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = _lazy("Ansprechpersonen")

    def ready(self):
        from contacts import criteria  # noqa: F401  registers what its records need before release
