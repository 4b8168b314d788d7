"""Tables as cities keep them: titles above the headers, hidden sheets, encodings of old programs, cells that failed."""

from datetime import datetime

import pytest

from sheets.reading import Reading, read
from sheets.sheet import NO_HEADERS, Sheet, UploadError
from tables.columns import KINDS
from tests.transfer.files import csv_file, xlsx_file

HEAD = ("Name", "Art", "Region", "Kurztext")
ROW = ("Netz für Öl", "Cluster", "Köln", "Größe zählt – „immer“")
WORDS = KINDS["networks.network"].words
TITLE = "Netzwerke in Berlin – Übersicht"


def table(content: bytes, **chosen) -> Sheet:
    return read("x.xlsx" if content.startswith(b"PK") else "x.csv", content, Reading(**chosen), WORDS)


def formatted(*cells: tuple[object, str]) -> bytes:
    """A row of values with the formats of their cells."""

    def change(book):
        for cell, (_value, form) in zip(book.active[2], cells, strict=True):
            cell.number_format = form

    return xlsx_file([f"s{n}" for n in range(len(cells))], [value for value, _ in cells], change=change)


# What stands above the headers, and the row that they are found in.
ABOVE = {
    "nothing": ([], 1),
    "title": ([(TITLE,)], 2),
    "title as wide as the table": ([(TITLE, "", "", "")], 2),
    "title, day, empty row": ([(TITLE,), ("Stand: 01.10.2025",), ()], 4),
    "note with the words of a header": ([("Netzwerk", "Auswahl der Wirtschaftsförderung, Stand Mai")], 2),
    "numbers of the columns": ([("1", "2", "3", "4")], 2),
    "groups of columns": ([("Netzwerk", "", "Ort", "")], 2),
}


@pytest.mark.parametrize("case", ABOVE)
@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_headers_are_found_wherever_they_stand(case, make):
    above, number = ABOVE[case]

    sheet = table(make(*above, HEAD, ROW))

    assert (sheet.headers, sheet.reading.header_row) == (list(HEAD), number)
    assert [row.cells for row in sheet.rows] == [list(ROW)]
    assert bool(above) == any(f"Überschriften stehen in Zeile {number}" in note for note in sheet.notes)


def test_headers_nobody_knows_are_the_first_row_that_is_wide_enough():
    sheet = table(csv_file((TITLE,), ("Wie es heißt", "Wo es sitzt"), ("Netz", "Köln")))

    assert sheet.headers == ["Wie es heißt", "Wo es sitzt"]


def test_another_row_may_be_chosen_for_the_headers():
    content = csv_file((TITLE,), HEAD, ROW, ("Zwei", "Cluster", "Bonn", "x"))
    offered = table(content).reading.header_rows

    assert [choice.value for choice in offered] == ["1", "2", "3", "4"]
    assert offered[1].sample == "Name · Art · Region · Kurztext"
    assert table(content, header_row=3).headers[0] == ROW[0]
    with pytest.raises(UploadError, match="Zeile 9 ist leer oder nicht da") as caught:
        table(content, header_row=9)
    assert len(caught.value.reading.header_rows) == 4


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_table_without_headers_is_said_to_have_none_and_can_be_read_so(make):
    content = make(("Holzbaucluster", "Cluster", "Hameln", "Text"), ("Lichtnetz", "Netzwerk", "Köln", "Text", "mehr"))

    assert any("keine Überschrift, die das Portal kennt" in note for note in table(content).notes)
    sheet = table(content, header_row=NO_HEADERS)
    assert sheet.headers == [f"Spalte {letter}" for letter in "ABCDE"] and sheet.reading.header_row == NO_HEADERS
    assert [row.cells[0] for row in sheet.rows] == ["Holzbaucluster", "Lichtnetz"]
    assert not any("keine Überschrift" in note for note in sheet.notes + table(make(HEAD, ROW)).notes)


def test_only_row_of_a_table_can_be_its_values():
    with pytest.raises(UploadError) as caught:
        table(csv_file(ROW))
    assert caught.value.reading.header_rows[-1].value == str(NO_HEADERS)
    assert len(table(csv_file(ROW), header_row=NO_HEADERS).rows) == 1


def test_headers_that_are_printed_again_are_no_row():
    assert len(table(csv_file((TITLE,), HEAD, ROW, HEAD, ROW)).rows) == 2


def test_headers_alike_or_missing_are_told_apart():
    sheet = table(csv_file(("Name", "Ort", "", "ort", ""), ("Netz", "Köln", "x", "Bonn", "")))

    assert sheet.headers[:4] == ["Name", "Ort", "Spalte C", "ort (Spalte D)"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize(
    "words",
    [
        "Netz für Öl",
        "Straße der Ämter",
        "Café Übermut",
        "Genève Länderbüro",
        "Größe 5 m², Preis 3 €",
        "ÄRZTE Übersicht",
    ],
)
def test_encoding_is_the_one_in_which_german_looks_like_german(encoding, words):
    words = words.replace("€", "EUR").replace("²", "2") if encoding in ("cp850", "mac_roman") else words

    assert table(csv_file(HEAD, (words, "", "", ""), encoding=encoding)).rows[0].cells[0] == words


def test_what_was_converted_twice_is_read_as_it_was():
    content = csv_file(HEAD, ROW).decode("cp1252", "replace").replace("\ufffd", "").encode()
    twice = csv_file(HEAD, ("Öl für Größe", "Cluster", "Köln", "„ja“")).decode("latin-1").encode()

    sheet = table(twice)
    assert (sheet.rows[0].cells[0], sheet.reading.encoding) == ("Öl für Größe", "utf-8-twice")
    assert sheet.reading.encodings[0].sample.startswith("Öl für Größe")
    assert table(twice, encoding="utf-8").rows[0].cells[0].startswith("Ã")
    assert any("verdorben" in note for note in table(content + "Öl".encode()).notes)  # only in part


def test_encoding_can_be_changed_by_a_sample_line():
    content = csv_file(HEAD, ("Nur ASCII", "", "", ""), ROW, encoding="cp1252")
    reading = table(content).reading

    assert reading.encoding == "cp1252"
    samples = {choice.value: choice.sample for choice in reading.encodings}
    assert samples["cp1252"].startswith("Netz für Öl;Cluster;Köln")
    assert samples["mac_roman"].startswith("Netz f¸r")
    assert table(content, encoding="mac_roman").rows[1].cells[0] != ROW[0]
    assert Reading(**reading.as_dict()) == reading
    assert table(csv_file(("Name",), ("Netz",))).reading.encodings == ()


def test_broken_character_costs_its_cell():
    content = csv_file(HEAD, *[ROW] * 5).replace("Köln".encode(), b"K\xf6ln", 1)

    assert [list(row.errors) for row in table(content).rows] == [[2], [], [], [], []]


def sheets(*states: str) -> bytes:
    def change(book):
        for number, state in enumerate(states):
            page = book.active if number == 0 else book.create_sheet()
            page.title, page.sheet_state = f"Blatt {number}", state
            if number:
                page.append(HEAD)
                page.append([f"Netz {number}"])

    return xlsx_file(("Liste", "Land"), ("Cluster", "Berlin"), change=change)


def test_visible_sheet_with_the_known_headers_is_read_and_others_may_be_chosen():
    content = sheets("visible", "hidden", "visible")
    sheet = table(content)

    assert (sheet.reading.sheet, sheet.rows[0].cells[0]) == ("Blatt 2", "Netz 2")
    assert [choice.label for choice in sheet.reading.sheets] == ["Blatt 0", "Blatt 1 (ausgeblendet)", "Blatt 2"]
    assert table(content, sheet="Blatt 1").rows[0].cells[0] == "Netz 1"
    assert table(sheets("hidden", "visible")).reading.sheet == "Blatt 1"


def test_dates_and_numbers_are_as_precise_as_their_cells_show():
    day = datetime(2021, 10, 4)
    cells = {
        (day, "DD.MM.YYYY"): "04.10.2021",
        (day, "MMM\\ YY"): "Oktober 2021",
        (day, "[$-407]MMMM YYYY;@"): "Oktober 2021",
        (day, "yyyy"): "2021",
        (day, "d. mmm"): "4. Oktober",
        (day, '[$-F800]dddd", den "d. mmmm yyyy'): "04.10.2021",
        (1067, "00000"): "01067",
        (1067, "\\D\\-00000"): "D-01067",
        (4962131234567, "General"): "4962131234567",
        (0.5, "General"): "0,5",
        (0.5, "0%"): "50%",
        (1000, '#,##0\\ "€"'): "1.000 €",
        (49.5, "_-* #,##0.00\\ [$€-407]_-;-* #,##0.00"): "49,50 €",
        (1234567, "#,##0"): "1.234.567",
        (0.123, "0.00"): "0,123",
        (1e12, "0.00E+00"): "1000000000000",
    }

    assert table(formatted(*cells)).rows[0].cells == list(cells.values())


@pytest.mark.parametrize(
    "text",
    ["#NV", "#N/A", "#BEZUG!", "#REF!", "#WERT!", "#VALUE!", "#DIV/0!", "#NAME?", "#ZAHL!", "Err:502", "########"],
)
@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_failed_cell_is_an_error_and_no_text(text, make):
    assert list(table(make(HEAD, ("Netz", text, "Köln", "# 1 der Region"))).rows[0].errors) == [1]


@pytest.mark.parametrize(
    "text", ["k. A.", "k.A.", "k.a.", "-", "–", "---", "./.", "n/a", "n. v.", "keine Angabe", "entfällt"]
)
def test_what_says_nothing_is_read_as_empty_and_said(text):
    row = table(csv_file(HEAD, ("Netz", text, "Köln", "# 1 der Region"))).rows[0]

    assert row.cells[1] == "" and row.notes == {1: f"„{text}“ gilt als leer."} and row.errors == {}


@pytest.mark.parametrize("text", ["unbekannt", "K. Albers", "- seit 2020", "NA", "k. A. Meier", "0"])
def test_what_says_something_stays(text):
    assert table(csv_file(HEAD, ("Netz", text, "Köln", "# 1 der Region"))).rows[0].cells[1] == text


@pytest.mark.parametrize("text", ["4,96213E+11", "4.96213E+11", "5E+12"])
def test_rounded_number_is_an_error(text):
    assert list(table(csv_file(HEAD, ("Netz", text, "E+ 5", "1E5"))).rows[0].errors) == [1]


def test_cell_merged_over_rows_holds_for_each_and_what_it_covers_beside_is_unknown():
    def change(book):
        for cells in ("A1:D1", "C3:C4", "A4:B4"):
            book.active.merge_cells(cells)

    sheet = table(xlsx_file((TITLE,), HEAD, ("Eins", "Cluster", "Köln", ""), ("Zwei",), change=change))

    assert [row.cells for row in sheet.rows] == [["Eins", "Cluster", "Köln", ""], ["Zwei", "", "Köln", ""]]
    assert [list(row.errors) for row in sheet.rows] == [[], [1]]
    assert list(sheet.rows[1].notes) == [2]
