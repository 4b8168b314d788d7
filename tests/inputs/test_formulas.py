"""Telephone numbers leave as they are; what a spreadsheet would compute leaves as text, and both come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.formulas import STARTS, as_written, harmless


@pytest.mark.parametrize(
    "cell",
    [
        "+49 30 23125-022",
        "+49 (0)341 4711-0",
        "+43 1 234567",
        "+4930123",
        "+1 (212) 5551234",
        "+49 221 4710-112 (0-24 Uhr)",
        "+49 221 4710-112 (Büro Süd, Mo–Fr)",
    ],
)
def test_telephone_numbers_are_left_alone(cell):
    assert harmless(cell) == cell


@pytest.mark.parametrize(
    "cell",
    [
        *["+49-30-1234567", "+49301", "+1 2/3", "+49 30/1234567", "+1", "-1+2", "=1+1", "@SUMME(A1)", "\t=1"],
        *["+49 30 12345A1", "+49 30 123456*2", "+A1 30 123456", "+49 cmd|' /C calc'!A0", "+49 30 123456\n=1"],
        *["+49 30 1+123456", "+49 30 123456 (A1)+1", '+49 30 123456 (HYPERLINK("x"))', "+49 30 123456 (A1!B2 c)"],
        "+4930123456 (Uhr)",
    ],
)
def test_what_would_be_computed_is_text(cell):
    assert harmless(cell) == f"'{cell}"


@given(st.text(alphabet="=+-@\t\r'1 (49A", max_size=12))
def test_both_come_back(cell):
    written = harmless(cell)

    assert as_written(written) == as_written(cell)
    assert not written.startswith(tuple(set(STARTS) - {"+"}))
