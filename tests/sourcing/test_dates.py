"""Days as people write them, in every input of the desk that takes one."""

from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError

from core import fuzzy_dates
from core.fields import FuzzyDateFormField
from core.fuzzy_dates import FuzzyDateError
from core.kinds import record_models
from desk.admin.records import RecordAdmin
from jobs.table import JOBS
from sourcing.fields import DayField, read_day
from sourcing.form import OriginForm
from team.forms import AwayForm
from tests.roles import administrator
from transfer.forms import MappingForm

WRITTEN = ["1.12.25", "01.12.25", "1. 12. 25", "1. Dez. 2025", "1 Dez 25", "Mo, 1.12.2025", "2025-12-01"]


def of_desk(request):
    """Name and field of every date of every form."""
    for model in record_models():
        options = admin.site.get_model_admin(model)
        assert isinstance(options, RecordAdmin)
        yield from _named(model.__name__, options.get_form(request).base_fields)
        for inline in options.get_inline_instances(request):
            formset = inline.get_formset(request)
            yield from _named(f"{model.__name__}: {inline.model.__name__}", formset.form.base_fields)
    for key, job in JOBS.items():
        if job.form:
            yield from _named(key, job.form.base_fields)
            for rows in job.form.rows.values():
                yield from _named(key, rows.make())
    for form in (OriginForm, AwayForm, MappingForm):
        yield from _named(form.__name__, form.base_fields)


def _named(what, fields):
    dates = forms.DateField | FuzzyDateFormField
    return [(f"{what}.{name}", one) for name, one in fields.items() if isinstance(one, dates)]


@pytest.mark.django_db
@pytest.mark.once
def test_every_date_of_every_form_understands_what_people_type(rf):
    request = rf.get("/")
    request.user = administrator()
    found = dict(of_desk(request))
    assert len(found) > 25

    for name, field in found.items():
        assert isinstance(field, DayField | FuzzyDateFormField), f"{name} has a parser of its own"
        for text in WRITTEN:
            day = field.clean(text)
            assert day == date(2025, 12, 1) or day.edtf == "2025-12-01", (name, text)
        with pytest.raises(ValidationError, match="1955 oder 2055"):
            field.clean("1.12.55")
        if isinstance(field, DayField):
            assert field.widget.format_value(date(2026, 12, 1)) == "01.12.2026", name


def test_no_page_has_an_input_that_reads_dates_in_its_own_way():
    pages = (Path(settings.BASE_DIR) / "templates").rglob("*.html")

    assert [page for page in pages if 'type="date"' in page.read_text()] == []


@pytest.mark.once
@pytest.mark.parametrize(
    "text, edtf, wording",
    [
        ("1.12.98", "1998-12-01", ""),
        ("28.9. bis 3.10.21", "2021-09-28/2021-10-03", "28.9. bis 3.10.2021"),
        ("1.–5.12.26", "2026-12-01/2026-12-05", "1.–5.12.2026"),
        ("Ende ’26", "2026-10~/2026-12~", "Ende 2026"),
        ("Q3 26", "2026-07/2026-09", "Q3 2026"),
        ("seit 10/98", "1998-10", "seit 10/1998"),
        ("10/26", "2026-10", ""),
        ("Mittwoch, 2. Dezember 26", "2026-12-02", "Mittwoch, 2. Dezember 2026"),
    ],
)
def test_short_year_is_the_one_near_today_and_is_kept_whole(text, edtf, wording):
    assert fuzzy_dates.parse(text) == fuzzy_dates.FuzzyDate(edtf, wording)


@pytest.mark.once
@pytest.mark.parametrize(
    "text, said",
    [
        ("10.12", "10.12.*Monat.*10/2012"),
        ("13.12.", "fehlt das Jahr"),
        ("10/12", "10/2012"),
        ("01/12/2026", "was Tag und was Monat"),
        ("1.12.55", "1955 oder 2055"),
        ("Winter 26/28", "keine verständliche"),
        ("1.12.026", "keine verständliche"),
        ("31.2.26", "Diesen Tag gibt es nicht"),
    ],
)
def test_what_may_mean_two_days_is_asked_for(text, said):
    with pytest.raises(FuzzyDateError, match=said):
        fuzzy_dates.parse(text)


@pytest.mark.once
@pytest.mark.parametrize("text", ["12/2026", "Ende 2026", "Dezember", "1.–5.12.26"])
def test_period_is_no_day(text):
    with pytest.raises(ValidationError, match="kein einzelner Tag"):
        read_day(text)


def test_browser_that_takes_a_short_year_for_the_year_26_is_understood():
    assert read_day("0026-12-01") == date(2026, 12, 1)
    assert read_day("  ") is None
