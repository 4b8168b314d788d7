from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from finding.missed import KEPT_DAYS, forget


class Command(BaseCommand):
    help = "Löscht gezählte Suchen ohne Treffer, die älter sind als 90 Tage. Das geschieht auch beim Zählen von selbst."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=KEPT_DAYS, help="wie viele Tage vor heute bleiben")

    def handle(self, *, days: int, **options):
        if days < 0:
            raise CommandError("Die Zahl der Tage darf nicht negativ sein.")
        before = timezone.localdate() - timedelta(days=days)
        self.stdout.write(f"{forget(before=before)} Zeilen gelöscht.")
