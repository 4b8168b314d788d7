from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from networks.models import Network
from networks_portal.invented.lines import load_invented


class Command(BaseCommand):
    help = "Lädt erfundene Netzwerke (JSON-Zeilen) für Messungen in eine leere Datenbank."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options):
        if Network.objects.exists():
            raise CommandError("Die Datenbank hat schon Einträge; Messdaten kommen nur in eine leere.")
        self.stdout.write(f"{load_invented(file)} erfundene Netzwerke geladen.")
