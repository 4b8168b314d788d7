from django.core.management.base import BaseCommand

from search import index
from search.documents import count_findable


class Command(BaseCommand):
    help = "Baut den Suchindex neu auf; gesucht werden kann unterdessen im bisherigen."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-due", action="store_true", help="nur, wenn es keinen oder einen veralteten Index gibt"
        )

    def handle(self, *, if_due: bool, **options):
        if if_due and not index.is_due():
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
