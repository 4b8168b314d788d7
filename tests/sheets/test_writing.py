"""Files for spreadsheets: every cell arrives as the text it was, the first bytes leave before the last row is read."""

import csv
import io
import zipfile
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from sheets.writing import as_csv
from sheets.writing_xlsx import as_xlsx

pytestmark = pytest.mark.once
PHONES = ["+49 30 23125-022", "+493023125022", "0351 / 8925-1000", "030 23125022"]
FORMULAS = ["=1+1", "+1 2/3", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x.test")']
ODD = ["<&>\"'", "Zeile\nzwei", " Rand ", "Straße; „Zitat“, 100 %", "𝄞", "_x000D_", ""]


def read_xlsx(content: bytes) -> list[list[str]]:
    page = load_workbook(io.BytesIO(content)).active
    return [["" if value is None else value for value in row] for row in page.iter_rows(values_only=True)]


@pytest.mark.filterwarnings("error")
def test_xlsx_says_what_was_written_as_text():
    rows = [[f"Spalte {number}" for number in range(30)], [*PHONES, *FORMULAS, *ODD], ["x" * 40_000, "\x00\x0bNull"]]

    content = b"".join(as_xlsx(rows, "Größe / [2]: was?"))

    book = load_workbook(io.BytesIO(content))
    head, texts, cut = read_xlsx(content)
    assert (book.active.title, book.active.freeze_panes) == ("Größe    2   was ", "A2")
    assert head == rows[0]
    assert texts[: len(rows[1])] == rows[1]
    assert (len(cut[0]), cut[1]) == (32_767, "Null")
    for row in book.active.iter_rows():
        for cell in row:
            assert cell.value is None or cell.data_type == "s"
            assert (cell.number_format == "@") == str(cell.value or "").startswith(("=", "+", "-", "@", "\t"))
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_csv_neutralises_formulas_and_leaves_numbers_alone():
    text = "".join(as_csv([["Name", "Wert"], *([one, ""] for one in (*PHONES, *FORMULAS, *ODD))]))

    assert text.startswith("\N{BYTE ORDER MARK}Name;Wert\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\N{BYTE ORDER MARK}"), newline=""), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [*PHONES, *(f"'{one}" for one in FORMULAS), *ODD]


def test_csv_with_commas_and_without_mark():
    assert "".join(as_csv([["a", "b;c", "d,e"]], ",", "")) == 'a,b;c,"d,e"\r\n'


@pytest.mark.parametrize("write", [as_csv, lambda rows: as_xlsx(rows, "x")], ids=["csv", "xlsx"])
def test_first_bytes_leave_before_the_last_row_is_read(write):
    read = []

    def rows() -> Iterator[list[str]]:
        for number in range(20_000):
            read.append(number)
            yield [f"{number * 7919 % 10_007} {number}"] * 10

    pieces = iter(write(rows()))
    next(pieces)

    assert len(read) < 10_000
    assert max(map(len, pieces)) < 400_000
