from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = "Ansprechpersonen"

    def ready(self):
        from contacts import criteria  # noqa: F401  registers what its records need before release
