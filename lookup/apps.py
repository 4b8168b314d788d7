from django.apps import AppConfig


class LookupConfig(AppConfig):
    name = "lookup"
    verbose_name = "Suche der Redaktion"

    def ready(self):
        from desk.admin import extensions
        from lookup import everything

        extensions.register_search(everything.of_kind)
