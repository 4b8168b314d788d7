from django.core.management.base import BaseCommand

from search import index


class Command(BaseCommand):
    help = "Baut den Suchindex neu auf."

    def handle(self, **options):
        self.stdout.write(f"{index.rebuild()} Einträge sind auffindbar.")
