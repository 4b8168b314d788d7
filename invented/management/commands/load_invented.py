from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from invented.generate import SEED, generate
from networks.models import Network, Organisation


class Command(BaseCommand):
    help = (
        "Legt erfundene Netzwerke und Organisationen für Messungen an, bei gleichem Startwert immer dieselben. "
        "Nur in einer Datenbank ohne Netzwerke und Organisationen."
    )

    def add_arguments(self, parser):
        parser.add_argument("--networks", type=int, default=50_000, help="wie viele Netzwerke (50000)")
        parser.add_argument("--organisations", type=int, default=30_000, help="wie viele Organisationen (30000)")
        parser.add_argument("--seed", type=int, default=SEED, help="Startwert des Zufalls")

    def handle(self, *, networks: int, organisations: int, seed: int, **options):
        if Network.objects.exists() or Organisation.objects.exists():
            raise CommandError("Die Datenbank hat schon Einträge; Erfundenes kommt nur in eine leere.")
        if networks < 0 or organisations < 0:
            raise CommandError("Die Anzahlen dürfen nicht kleiner als 0 sein.")
        started = monotonic()
        generate(networks, organisations, seed, log=self.stdout.write)
        self.stdout.write(f"Fertig nach {monotonic() - started:.0f} Sekunden.")
