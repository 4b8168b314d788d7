from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.answers import Answer, read_answer
from articles.clear import clear
from articles.extract import Extraction, extract
from articles.measure import Score, keys_of, score
from networks_portal.loading.expected import Entries, best_source, expected_of, main_networks
from networks_portal.loading.files import DirectoryError, read_folder
from texts.proposal import name_key

KINDS_OF_FILES = (".txt", ".html", ".md", ".eml")


@dataclass
class Measured:
    """Counts over all texts: everything proposed, what is ticked, and whether the subject was found."""

    proposed: dict[str, Score] = field(default_factory=dict)
    ticked: dict[str, Score] = field(default_factory=dict)
    subjects: list[tuple[str, bool]] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)


class Command(BaseCommand):
    help = (
        "Misst „Text zu Entwurf“: vergleicht, was die Regeln in den Texten eines Ordners (*.txt, *.html, *.md, *.eml) "
        "finden, mit der Antwort daneben (01.json zu 01.txt; Felder: subject, kind, members, fundings[{programme, "
        "from, until, amount}], events[{name, date, place}], contacts[{name, role, phone, mail}], quoted_only, "
        "figures[{what, number}], dates[{what, date}], links, address). Wo keine Antwort liegt, mit dem, was die "
        "Fixtures aus derselben Quelle belegen; welche das ist, folgt aus den Fundstellen. Ohne das Verzeichnis zu "
        "kennen: Namen, die es schon gibt, zählen nicht als Hilfe."
    )

    def add_arguments(self, parser):
        parser.add_argument("textdir", type=Path)
        parser.add_argument("--fixtures", type=Path, default=settings.BASE_DIR / "fixtures")
        parser.add_argument("--details", action="store_true", help="nennt, was fehlt und was zu viel ist")

    def handle(self, *, textdir: Path, fixtures: Path, details: bool, **options):
        texts = sorted(path for path in textdir.glob("*") if path.suffix in KINDS_OF_FILES)
        if not texts:
            raise CommandError(f"In {textdir} liegen keine Texte (*.txt).")
        entries: Entries | None = None
        measured = Measured()
        for path in texts:
            text = path.read_text(encoding="utf-8", errors="replace")
            if (beside := path.with_suffix(".json")).exists():
                try:
                    answer = read_answer(beside)
                except ValueError as error:
                    raise CommandError(f"{beside.name}: {error}") from error
                self.stdout.write(f"{path.name}: {beside.name}")
            else:
                entries = entries or self._entries(fixtures)
                source, share = best_source(entries, text)
                self.stdout.write(f"{path.name}: {source} ({share:.0%} der Fundstellen)")
                answer = Answer(main_networks(entries, source), "", expected_of(entries, source), frozenset())
            self._add(measured, path.name, extract(text, today=date.today()), answer)
        self._print(measured, details)

    def _entries(self, fixtures: Path) -> Entries:
        try:
            return read_folder(fixtures).entries
        except DirectoryError as error:
            raise CommandError(str(error)) from error

    def _add(self, measured: Measured, name: str, extraction: Extraction, answer: Answer) -> None:
        ticked = clear(extraction)
        for totals, only in ((measured.proposed, None), (measured.ticked, ticked)):
            for kind, one in score(extraction, answer.expected, only).items():
                totals.setdefault(kind, Score()).add(one)
        main = extraction.subject and extraction.subject.proposal
        found = bool(keys_of(main) & answer.subjects) if main else not answer.subjects
        said = f"{main.value} ({main.variant})" if main else "–"
        wanted = "" if found else f", erwartet: {' oder '.join(sorted(answer.subjects)) or 'keiner'}"
        self.stdout.write(f"  Gegenstand: {said}{wanted}{f', Art laut Antwort: {answer.kind}' if answer.kind else ''}")
        measured.subjects.append((name, found))
        contacts = {name_key(one.normalised) for one in extraction.proposals if one.variant == "kontakt"}
        measured.quoted += [f"{name}: {one}" for one in answer.quoted & contacts]

    def _print(self, measured: Measured, details: bool) -> None:
        self.stdout.write("\nAlle Vorschläge")
        self._table(measured.proposed)
        self.stdout.write("\nDavon angekreuzt")
        self._table(measured.ticked)
        found = sum(1 for _, ok in measured.subjects if ok)
        self.stdout.write(f"\nGegenstand gefunden in {found} von {len(measured.subjects)}")
        ticked, proposed = _sum(measured.ticked), _sum(measured.proposed)
        self.stdout.write(f"Genauigkeit der angekreuzten Vorschläge: {_percent(ticked.precision)}")
        self.stdout.write(f"Trefferquote aller Vorschläge: {_percent(proposed.recall)}")
        self.stdout.write(f"Trefferquote der angekreuzten: {_percent(ticked.recall)}")
        self.stdout.write(f"Nur zitiert, aber als Ansprechperson: {'; '.join(measured.quoted) or 'niemand'}")
        if details:
            for kind, one in measured.proposed.items():
                self.stdout.write(f"\n{kind}\n  fehlt: {'; '.join(one.missed) or '–'}")
                self.stdout.write(f"  zu viel: {'; '.join(one.wrong) or '–'}")
                self.stdout.write(f"  angekreuzt und zu viel: {'; '.join(measured.ticked[kind].wrong) or '–'}")

    def _table(self, total: dict[str, Score]) -> None:
        self.stdout.write(
            f"{'':<24}{'vorgeschlagen':>14}{'richtig':>9}{'erwartet':>10}{'gefunden':>10}"
            f"{'Genauigkeit':>13}{'Trefferquote':>14}"
        )
        for kind, one in total.items():
            self.stdout.write(
                f"{kind:<24}{one.proposed:>14}{one.right:>9}{one.expected:>10}{one.found:>10}"
                f"{_percent(one.precision):>13}{_percent(one.recall):>14}"
            )


def _sum(total: dict[str, Score]) -> Score:
    """All kinds together; contact persons are among the people already."""
    whole = Score()
    for kind, one in total.items():
        if not kind.startswith("davon"):
            whole.add(one)
    return whole


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
