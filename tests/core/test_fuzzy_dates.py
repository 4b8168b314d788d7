from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from core import fuzzy_dates
from core.fields import FuzzyDateFormField
from core.fuzzy_dates import FuzzyDate, FuzzyDateError
from networks.models import Event
from tests.factories import make

WORDINGS = [
    # text, EDTF, wording kept, earliest, latest, shown, machine readable
    ("Ende 2018", "2018-10~/2018-12~", "Ende 2018", "2018-10-01", "2018-12-31", "Ende 2018", ""),
    ("Anfang 2020", "2020-01~/2020-03~", "Anfang 2020", "2020-01-01", "2020-03-31", "Anfang 2020", ""),
    ("Mitte 2020", "2020-05~/2020-08~", "Mitte 2020", "2020-05-01", "2020-08-31", "Mitte 2020", ""),
    ("Mitte des Jahres 2020", "2020-05~/2020-08~", "Mitte des Jahres 2020", "2020-05-01", "2020-08-31",
     "Mitte des Jahres 2020", ""),
    ("10/2021", "2021-10", "", "2021-10-01", "2021-10-31", "Oktober 2021", "2021-10"),
    ("Oktober 2021", "2021-10", "", "2021-10-01", "2021-10-31", "Oktober 2021", "2021-10"),
    ("Okt. 2021", "2021-10", "Okt. 2021", "2021-10-01", "2021-10-31", "Okt. 2021", "2021-10"),
    ("seit Juni 2020", "2020-06", "seit Juni 2020", "2020-06-01", "2020-06-30", "seit Juni 2020", "2020-06"),
    ("Sommer 2023", "2023-22", "", "2023-06-01", "2023-08-31", "Sommer 2023", ""),
    ("Frühling 2022", "2022-21", "Frühling 2022", "2022-03-01", "2022-05-31", "Frühling 2022", ""),
    ("18.09.2017", "2017-09-18", "", "2017-09-18", "2017-09-18", "18.09.2017", "2017-09-18"),
    ("18. 9. 2017", "2017-09-18", "", "2017-09-18", "2017-09-18", "18.09.2017", "2017-09-18"),
    ("18. September 2017", "2017-09-18", "18. September 2017", "2017-09-18", "2017-09-18", "18. September 2017",
     "2017-09-18"),
    ("2016", "2016", "", "2016-01-01", "2016-12-31", "2016", "2016"),
    ("um 2016", "2016~", "um 2016", "2016-01-01", "2016-12-31", "um 2016", "2016"),
    ("ca. 2016", "2016~", "ca. 2016", "2016-01-01", "2016-12-31", "ca. 2016", "2016"),
    ("2016~", "2016~", "", "2016-01-01", "2016-12-31", "etwa 2016", "2016"),
    ("2. Quartal 2019", "2019-04/2019-06", "2. Quartal 2019", "2019-04-01", "2019-06-30", "2. Quartal 2019", ""),
    ("Q4 2019", "2019-10/2019-12", "Q4 2019", "2019-10-01", "2019-12-31", "Q4 2019", ""),
    ("4.–10. Oktober 2021", "2021-10-04/2021-10-10", "", "2021-10-04", "2021-10-10", "4.–10. Oktober 2021", ""),
    ("14.–26. Oktober 2021", "2021-10-14/2021-10-26", "", "2021-10-14", "2021-10-26", "14.–26. Oktober 2021", ""),
    ("vom 4. bis 10. Oktober 2021", "2021-10-04/2021-10-10", "vom 4. bis 10. Oktober 2021", "2021-10-04",
     "2021-10-10", "vom 4. bis 10. Oktober 2021", ""),
    ("28.9. bis 3.10.2021", "2021-09-28/2021-10-03", "28.9. bis 3.10.2021", "2021-09-28", "2021-10-03",
     "28.9. bis 3.10.2021", ""),
    ("Juni bis August 2020", "2020-06/2020-08", "Juni bis August 2020", "2020-06-01", "2020-08-31",
     "Juni bis August 2020", ""),
    ("2019 – 2022", "2019/2022", "2019 – 2022", "2019-01-01", "2022-12-31", "2019 – 2022", ""),
    ("2019/2022", "2019/2022", "", "2019-01-01", "2022-12-31", "2019 bis 2022", ""),
    ("Oktober", "XXXX-10", "Oktober", None, None, "Oktober", ""),
    ("seit Oktober", "XXXX-10", "seit Oktober", None, None, "seit Oktober", ""),
    ("XXXX-10", "XXXX-10", "", None, None, "Oktober (ohne Jahr)", ""),
    ("201X", "201X", "", "2010-01-01", "2019-12-31", "201?", ""),
]  # fmt: skip


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("text, edtf, wording, earliest, latest, shown, machine", WORDINGS)
def test_wording_of_a_source_becomes_a_date(text, edtf, wording, earliest, latest, shown, machine):
    parsed = fuzzy_dates.parse(text)

    assert parsed == FuzzyDate(edtf, wording)
    assert fuzzy_dates.bounds(parsed.edtf) == (day(earliest), day(latest))
    assert str(parsed) == shown
    assert fuzzy_dates.machine_readable(parsed.edtf) == machine


def test_blanks_around_and_inside_do_not_matter():
    assert fuzzy_dates.parse("  Ende \n 2018 ") == fuzzy_dates.parse("Ende 2018")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "bald",
        "Ende",
        "Ende zwanzig",
        "2018-13",
        "13/2018",
        "Foober 2018",
    ]
    + [
        "../.",
        "../2018",
        "2018/..",
        "/2018",
        "2018/",
        "Sommer",
        "1. Sommer 2018",
        "%0422S6",
    ],
)
def test_what_is_no_date_is_refused_with_examples(text):
    with pytest.raises(FuzzyDateError, match="keine verständliche Zeitangabe.*Ende 2018"):
        fuzzy_dates.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2018",
        "32.01.2018",
        "2018-02-31/2019",
        "29.02.2021",
        "29. Februar 2021",
        "2021-02-29~",
        "2023-02-29/2023-03-01",
        "28.02.2023 bis 30.02.2023",
        "XXXX-02-30",
        "30. Februar",
        "31. April",
    ],
)
def test_day_that_no_calendar_has_is_said_to_be_none(text):
    with pytest.raises(FuzzyDateError, match="Diesen Tag gibt es nicht: "):
        fuzzy_dates.parse(text)


def test_leap_day_is_a_date_in_a_leap_year_and_without_a_year():
    assert fuzzy_dates.bounds(fuzzy_dates.parse("29.02.2020").edtf) == (date(2020, 2, 29), date(2020, 2, 29))
    assert fuzzy_dates.parse("29. Februar").edtf == "XXXX-02-29"


@pytest.mark.parametrize("text", ["29.02.2021", "2023-02-29/2023-03-01", "XXXX-02-30"])
def test_form_and_model_report_a_day_that_no_calendar_has(text):
    with pytest.raises(ValidationError, match="Diesen Tag gibt es nicht"):
        FuzzyDateFormField().clean(text)
    with pytest.raises(ValidationError) as refused:
        Event(start="2021-02-29").clean_fields()
    assert refused.value.message_dict["start"] == ["„2021-02-29“ ist keine gültige EDTF-Angabe."]


@pytest.mark.parametrize("text", ["10.–4. Oktober 2021", "2022 – 2019", "Dezember bis März 2020"])
def test_end_before_the_beginning_is_refused(text):
    with pytest.raises(FuzzyDateError):
        fuzzy_dates.parse(text)


def test_empty_date_has_no_bounds_and_shows_nothing():
    assert fuzzy_dates.bounds("") == (None, None)
    assert fuzzy_dates.display("") == fuzzy_dates.machine_readable("") == ""


like_dates = st.one_of(
    st.text(max_size=30),
    st.from_regex(r"[0-9XYEuS~?%.,/\[\]{} TZ:-]{0,20}", fullmatch=True),
    st.from_regex(r"(seit|um|Ende|Sommer|Oktober|Feb\.|Q3|[0-9]{1,2}\.|[0-9]{4}|bis|–|/|~| ){1,7}", fullmatch=True),
)


@settings(max_examples=300)
@given(like_dates)
def test_any_text_is_a_date_or_is_refused(text):
    try:
        parsed = fuzzy_dates.parse(text)
    except FuzzyDateError:
        return
    earliest, latest = fuzzy_dates.bounds(parsed.edtf)

    assert not (earliest and latest) or earliest <= latest
    assert str(parsed)
    assert fuzzy_dates.parse(fuzzy_dates.as_input(parsed.edtf, parsed.wording)) == parsed


plain_dates = st.dates(date(1000, 1, 1), date(9998, 12, 31)).flatmap(
    lambda d: st.sampled_from([f"{d:%Y-%m-%d}".rjust(10, "0"), f"{d.year:04}-{d.month:02}", f"{d.year:04}"])
)
seasons = st.builds("{:04}-{}".format, st.integers(1000, 9998), st.sampled_from([21, 22, 23, 24]))


@settings(max_examples=200)
@given(st.one_of(plain_dates, seasons, plain_dates.map("{}~".format)))
def test_what_is_shown_reads_back_with_the_same_bounds(edtf):
    shown = fuzzy_dates.display(edtf)

    assert fuzzy_dates.bounds(fuzzy_dates.parse(shown).edtf) == fuzzy_dates.bounds(edtf)


@pytest.mark.django_db
def test_end_of_2018_sorts_between_its_third_quarter_and_2019():
    for text in ("2019", "Ende 2018", "Q3 2018", "Sommer 2023", "Anfang 2019", "Juni 2018"):
        make(Event, name=text, start=text)

    by_start = Event.objects.order_by("start_earliest", "-start_latest").values_list("name", flat=True)

    assert list(by_start) == ["Juni 2018", "Q3 2018", "Ende 2018", "2019", "Anfang 2019", "Sommer 2023"]


@pytest.mark.django_db
def test_date_without_a_year_is_kept_but_has_no_days():
    event = make(Event, start="Oktober")
    event.refresh_from_db()

    assert (event.start, event.start_earliest, event.start_latest) == ("XXXX-10", None, None)
    assert event.start_display == "Oktober"


def test_date_is_no_longer_than_anybody_writes():
    """Whichever entrance it came by."""
    with pytest.raises(FuzzyDateError, match="zu lang"):
        fuzzy_dates.parse("seit " * 5_000 + "2018")
