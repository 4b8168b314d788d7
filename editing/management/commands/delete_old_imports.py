from django.core.management.base import BaseCommand

from editing.models import ImportBatch


class Command(BaseCommand):
    help = "Löscht hochgeladene Tabellen, die älter sind als 30 Tage. Das geschieht auch bei jedem Import von selbst."

    def handle(self, **options):
        batches = ImportBatch.objects.outdated()
        count = batches.count()
        batches.delete()
        self.stdout.write(f"{count} Importe gelöscht.")
