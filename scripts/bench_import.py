"""Time of a large table: read, compared (the preview), taken over, released, taken back; in a database of its own that
is thrown away.

    .venv/bin/python scripts/bench_import.py [number of rows]        scripts/postgres.sh … for PostgreSQL

The directory of the fixtures is there, and the table is one as cities keep them: title row, address in three columns,
several telephone numbers, branches and places in words, how many work there, and of which networks of the directory a
firm is a member: that is read from the same table once more. What it wrote is released as one case. Says seconds of
CPU of this process and of the clock, the longest slice, the memory at its most, and how long somebody else who saves
waited.
"""

import io
import os
import resource
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.bench_cases import accounts, database, go_through  # noqa: E402
from scripts.bench_rival import Rival  # noqa: E402

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networks_portal.settings")
os.environ.setdefault("SECRET_KEY", "only-for-this-measurement")

HEAD = ("Firmenname", "Straße", "PLZ", "Ort", "Tätigkeitsfeld", "Telefon", "E-Mail", "Internet", "Bemerkung",
        "Mitarbeiter", "Mitglied in")  # fmt: skip
NETWORKS = 12  # that have members; one in three firms is a member of one of them, or of two
WORDS = "Metallbau Lampen Werkzeug Holz Papier Chemie Optik Textil Keramik Logistik Sensorik Antriebe Pumpen".split()
PLACES = [
    ("68159", "Mannheim"),
    ("01067", "Dresden"),
    ("04109", "Leipzig"),
    ("69115", "Heidelberg"),
    ("02826", "Görlitz"),
]


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with database():
        from django.core.management import call_command

        call_command("load_directory", verbosity=0)
        measure(number)


def measure(number: int) -> None:
    from networks.models import Network, Organisation

    by, boss = accounts()
    names = list(Network.objects.published().order_by("pk").values_list("name", flat=True)[:NETWORKS])
    content = table(number, names)
    rival = Rival(Organisation.objects.published().order_by("-pk")[0].pk)
    try:
        whole_way(content, by, boss, rival)
    finally:
        rival.end()


def whole_way(content: bytes, by, boss, rival: Rival) -> None:
    from publishing.models import SourceDocument
    from tables.columns import KINDS
    from transfer import joining, storing

    clock = Clock(rival)
    kind = KINDS["networks.organisation"]
    batch = storing.upload("firmen.xlsx", content, kinds=list(KINDS.values()), kind=kind, by=by)
    clock.say("gelesen", batch)
    batch.source = SourceDocument.objects.filter(state="freigegeben").first()
    batch.constants = {"kind": "Unternehmen"}
    taken_over(batch, by, clock)
    again = storing.read_once_more(batch, KINDS["networks.network"], by)
    clock.say("gelesen", again)
    taken_over(again, by, clock)
    go_through(joining.cases_of(batch).get(), by, boss, rival)


def taken_over(batch, by, clock: "Clock") -> None:
    from transfer import apply, steps

    steps.remember(batch)
    clock.again()
    while steps.compare_next(batch, by):
        clock.slice()
    clock.say("verglichen", batch)
    batch.refresh_from_db()
    batch.rows.filter(may_apply=True).update(selected=True)
    apply.begin_apply(batch, by)
    batch.refresh_from_db()
    clock.again()
    while apply.apply_next(batch, by):
        clock.slice()
    clock.say("übernommen", batch)


class Clock:
    def __init__(self, rival: Rival) -> None:
        self.rival = rival
        self.again()

    def again(self) -> None:
        self.cpu, self.wall, self.last, self.longest = (
            time.process_time(),
            time.perf_counter(),
            time.perf_counter(),
            0.0,
        )

    def slice(self) -> None:
        self.longest, self.last = max(self.longest, time.perf_counter() - self.last), time.perf_counter()

    def say(self, what: str, batch) -> None:
        from django.db import connection

        self.slice()
        results = ", ".join(f"{n} {word}" for word, n in Counter(batch.rows.values_list("status", flat=True)).items())
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{connection.vendor:10} {what:12} {results} {time.process_time() - self.cpu:6.1f} s CPU"
            f" {time.perf_counter() - self.wall:6.1f} s Uhr, längste Scheibe {self.longest:.2f} s, {memory:.0f} MB;"
            f" {self.rival.said()}",
            flush=True,
        )
        self.again()


def table(number: int, networks: list[str]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Firmen")
    sheet.append(["Firmen der Stadt, Stand März 2026"])
    sheet.append(list(HEAD))
    for n in range(number):
        word, other = WORDS[n % len(WORDS)], WORDS[n // 7 % len(WORDS)]
        postcode, place = PLACES[n % len(PLACES)]
        sheet.append(
            [f"{word} {other} {n} GmbH", f"Hauptstr. {n % 90 + 1}", postcode, place, word, f"0621 29{n % 9000 + 1000}",
             f"info@firma-{n}.example", f"www.firma-{n}.example", "alte Liste" if n % 10 == 0 else "", n % 300 or "",
             "; ".join(networks[n % NETWORKS :][: n % 3])]
        )  # fmt: skip
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


if __name__ == "__main__":
    main()
