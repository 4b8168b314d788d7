from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Vorgänge"

    def ready(self):
        from cases import desk, parts
        from desk import together as on_the_desk
        from publishing import together

        together.register(parts)
        on_the_desk.register(desk)
