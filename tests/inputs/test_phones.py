"""A telephone number is dialled where a text names exactly one that can exist."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inputs.phones import MOST, only_number
from tests.inputs.corpus import cases


@pytest.mark.parametrize(("text", "dialled"), cases("phones"))
def test_exactly_one_plausible_number_is_dialled(text, dialled):
    assert only_number(text) == dialled


@given(st.text(alphabet="0123456789 ()/+-–.,;\nUhrMobisE€@", max_size=60))
def test_what_is_dialled_is_read_as_itself(text):
    dialled = only_number(text)

    assert only_number(dialled) == dialled


@pytest.mark.parametrize("row", ["0 ", "(0)", "-1", "9-12 Uhr ", "/ 0", "Mo, ", "0341"])
def test_long_texts_are_no_numbers_and_cost_little(row):
    assert only_number((row * MOST)[:MOST]) == only_number(row * MOST) == ""


def test_numbering_plans_are_loaded_when_a_number_is_read():
    code = "import sys, inputs.phones; print('phonenumbers' in sys.modules, inputs.phones.only_number('0341 47110'))"

    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == ["False", "+4934147110"]
