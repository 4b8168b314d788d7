"""Files as offices save them, and files that want to do harm: a clear sentence, never a crash."""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl.styles import Font

from sheets.reading import read
from sheets.sheet import MAX_GAP, UploadError
from tests.transfer.files import csv_file, xlsx_file

HEAD = ("Name", "Typ", "Regionen")
ROW = ("Müllers Netz", "Cluster", "Köln")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_separators_are_guessed(encoding, delimiter):
    sheet = read("netze.csv", csv_file(HEAD, ROW, encoding=encoding, delimiter=delimiter))

    assert sheet.headers == list(HEAD)
    assert sheet.rows[0].cells == list(ROW)


def test_line_of_excel_that_names_the_separator():
    assert read("x.csv", b"sep=,\r\nName,Typ\r\na;b,c\r\n").rows[0].cells == ["a;b", "c"]


def test_rows_keep_their_number_in_the_file():
    sheet = read("x.csv", csv_file(HEAD, ROW, ("", "", ""), ("Zeile\nmit Umbruch", "", ""), ("Vier", "", "")))

    assert [row.number for row in sheet.rows] == [2, 4, 6]


def test_table_ends_where_nothing_comes_for_long():
    """Somebody formatted the whole sheet: a million rows without a word."""

    def rows_after(gap: int) -> list[str]:
        empty = [("", "", "")] * gap
        return [row.cells[0] for row in read("x.csv", csv_file(HEAD, ROW, *empty, ("Zwei", "", ""))).rows]

    assert rows_after(MAX_GAP) == [ROW[0], "Zwei"]
    assert rows_after(MAX_GAP + 1) == [ROW[0]]


def test_values_of_xlsx_as_text():
    day, moment = datetime(2021, 10, 4), datetime(2021, 10, 4, 15, 30)
    sheet = read("x.xlsx", xlsx_file(("a", "b", "c", "d", "e", "f"), (day, moment, 7, 7.5, True, None)))

    assert sheet.rows[0].cells == ["04.10.2021", "04.10.2021 15:30", "7", "7,5", "ja", ""]


def test_formulas_are_text_and_flagged():
    row = read("x.csv", csv_file(HEAD, ("=HYPERLINK(1)", "+49 341 1", "@SUM(1)"))).rows[0]

    assert row.cells[0] == "=HYPERLINK(1)"
    assert "Formel" in row.notes[0]
    assert 1 not in row.notes
    assert 2 in row.notes
    assert "Formeln" in " ".join(read("x.xlsx", xlsx_file(HEAD, ("=1+1", "b", "c"))).notes)


def test_times_and_spans_read_as_somebody_would_type_them():
    values = (
        date(2021, 10, 4),
        time(9, 5),
        timedelta(hours=9, minutes=5),
        datetime(2021, 10, 4, 15, 30, 5),
        False,
        1e20,
    )

    sheet = read("x.xlsx", xlsx_file(("a", "b", "c", "d", "e", "f"), values))

    assert sheet.rows[0].cells == ["04.10.2021", "09:05", "9:05:00", "04.10.2021 15:30:05", "nein", "1e+20"]


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    file = io.BytesIO(xlsx_file(HEAD, ROW))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def with_entities() -> bytes:
    source, file = zipfile.ZipFile(io.BytesIO(xlsx_file(HEAD, ROW))), io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/workbook.xml":
                content = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "b">]>' + content
            archive.writestr(name, content)
    return file.getvalue()


HOSTILE = {
    "empty": ("x.csv", b"", "leer"),
    "blank": ("x.csv", b"\n\n \n", "leer"),
    "head only": ("x.csv", csv_file(HEAD), "keine einzige Zeile"),
    "too large": ("x.csv", b"a" * (10 * 1024 * 1024 + 1), "größer als 10 MB"),
    "random bytes": ("x.csv", bytes(range(256)) * 40, "nicht lesbar|keine Textdatei"),
    "control characters": ("x.csv", b"\x01\x02\x03a;b\n" * 100, "keine Textdatei"),
    "no German in any encoding": ("x.csv", b"Name;Typ\n\x8d \x8d \x8d;x\n", "nicht lesbar"),
    "pdf": ("x.csv", b"%PDF-1.7\n...", "PDF"),
    "old excel": ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 512, "alte Format"),
    "macros by name": ("x.xlsm", xlsx_file(HEAD, ROW), "Makros"),
    "macros by content": ("x.xlsx", with_part("xl/vbaProject.bin", b"x"), "Makros"),
    "broken zip": ("x.xlsx", xlsx_file(HEAD, ROW)[:-200], "beschädigt"),
    "other zip": ("x.xlsx", zipped(**{"a.txt": b"a"}), "keine XLSX"),
    "open document": ("x.ods", zipped(mimetype=b"x", **{"content.xml": b"<x/>"}), "ODS"),
    "workbook is rubbish": ("x.xlsx", zipped(**{"xl/workbook.xml": b"nonsense"}), "beschädigt"),
    "entities": ("x.xlsx", with_entities(), "beschädigt"),
    "zip bomb": ("x.xlsx", with_part("xl/bomb.xml", b"0" * 20_000_000), "stark gepackt"),
    "50 MB unpacked": ("x.xlsx", with_part("xl/big.xml", b"0" * 52_500_000), "größer als 50 MB"),
    "too many rows": ("x.csv", csv_file(("Name",), *[("a",)] * 30_001), "mehr als 30.000 Zeilen"),
    "too many columns": ("x.csv", csv_file([f"s{n}" for n in range(201)], ["a"] * 201), "201 Spalten"),
    "endless quote": ("x.csv", b'Name;Typ\n"' + b"a" * 200_000, "Zeile 2.*Anführungszeichen"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_file_gets_a_clear_error(case):
    name, content, message = HOSTILE[case]

    with pytest.raises(UploadError, match=f"(?s){message}"):
        read(name, content)


@pytest.mark.parametrize(
    ("row", "position", "message"),
    [
        (("", "x" * 10_001, ""), 1, "10.001 Zeichen"),
        (("a", "b", "c", "d"), 3, "Spalte D.*nur 3 Spalten"),
        (("a", "b\ufffd", ""), 1, "unlesbare Zeichen"),
    ],
)
def test_faulty_cell_is_an_error_of_its_row(row, position, message):
    sheet = read("x.csv", csv_file(HEAD, row, ROW))

    assert list(sheet.rows[0].errors) == [position]
    assert re.search(message, sheet.rows[0].errors[position])
    assert sheet.rows[1].errors == {}


def test_a_million_formatted_empty_rows_are_no_rows():
    def far(book):
        book.active["A1048576"].font = Font(bold=True)

    assert len(read("x.xlsx", xlsx_file(HEAD, ROW, change=far)).rows) == 1


@pytest.mark.parametrize(
    ("title", "stand"),
    [
        (("Liste der Betriebe, Stand März 2024",), "März 2024"),
        (("Stand:", "31.03.2024"), "31.03.2024"),
        (("Firmen (Stand der Daten: 03/2024) der Stadt",), "März 2024"),
        (("Firmen", "Stand vom 1. April 2024, ungeprüft"), "1. April 2024"),
        (("Datenstand 2025",), "2025"),
        (("Messestand 2024, Stand 12",), ""),
        (("Liste, Stand Oktober",), ""),  # of which year?
        (("Stand 2998",), ""),
        (("Verstand 2020",), ""),
    ],
)
def test_title_above_the_headers_says_from_when_a_table_is(title, stand):
    sheet = read("x.csv", csv_file(title, (), ("Firma", "Sitz"), ("Alpha", "Harz")), words={"firma", "sitz"})
    assert str(sheet.stand or "") == stand
    assert any(f"nur der Stand gelesen: {stand}" in note for note in sheet.notes) == bool(stand)


def test_rows_are_not_looked_through_for_a_stand():
    assert read("x.csv", csv_file(("Firma", "Sitz"), ("Alpha", "Stand März 2024")), words={"firma"}).stand is None
