from django.apps import AppConfig


class PastConfig(AppConfig):
    name = "past"
    verbose_name = "Frühere Stände und Gesamtverlauf"
