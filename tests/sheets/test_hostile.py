"""Files that are small to send and costly to read: a sentence at once, whatever part of them grows."""

import pytest

from sheets import sheet, xlsx_parts
from sheets.reading import read
from sheets.sheet import MAX_ROWS, UploadError
from tests.sheets import hostile
from tests.transfer.files import csv_file, xlsx_file

SMALLER = 100


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_costly_file_is_refused_in_words(name, monkeypatch):
    """With smaller limits, lest the test itself takes long."""
    make, message = hostile.REFUSED[name]
    for limit in ("MAX_CELLS", "MAX_ELEMENTS", "MAX_OTHERS"):
        monkeypatch.setattr(xlsx_parts, limit, getattr(xlsx_parts, limit) // SMALLER)

    with pytest.raises(UploadError, match=message):
        read("x.csv" if "CSV" in name else "x.xlsx", make(SMALLER))


def test_limits_leave_room_for_the_largest_table():
    """As many rows as are allowed with thirteen columns."""
    assert xlsx_parts.MAX_CELLS >= MAX_ROWS * 13


def test_what_a_comment_says_is_no_element():
    """Neither merged cells nor formulas, in a comment as in a text."""
    read_sheet = read("x.xlsx", hostile.with_comment(100_000))
    assert [row.cells for row in read_sheet.rows] == [list(hostile.ROW)] and read_sheet.notes == []

    part = xlsx_parts.check_parts(xlsx_file(["<mergeCell ref='A1:B2'/>", "<f>1</f>"]))[hostile.SHEET]
    assert (part.merged, part.has_formulas) == ([], False)


def test_all_cells_together_have_a_limit(monkeypatch):
    monkeypatch.setattr(sheet, "MAX_CHARACTERS", 1_000)

    assert len(read("x.csv", csv_file("ab", *[["x" * 50] * 2] * 10)).rows) == 10
    with pytest.raises(UploadError, match="10 Mio. Zeichen"):
        read("x.csv", csv_file("ab", *[["x" * 50] * 2] * 10, "y"))
