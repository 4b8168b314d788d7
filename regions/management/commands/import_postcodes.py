from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from regions.postcodes import PostcodeFileError, read_table, replace_postcodes


class Command(BaseCommand):
    help = (
        "Ersetzt die Tabelle der Postleitzahlen durch eine eigene, ganz oder gar nicht. Die Datei ist CSV in UTF-8 mit "
        "den Spalten plz (fünf Ziffern) und ags (Amtlicher Gemeindeschlüssel: Land 2, Kreis 5 oder Gemeinde 8 "
        "Ziffern), getrennt durch Semikolon, Komma oder Tabulator; weitere Spalten bleiben unbeachtet. Liegt eine "
        "Postleitzahl in mehreren Kreisen, hat sie mehrere Zeilen. Die mitgelieferte Tabelle stellt "
        "regions/data/postleitzahlen.csv wieder her."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="die CSV-Datei")

    def handle(self, *, file: Path, **options):
        try:
            rows = read_table(file)
            new, gone = replace_postcodes(rows)
        except PostcodeFileError as error:
            raise CommandError(f"Nichts geändert. {error}") from error
        if new or gone:
            self.stdout.write(f"{len(rows)} Zeilen gelesen: {new} neu, {gone} entfernt.")
        else:
            self.stdout.write(f"{len(rows)} Zeilen gelesen, alle schon vorhanden. Nichts geändert.")
