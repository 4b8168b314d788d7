from django.core.management.base import BaseCommand

from search import index
from search.documents import count_findable
from search.models import Entry


class Command(BaseCommand):
    help = "Baut den Suchindex neu auf; gesucht werden kann unterdessen im bisherigen."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="nur, wenn es noch keinen Index gibt")

    def handle(self, *, if_empty: bool, **options):
        if if_empty and Entry.objects.exists():
            return
        bar = Bar(self.stderr, count_findable())
        self.stdout.write(f"{index.rebuild(bar.show)} Einträge sind auffindbar.")


class Bar:
    """How far the reading is, on one line of a terminal; silent elsewhere."""

    WIDTH = 40

    def __init__(self, stream, total: int):
        self.stream, self.total, self.shown = stream, max(1, total), ""

    def show(self, done: int) -> None:
        if not self.stream.isatty():
            return
        filled = min(self.WIDTH, done * self.WIDTH // self.total)
        line = f"\r[{'#' * filled}{'.' * (self.WIDTH - filled)}] {done} von {self.total}"
        if line != self.shown:
            self.stream.write(line, ending="\n" if done >= self.total else "")
            self.shown = line
