from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Vorgänge"

    def ready(self):
        from cases import parts
        from publishing import together

        together.register(parts)
