"""A telephone number is dialled where a text names exactly one that can exist."""

import subprocess
import sys

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from contacts.channel_values import validate
from inputs.phones import MOST, each_number, is_mobile, is_too_short, only_number
from tests.inputs.corpus import cases


@pytest.mark.parametrize(("text", "dialled"), cases("phones"))
def test_exactly_one_plausible_number_is_dialled(text, dialled):
    assert only_number(text) == dialled


@given(st.text(alphabet="0123456789 ()/+-–.,;\nUhrMobisE€@", max_size=60))
def test_what_is_dialled_is_read_as_itself(text):
    dialled = only_number(text)

    assert only_number(dialled) == dialled
    assert is_too_short(text) in (True, False)  # whatever stands there


@pytest.mark.parametrize("row", ["0 ", "(0)", "-1", "9-12 Uhr ", "/ 0", "Mo, ", "0341"])
def test_long_texts_are_no_numbers_and_cost_little(row):
    assert only_number((row * MOST)[:MOST]) == only_number(row * MOST) == ""


def test_numbering_plans_are_loaded_when_a_number_is_read():
    code = "import sys, inputs.phones; print('phonenumbers' in sys.modules, inputs.phones.only_number('0341 47110'))"

    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == ["False", "+4934147110"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0621 85 44 20, 0171 5550134", ["0621 85 44 20", "0171 5550134"]),
        ("030/1234 ; 030/5678", ["030/1234", "030/5678"]),
        ("030 23125022 bzw. 0171 3920012", ["030 23125022", "0171 3920012"]),
        ("Tel. 0341 47110 / mobil 0171 3920012", ["Tel. 0341 47110", "mobil 0171 3920012"]),
        ("030 23125-022 / -023", None),
        ("0341 / 47110", None),
        ("0341 4711, Mo., Mi. 9-12 u. 14-16 Uhr", None),
        ("0341 4711, Frau Nord", None),
        ("0341 4711, Fax 0341 4712", None),  # no number to call
        ("030 1234, Apparat 5 oder 6", None),
    ],
)
def test_numbers_that_a_text_lists(text, numbers):
    assert each_number(text) == (numbers or [text])


def test_which_number_is_mobile():
    assert [is_mobile(text) for text in ("0171 5550134", "0621 854420", "115", "nachts")] == [True, False, False, False]


def test_number_from_which_digits_are_missing_is_refused_and_a_short_one_that_exists_is_not():
    short = [
        "0351 49",
        "0351",
        "+49 351 49",
        "0049 (0)351 / 49",
        "Tel. 0171 55",
        "030-23",
        "+43 1 23",
        "0171 5550134, 0351 49",
    ]
    whole = ["0351 491", "03641 12", "115", "116 117", "110", "0621/290 0", "Durchwahl 4711", "030 1234 App. 12",
             "0180 5 12345 (14 ct/Min. aus dem Festnetz)", "+43 1 234567", "0171 5550134"]  # fmt: skip
    for text in short:
        with pytest.raises(ValidationError, match="zu kurz für eine Telefonnummer"):
            validate("telefon", text)
    for text in whole:
        validate("telefon", text)
