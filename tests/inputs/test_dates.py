"""Dates and spans as people write them; what may be two is asked with both readings."""

import re

import pytest

from core import fuzzy_dates
from core.fuzzy_dates import FuzzyDateError
from tests.inputs.corpus import cases


@pytest.mark.parametrize(("text", "right"), cases("dates"))
def test_date_is_understood_asked_or_refused(text, right):
    if right and not right.startswith("?"):
        assert fuzzy_dates.parse(text).edtf == right
        return
    with pytest.raises(FuzzyDateError) as refused:
        fuzzy_dates.parse(text)
    assert all(reading in str(refused.value) for reading in right.removeprefix("? ").split(" | "))


@pytest.mark.parametrize("text", [text for text, right in cases("dates") if right.startswith("?")])
def test_each_reading_that_is_offered_is_a_date(text):
    with pytest.raises(FuzzyDateError) as refused:
        fuzzy_dates.parse(text)
    for reading in re.findall("„([^“]+)“", str(refused.value))[1:]:
        assert fuzzy_dates.parse(reading).edtf


@pytest.mark.parametrize("text", [text for text, right in cases("dates") if right and not right.startswith("?")])
def test_what_a_form_shows_reads_back_as_the_same_date(text):
    once = fuzzy_dates.parse(text)

    assert fuzzy_dates.parse(fuzzy_dates.as_input(once.edtf, once.wording)) == once
