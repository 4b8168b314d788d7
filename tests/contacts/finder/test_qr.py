"""A code that a camera reads: the squares are those of the library, and they say the text."""

import pytest
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from contacts.finder.qr import MASK, QUIET, qr_code

ADDRESS = "https://portal.example/foerderkontakt/?anliegen=beitreten&region=rhein-neckar-kreis&feld=social-economy"


def drawn(code) -> list[list[bool]]:
    """The squares, from the runs that a template draws."""
    rows = [[False] * code.size for _ in range(code.size)]
    for run in code.runs:
        for x in range(run.x, run.x + run.width):
            assert not rows[run.y][x], "drawn twice"
            rows[run.y][x] = True
    return rows


def read_mask(rows: list[list[bool]]) -> int:
    """The mask that the format information beside the upper left finder pattern names."""
    first = "".join(str(int(rows[QUIET + 8][QUIET + x])) for x in (0, 1, 2, 3, 4))
    return int(first, 2) ^ 0b10101  # level M is 00; what is printed is masked by 10101…


@pytest.mark.parametrize("text", ["https://a.example/", ADDRESS, ADDRESS + "&rolle=" + "x" * 400, "Grüße aus Köln"])
def test_squares_are_those_of_the_library(text):
    maker = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET, mask_pattern=MASK)
    maker.add_data(text)
    maker.make(fit=True)

    assert drawn(qr_code(text)) == maker.get_matrix()


def test_code_has_its_quiet_zone_and_three_corners():
    code = qr_code(ADDRESS)
    rows = drawn(code)
    corner = [[True] * 7, [True] + [False] * 5 + [True]]

    assert not any(any(row[:QUIET] + row[-QUIET:]) for row in rows)
    assert not any(map(any, rows[:QUIET] + rows[-QUIET:]))
    for y, x in ((QUIET, QUIET), (QUIET, -QUIET - 7), (code.size - QUIET - 7, QUIET)):
        assert [row[x : x + 7] for row in rows[y : y + 2]] == corner
    assert read_mask(rows) == MASK


def test_text_that_no_code_holds_is_refused():
    with pytest.raises(ValueError):
        qr_code("x" * 3_000)
