from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory

from networks.models import Event
from publishing.models import Milestone
from tests.factories import make

pytestmark = pytest.mark.django_db

EventForm = modelform_factory(Event, fields=["name", "kind", "start", "end"])


def shown(event) -> dict:
    """What a browser would send back for an untouched form."""
    form = EventForm(instance=event)
    return {name: form[name].value() or "" for name in form.fields}


@pytest.mark.parametrize("text", ["Ende 2018", "10/2021", "Sommer 2023", "seit Oktober", "2018-10~", "um 2016", "201X"])
def test_form_that_nobody_touches_changes_nothing(text):
    event = make(Event, start=text, end="")
    before = (event.start, event.start_wording, event.start_earliest, event.start_latest)
    form = EventForm(shown(event), instance=event)

    assert form.is_valid(), form.errors
    assert not form.has_changed()
    form.save()
    event.refresh_from_db()
    assert (event.start, event.start_wording, event.start_earliest, event.start_latest) == before


def test_german_input_sets_date_wording_and_days():
    event = make(Event)
    form = EventForm(shown(event) | {"start": "Ende 2018", "end": "15.01.2019"}, instance=event)

    assert form.is_valid(), form.errors
    form.save()
    event.refresh_from_db()
    assert (event.start, event.start_wording) == ("2018-10~/2018-12~", "Ende 2018")
    assert (event.start_earliest, event.start_latest) == (date(2018, 10, 1), date(2018, 12, 31))
    assert (event.end, event.end_wording, event.end_latest) == ("2019-01-15", "", date(2019, 1, 15))


def test_other_input_replaces_the_wording():
    event = make(Event, start="Ende 2018")
    form = EventForm(shown(event) | {"start": "2020"}, instance=event)

    assert form.is_valid(), form.errors
    form.save()
    event.refresh_from_db()
    assert (event.start, event.start_wording, event.start_earliest) == ("2020", "", date(2020, 1, 1))


def test_emptied_input_empties_date_wording_and_days():
    event = make(Event, start="Ende 2018")
    form = EventForm(shown(event) | {"start": ""}, instance=event)

    assert form.is_valid(), form.errors
    form.save()
    event.refresh_from_db()
    assert (event.start, event.start_wording, event.start_earliest, event.start_latest) == (
        "",
        "",
        None,
        None,
    )


def test_wording_that_is_no_date_survives_a_form_that_leaves_the_date_alone():
    event = make(Event, start="2021-09")
    event.start_wording = "nach der Sommerpause"
    event.save()
    form = EventForm(shown(event) | {"name": "Anderer Name"}, instance=event)

    assert form.is_valid(), form.errors
    form.save()
    event.refresh_from_db()
    assert (event.name, event.start, event.start_wording) == (
        "Anderer Name",
        "2021-09",
        "nach der Sommerpause",
    )


def test_form_refuses_what_is_no_date_in_german():
    event = make(Event)
    form = EventForm(shown(event) | {"start": "irgendwann"}, instance=event)

    assert not form.is_valid()
    assert "„irgendwann“ ist keine verständliche Zeitangabe" in str(form.errors["start"])


def test_days_follow_when_the_date_changes_in_code():
    event = make(Event, start="2018")
    event.start = "2019-05"
    event.save()
    event.refresh_from_db()

    assert (event.start_earliest, event.start_latest) == (date(2019, 5, 1), date(2019, 5, 31))


def test_model_refuses_a_date_that_is_no_edtf():
    milestone = make(Milestone, subject=make(Event))
    milestone.date = "Ende 2018"

    with pytest.raises(ValidationError, match="keine gültige EDTF-Angabe"):
        milestone.full_clean()
