import pytest

from core import fuzzy_dates
from core.fuzzy_dates import FuzzyDate


@pytest.mark.parametrize(
    "text",
    ["Ende 2018", "10/2021", "Sommer 2023", "18.09.2017", "XXXX-10", "XXXX-10-03", "seit Oktober", "um 2016"]
    + [
        "2016~",
        "2016?",
        "201X",
        "2018-10~/2018-12~",
        "1984~/2004-06",
        "2021-21/2021-23",
        "4.–10. Oktober 2021",
    ],
)
def test_what_a_form_shows_reads_back_as_the_same_date(text):
    stored = fuzzy_dates.parse(text)

    assert fuzzy_dates.parse(fuzzy_dates.as_input(stored.edtf, stored.wording)) == stored


def test_empty_date_shows_nothing():
    assert fuzzy_dates.as_input("") == ""


def test_wording_that_is_no_date_is_shown_as_the_date():
    assert fuzzy_dates.as_input("2021-09", "nach der Sommerpause") == "September 2021"
    assert fuzzy_dates.parse("September 2021") == FuzzyDate("2021-09")
