from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from invented.lines import load_invented
from networks.models import Network


class Command(BaseCommand):
    help = "Lädt erfundene Netzwerke (JSON-Zeilen) für Messungen in eine leere Datenbank."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--firms", type=int, default=0, help="wie viele Betriebe mit Beteiligungen dazu (0)")

    def handle(self, *, file: Path, firms: int, **options):
        if Network.objects.exists():
            raise CommandError("Die Datenbank hat schon Einträge; Messdaten kommen nur in eine leere.")
        self.stdout.write(f"{load_invented(file, firms)} erfundene Netzwerke geladen.")
