from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from networks.models import Network
from networks_portal.loading.files import DirectoryError
from networks_portal.loading.load import load_directory


class Command(BaseCommand):
    help = (
        "Lädt das Verzeichnis aus fixtures/ in einer Transaktion, ganz oder gar nicht. Erneut geladen, setzt es die "
        "Einträge der Dateien auf das zurück, was die Dateien über sie sagen. Der Bearbeitungsstand bleibt, wie die "
        "Redaktion ihn gesetzt hat; ihre Einträge und ihre Angaben ohne Quelle oder aus anderen Quellen bleiben auch."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures")
        parser.add_argument("--if-empty", action="store_true", help="nur, wenn es noch kein Netzwerk gibt")
        parser.add_argument(
            "--ohne-ergaenzung",
            dest="with_supplement",
            action="store_false",
            default=settings.LOAD_SUPPLEMENT,
            help="nur die Quelldokumente, nicht die Anlaufstellen aus anderen Quellen; was schon geladen ist, bleibt",
        )

    def handle(self, *, folder: Path, if_empty: bool, with_supplement: bool, **options):
        if if_empty and Network.objects.exists():
            self.stdout.write("Das Verzeichnis hat schon Einträge, nichts geladen.")
            return
        try:
            report = load_directory(folder, with_supplement)
        except DirectoryError as error:
            raise CommandError(f"Nichts geladen. {error}") from error
        for name in sorted(report.new | report.changed | report.unchanged | report.removed):
            self.stdout.write(
                f"{name:>16}: {report.new[name]} neu, {report.changed[name]} geändert, "
                f"{report.unchanged[name]} unverändert, {report.removed[name]} entfernt"
            )
