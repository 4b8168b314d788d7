"""How processor time grows while hostile input doubles, for everything that reads text of strangers.

Each entrance gets shapes of text that keep parsers and regular expressions busy, from BENCH_FROM characters on,
twice as long each time, until a step takes a quarter of a second or the largest size is reached. Linear work
doubles with its input; what grows faster than STEEP per doubling is named, and the exit code says how many.
Processor time of this process, the best of some rounds: other programs on the machine change it little. Needs a
database that may be written to (SQLite in memory by default); nothing in it matters. Run by `make growth`.
"""

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from math import log2
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networks_portal.settings")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("SECRET_KEY", "measure")
os.environ["LOG_LEVEL"] = "ERROR"

FROM = int(os.environ.get("BENCH_FROM", 500))
MOST = 256_000
ENOUGH = 0.25  # seconds: then three doublings tell
MEASURABLE = 0.004  # seconds; below, noise would be taken for growth
STEEP = 2.7  # times per doubling: n·log n stays below, n·√n does not
ROUNDS = 3
# What comes in an address: the server takes no longer ones.
IN_ADDRESSES = {"Ortsfeld", "Suche: Frage", "Suche: Vorschläge"}
ADDRESS = 8_000  # characters

_numbers = count()

# What is repeated, and what stands before and after it so that nothing fits in the end.
SHAPES: dict[str, tuple[str, str, str]] = {
    "Leerzeichen": ("a", " ", "b"),
    "Zeilen": ("a", "\n", "b"),
    "leere Zeilen mit Blanks": ("", " \n", "x"),
    "Buchstaben": ("", "a", "!"),
    "Großbuchstaben": ("", "A", "!"),
    "Wörter": ("", "Netz ", "!"),
    "Großes Wort": ("Netz", "Netz", "!"),
    "Wörter mit Bindestrich": ("", "Netz-", "!"),
    "Ziffern": ("", "1", "x"),
    "Ziffern mit Blanks": ("", "1 ", "x"),
    "Klammern auf": ("", "(", "x"),
    "eckige Klammern": ("", "[", "x"),
    "Linkanfänge": ("", "](", "x"),
    "Bilder": ("", "![", "x"),
    "Sterne": ("", "*a", "x"),
    "Sterne und Striche": ("", "*_a_", "x"),
    "Zitate": ("", "> ", "x"),
    "Listen": ("", "- a\n  ", "x"),
    "Backticks": ("", "`", "x"),
    "wachsende Backticks": ("", "``a`", "x"),
    "Anführungszeichen": ("", '"a', "x"),
    "öffnende Anführungszeichen": ("", "„a ", "x"),
    "Trennzeichen": ("", "a|", "x"),
    "Kommas": ("", "a,", "x"),
    "Kommas mit Blanks": ("", "Netz, ", "x"),
    "Punkte": ("a", ".a", "@"),
    "At-Zeichen": ("", "a@", "x"),
    "Adressen": ("", "a@b.de ", "x"),
    "Adresse ohne Ende": ("a@", "b.", "!"),
    "www": ("", "www.", "x"),
    "https": ("", "https://a", " x"),
    "Telefonnummern": ("", "0341 12345-0 ", "x"),
    "Pluszeichen": ("", "+49(", "x"),
    "Schrägstriche": ("", "1/2", "x"),
    "Datumsreihe": ("", "1.1.2020", "x"),
    "Datum mit Strich": ("", "4. Oktober 2021 – ", "x"),
    "seit": ("", "seit ", "x"),
    "bis": ("", "bis 2020 ", "x"),
    "Rechtsformen": ("Netz", ", e. V.", " x"),
    "Titel": ("", "Dipl.-PD ", "x"),
    "Doppelpunkte": ("", "aa:bb ", "x"),
    "Straßen": ("", "Hauptstraße ", "x"),
    "Tags": ("", "<a", "x"),
    "Elemente": ("", "<p>", "x"),
    "Kommentar": ("<!--", "--", "x"),
    "Zeichenverweise": ("", "&#1", "x"),
    "Akzente": ("a", "\u0301\u0323", "x"),
    "Ligaturen": ("", "ﷺ", "x"),
    "Umlaute": ("", "ä", "!"),
    "Nullbreite": ("a", "\u200b", "b"),
}


def hostile(shape: str, size: int) -> str:
    before, again, after = SHAPES[shape]
    return before + again * (size // len(again)) + after


Reader = Callable[[str], object]


def entrances() -> Iterator[tuple[str, Reader]]:
    """Name and what reads a text; refusing it counts as reading."""
    yield from tables()
    yield from fields()
    yield from names()
    yield from texts()


def refusing(function: Reader, *errors: type[Exception]) -> Reader:
    def call(text: str):
        try:
            return function(text)
        except errors:
            return None

    return call


def tables() -> Iterator[tuple[str, Reader]]:
    from inputs.full_names import parted
    from sheets.encodings import alternatives
    from sheets.formats import shown
    from sheets.headers import spellings
    from sheets.reading import read
    from sheets.sheet import UploadError
    from tables.cells import Cells
    from tables.columns import KINDS
    from tables.names import CellError
    from tables.parting import parted as parted_cell
    from tables.parting import split
    from tests.transfer.files import csv_file

    regions = KINDS["networks.network"].by_key["regions"].target

    def sheet(text: str):
        return read("x.csv", csv_file(("Name", "Typ"), (text[:9_000], "a"), *[(text[:40], "b")] * (len(text) // 40)))

    yield "Zelle: Aufzählung", refusing(split, CellError)
    yield "Zelle: Namen", refusing(lambda text: parted_cell(text, str.istitle), CellError)
    yield "Zelle: Orte", refusing(lambda text: Cells().read(regions, text), CellError)
    yield "Zelle: Name eines Menschen", parted
    yield "Tabelle: Überschrift", spellings
    yield "Tabelle: Zahlenformat", lambda text: (shown(1.5, text), shown(date.today(), text))
    yield "Tabelle: Zeichensatz", lambda text: alternatives(text.encode("cp1252", "replace"))
    yield "Tabelle: CSV roh", refusing(lambda text: read("x.csv", text.encode()), UploadError)
    yield "Tabelle: CSV mit Kopfzeile", refusing(lambda text: read("x.csv", b"Name;Typ\n" + text.encode()), UploadError)
    yield "Tabelle: viele Zeilen", refusing(sheet, UploadError)
    yield "Tabelle: XLSX", refusing(xlsx, UploadError)


def fields() -> Iterator[tuple[str, Reader]]:
    from django.core.exceptions import ValidationError
    from django.core.validators import URLValidator, validate_email

    from contacts.models import Channel
    from core import fuzzy_dates
    from regions.resolve import resolve
    from reports.forms import ReportForm

    yield "Zeitangabe", refusing(fuzzy_dates.parse, fuzzy_dates.FuzzyDateError)
    yield "Zeitangabe: EDTF", refusing(fuzzy_dates.bounds, fuzzy_dates.FuzzyDateError)
    yield "Telefonnummer", lambda text: Channel(kind="telefon", value=text).dialled_value()
    yield "Telefonnummer: Ziffern", lambda text: Channel(kind="telefon", value=text).digits_of_value()
    yield "E-Mail-Adresse", refusing(validate_email, ValidationError)
    yield "Internetadresse", refusing(URLValidator(), ValidationError)
    yield "Meldung", lambda text: ReportForm(dict.fromkeys(("text", "email", "evidence"), text)).is_valid()
    yield "Ortsfeld", resolve


def names() -> Iterator[tuple[str, Reader]]:
    from core.text import fold, sort_key
    from duplicates.names import core, plain
    from inputs.slugs import german_slug
    from regions.words import short_name, spelt_out
    from texts.proposal import name_key

    yield "Ortsname: Kürzel", spelt_out
    yield "Ortsname: kurz", short_name
    yield "Falten", fold
    yield "Sortieren", sort_key
    yield "Kurzadresse", german_slug
    yield "Name: Doppel", lambda text: (plain(text), core(text))
    yield "Name: Rechtsform", name_key


def texts() -> Iterator[tuple[str, Reader]]:
    from articles.extract import extract
    from finding.marking import Marker
    from finding.missed import countable
    from finding.suggestions import suggest
    from language.text import forms
    from pages.markdown import render_markdown
    from search.query import search

    yield "Suche: Wortformen", forms
    yield "Suche: ohne Treffer", countable
    yield "Suche: Markieren", Marker({"netz", "a"}).snippet
    yield "Suche: Frage", search
    yield "Suche: Vorschläge", suggest
    yield "Markdown", render_markdown
    yield "Text zu Entwurf", lambda text: extract(text, today=date(2025, 1, 1))


def xlsx(text: str):
    """As a cell, as a comment, as an attribute and as text between the cells."""
    from xml.sax.saxutils import escape, quoteattr

    from sheets.reading import read
    from tests.sheets.hostile import before, rewritten

    plain = "".join(char for char in text if char >= " ")
    more = f'<row r="3"><c t="inlineStr"><is><t>{escape(plain)}</t></is></c></row>'
    comment, junk = f"<!--{plain.replace('-', '~')}-->", f"<x a={quoteattr(plain)}>{escape(plain)}</x>"
    return read("x.xlsx", rewritten(SHEET=before(b"</sheetData>", (comment + more + junk).encode())))


def seconds(function: Callable[[str], object], shape: str, size: int) -> float:
    """The best of some rounds; each with another text, so that nothing is remembered."""
    best = float("inf")
    for _ in range(ROUNDS):
        text = hostile(shape, size) + str(next(_numbers))
        start = time.process_time()
        function(text)
        best = min(best, time.process_time() - start)
        if best > ENOUGH:
            break
    return best


def growth(function: Callable[[str], object], shape: str, most: int) -> tuple[float, int, float]:
    """How many times more one doubling took at the end; size and seconds of the longest text."""
    gc.collect()
    size, times = FROM, [seconds(function, shape, FROM)]
    while 2 * size <= most and times[-1] < ENOUGH:
        size *= 2
        times.append(seconds(function, shape, size))
    told = [spent for spent in times if spent > MEASURABLE][-4:]
    if len(told) < 2:
        return 0, size, times[-1]
    return 2 ** (log2(told[-1] / told[0]) / (len(told) - 1)), size, times[-1]


def main() -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    if connection.settings_dict["NAME"] == ":memory:":
        call_command("migrate", verbosity=0)
    only = sys.argv[1:]
    steep = 0
    print(f"{'':30} {'Form':28} {'Zeichen':>8} {'Sekunden':>9} {'je Verdopplung':>15}")
    gc.disable()  # its rounds come when they come, and would be taken for growth
    gc.freeze()
    for name, function in entrances():
        most = ADDRESS if name in IN_ADDRESSES else MOST
        if only and not any(word in name for word in only):
            continue
        function("Netz")  # what a process reads once
        found = {shape: growth(function, shape, most) for shape in SHAPES}
        worst = max(found, key=lambda shape: (found[shape][0] > STEEP, found[shape][2]))
        for shape, (ratio, size, spent) in found.items():
            if ratio > STEEP or shape == worst:
                mark = "  STEIL" if ratio > STEEP else ""
                print(f"{name:30} {shape:28} {size:8} {spent:9.3f} {ratio or 1:15.1f}{mark}", flush=True)
                steep += bool(mark)
    print(f"{steep} wachsen schneller als ihr Text" if steep else "Nichts wächst schneller als sein Text")
    return steep


if __name__ == "__main__":
    sys.exit(min(main(), 100))
