from django.core.management.base import BaseCommand

from duplicates.candidates import candidates
from duplicates.known import KINDS


class Command(BaseCommand):
    help = "Sucht wahrscheinliche Doppel in allen Arten von Einträgen; die Redaktion findet das Ergebnis in der Liste."

    def handle(self, *args, **options):
        for model in KINDS:
            found = candidates(model, anew=True)
            self.stdout.write(f"{model._meta.verbose_name_plural}: {len(found.pairs)} mögliche Doppel")
