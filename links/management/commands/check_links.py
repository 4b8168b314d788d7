from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from links.check import check_links
from links.models import LinkResult
from publishing.enums import LinkCheck


class Command(BaseCommand):
    help = (
        "Prüft die Links des Verzeichnisses, eine Portion nach der anderen: höflich, mit Pausen je Rechner, über den "
        "Proxy der Umgebung. Was in den letzten Tagen geprüft wurde, bleibt aus."
    )

    def add_arguments(self, parser):
        parser.add_argument("--max", type=int, default=500, help="höchstens so viele Adressen (500)")
        parser.add_argument("--older-than", type=int, default=7, metavar="TAGE", help="nur ältere Ergebnisse (7)")

    def handle(self, *args, **options):
        if options["max"] < 1 or options["older_than"] < 1:
            raise CommandError("--max und --older-than brauchen eine Zahl ab 1.")
        results = check_links(most=options["max"], older_than=options["older_than"], tell=self._tell)
        counts = Counter(LinkCheck(result.outcome).label for result in results)
        found = ", ".join(f"{number} {label}" for label, number in sorted(counts.items())) or "nichts fällig"
        self.stdout.write(f"{len(results)} Adressen geprüft: {found}.")

    def _tell(self, result: LinkResult) -> None:
        if result.error or result.suggestion:
            advice = f" – besser {result.suggestion}" if result.suggestion else ""
            self.stdout.write(f"{result.url}: {result.words}{advice}")
