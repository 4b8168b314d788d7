from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "transfer"
    verbose_name = "Import und Export"

    def ready(self):
        from cases import beginnings
        from transfer.outcome import beginning_of

        beginnings.register("import", beginning_of)
