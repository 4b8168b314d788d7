from django.core.management.base import BaseCommand, CommandError

from open_data.downloads import dump


class Command(BaseCommand):
    help = (
        "Schreibt alles Öffentliche als JSON Lines und CSV mit Prüfsummen in den Ordner des Tages (OPEN_DATA_DIR) und "
        "löscht ältere Abzüge sowie solche mit Angaben von Personen, die nicht mehr weitergegeben werden dürfen."
    )

    def add_arguments(self, parser):
        parser.add_argument("--keep", type=int, default=14, help="wie viele Abzüge bleiben, mit diesem (14)")

    def handle(self, *, keep: int, **options):
        if keep < 1:
            raise CommandError("Einer bleibt mindestens: dieser.")
        made = dump.write(keep)
        for file in made.files:
            self.stdout.write(f"{file.file}: {file.records} Einträge, {file.bytes} Bytes")
        self.stdout.write(f"{made.folder}")
