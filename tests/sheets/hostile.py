"""Tables that want to keep a server busy: small to send, costly to read. Also for scripts/hostile_uploads.py.

What is packed repeats too much to pass as it is, so parts are stored unpacked.
"""

import io
import zipfile
from collections.abc import Callable

from tests.transfer.files import csv_file, xlsx_file

HEAD = ("Name", "Typ", "Regionen", "Kurztext", "Website")
ROW = ("Müllers Netz", "Cluster", "Köln", "Verbindet.", "https://netz.example/")
SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
TYPES = "[Content_Types].xml"


def rewritten(packing: int = zipfile.ZIP_STORED, more: dict[str, bytes] = {}, **parts: Callable) -> bytes:
    """A sound file of one row with some parts made hostile, the name of each by its capitals above, and `more`."""
    changes = {globals()[name]: change for name, change in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_file(HEAD, ROW))) as source, zipfile.ZipFile(file, "w", packing) as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, changes.get(name, lambda same: same)(content))
        for name, content in more.items():
            archive.writestr(name, content)
    return file.getvalue()


def before(mark: bytes, more: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(mark, more + mark, 1)


def inside(tag: bytes, content: bytes) -> bytes:
    return b"<%s>%s</%s>" % (tag, content, tag)


def with_cells(xml: bytes) -> bytes:
    return rewritten(SHEET=before(b"</sheetData>", b'<row r="3">' + xml + b"</row>"))


def with_comment(length: int) -> bytes:
    """`<mergeCell` again and again where none is."""
    times = length // len(b"<mergeCell ")
    return rewritten(SHEET=before(b"<sheetData>", b"<!--" + b"<mergeCell " * times + b"-->"))


def with_strings(strings: bytes, **parts: Callable) -> bytes:
    """The library that wrote the file puts texts into their cells; most programs share them."""
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    declared = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/>' % kind
    table = b'<sst xmlns="%s">%s</sst>' % (main, strings)
    return rewritten(more={"xl/sharedStrings.xml": table}, TYPES=before(b"</Types>", declared), **parts)


def with_many_strings(n: int = 1) -> bytes:
    return with_strings(b"<si><t/></si>" * (600_000 // n))


def with_long_string(n: int = 1) -> bytes:
    """Ten thousand characters, shown by two thousand cells."""
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(3, 2_003))
    return with_strings(b"<si><t>%s</t></si>" % (b"x" * 10_000), SHEET=before(b"</sheetData>", cells))


def lying(n: int = 1) -> bytes:
    """The directory of the archive says that the sheet is shorter than it is."""
    content = bytearray(rewritten())
    at = content.index(SHEET.encode(), content.index(b"PK\x01\x02"))
    content[at - 22 : at - 18] = (100).to_bytes(4, "little")
    return bytes(content)


def twice(n: int = 1) -> bytes:
    """Two parts of one name: one to be checked, one to be read."""
    return rewritten(more={"XL/Workbook.xml": b"<workbook/>"})


def wide_csv() -> bytes:
    return csv_file([f"s{n}" for n in range(200)], *[["a" * 20] * 200] * 2_400)


# Refused in a sentence; what is said. Made for limits that are n times smaller, as tests set them.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "Kommentar voller <mergeCell": (lambda n=1: with_comment(700_000), "beschädigt"),
    "600.000 gemeinsame Texte": (with_many_strings, "400.000 Zellen"),
    "600.000 Zellen": (lambda n=1: with_cells(b"<c><v>1</v></c>" * (600_000 // n)), "400.000 Zellen"),
    "2,4 Mio. leere Elemente": (
        lambda n=1: with_cells(b"<c>" + b"<v/>" * (2_400_000 // n) + b"</c>"),
        "400.000 Zellen",
    ),
    "ein langer Text in 2.000 Zellen": (with_long_string, "10 Mio. Zeichen"),
    "200.000 Formate": (
        lambda n=1: rewritten(STYLES=before(b"</cellXfs>", b'<xf fontId="0"/>' * (200_000 // n))),
        "ungewöhnlich viele Formate",
    ),
    "200.000 Namen": (
        lambda n=1: rewritten(
            BOOK=before(
                b"</workbook>",
                b"<definedNames>" + b'<definedName name="n">A1</definedName>' * (200_000 // n) + b"</definedNames>",
            )
        ),
        "ungewöhnlich viele Formate, Namen",
    ),
    "Zahlenformat aus Klammern": (
        lambda n=1: rewritten(
            STYLES=before(b"<fonts", b'<numFmts><numFmt numFmtId="170" formatCode="%s"/></numFmts>' % (b"[" * 200_000))
        ),
        "beschädigt",
    ),
    "Kopfzeile aus &L": (
        lambda n=1: rewritten(
            SHEET=before(b"</worksheet>", inside(b"headerFooter", inside(b"oddHeader", b"&amp;L" * 50_000)))
        ),
        "beschädigt",
    ),
    "300 Blätter": (
        lambda n=1: rewritten(BOOK=before(b"</sheets>", b'<sheet name="n" sheetId="9" r:id="rId1"/>' * 300)),
        "255 Blätter",
    ),
    "tief geschachtelt": (lambda n=1: with_cells(b"<c>" * 100_000), "beschädigt"),
    "20.000 Attribute": (
        lambda n=1: with_cells(b"<c %s/>" % b" ".join(b'a%d=""' % n for n in range(20_000))),
        "beschädigt",
    ),
    "langes Attribut": (lambda n=1: with_cells(b'<c r="%s"/>' % (b"A" * 5_000_000)), "beschädigt"),
    "Dokumenttyp": (lambda n=1: rewritten(SHEET=before(b"<worksheet", b"<!DOCTYPE worksheet>")), "beschädigt"),
    "200.000 verbundene Zellen": (
        lambda n=1: rewritten(
            SHEET=before(b"</worksheet>", inside(b"mergeCells", b'<mergeCell ref="A1:B2"/>' * (200_000 // n)))
        ),
        "ungewöhnlich viele",
    ),
    "mit LZMA gepackt": (lambda n=1: rewritten(zipfile.ZIP_LZMA), "beschädigt"),
    "zwei Teile eines Namens": (twice, "beschädigt"),
    "Verzeichnis mit falscher Länge": (lying, "beschädigt"),
    "CSV aus Trennzeichen": (lambda n=1: b"Name;Typ\n" + b";" * 9_000_000, "keine einzige Zeile"),
    "CSV mit 9 MB in einer Zelle": (lambda n=1: b"Name;Typ\n" + b"a" * 9_000_000, "Zeile 2"),
}
# Sound as a file; reading and comparing must not grow faster than it does.
ACCEPTED: dict[str, Callable[[], bytes]] = {
    "Zellen mit 9.990 Leerzeichen": lambda: csv_file(
        HEAD, *[(f"Netz {n}", "Cluster", "a" + " " * 9_990 + "b", "Kurz.", "") for n in range(500)]
    ),
    "Zellen voller Trennzeichen": lambda: csv_file(
        HEAD, *[(f"Netz {n}", "Cluster", "a|" * 4_900, "Kurz.", "a|" * 4_900) for n in range(400)]
    ),
    "2.000 neue Einträge": lambda: csv_file(
        HEAD, *[(f"Netz {n}", "Cluster", "Sachsen", f"Nummer {n}.", f"https://netz-{n}.example/") for n in range(2_000)]
    ),
    "Kommentar von 200 kB": lambda: with_comment(200_000),
    "200 Spalten": wide_csv,
}
