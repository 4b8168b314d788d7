from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from networks_portal.loading.expected import best_source, expected_of
from networks_portal.loading.files import DirectoryError, read_folder
from texts.extract import extract
from texts.measure import Score, score


class Command(BaseCommand):
    help = (
        "Misst „Text zu Entwurf“: vergleicht, was die Regeln in den Texten eines Ordners (*.txt) finden, mit dem, was "
        "die Fixtures aus denselben Quellen belegen. Ohne das Verzeichnis zu kennen: Namen, die es schon gibt, zählen "
        "nicht als Hilfe. Welcher Text zu welcher Quelle gehört, folgt aus den Fundstellen."
    )

    def add_arguments(self, parser):
        parser.add_argument("textdir", type=Path)
        parser.add_argument("--fixtures", type=Path, default=settings.BASE_DIR / "fixtures")
        parser.add_argument("--details", action="store_true", help="nennt, was fehlt und was zu viel ist")

    def handle(self, *, textdir: Path, fixtures: Path, details: bool, **options):
        texts = sorted(textdir.glob("*.txt"))
        if not texts:
            raise CommandError(f"In {textdir} liegen keine Texte (*.txt).")
        try:
            entries = read_folder(fixtures).entries
        except DirectoryError as error:
            raise CommandError(str(error)) from error
        total: dict[str, Score] = {}
        for path in texts:
            text = path.read_text(encoding="utf-8", errors="replace")
            source, share = best_source(entries, text)
            self.stdout.write(f"{path.name}: {source} ({share:.0%} der Fundstellen)")
            for kind, one in score(extract(text, today=date.today()), expected_of(entries, source)).items():
                total.setdefault(kind, Score()).add(one)
        self._table(total)
        if details:
            for kind, one in total.items():
                self.stdout.write(f"\n{kind}\n  fehlt: {'; '.join(one.missed) or '–'}")
                self.stdout.write(f"  zu viel: {'; '.join(one.wrong) or '–'}")

    def _table(self, total: dict[str, Score]) -> None:
        self.stdout.write(
            f"\n{'':<24}{'vorgeschlagen':>14}{'richtig':>9}{'erwartet':>10}{'gefunden':>10}"
            f"{'Genauigkeit':>13}{'Trefferquote':>14}"
        )
        for kind, one in total.items():
            self.stdout.write(
                f"{kind:<24}{one.proposed:>14}{one.right:>9}{one.expected:>10}{one.found:>10}"
                f"{_percent(one.precision):>13}{_percent(one.recall):>14}"
            )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
