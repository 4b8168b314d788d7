from django.core.management.base import BaseCommand

from transfer.steps import delete_outdated


class Command(BaseCommand):
    help = "Löscht hochgeladene Tabellen, die älter sind als 30 Tage. Das geschieht auch bei jedem Import von selbst."

    def handle(self, **options):
        self.stdout.write(f"{delete_outdated()} Importe gelöscht.")
