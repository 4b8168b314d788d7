"""A number that is wrong or doubtful is shown and never dialled."""

import pytest

from contacts.models import Channel, Responsibility
from tests.factories import make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize(
    "values",
    [
        {"value": "47110815"},  # the area is missing
        {"value": "0341 4711 0815 4711 0815"},
        {"value": "+49 341 4711 0815 4711 081"},
        {"value": "0341 47110", "is_faulty": True, "fault": "Eine Ziffer fehlt."},
        {"value": "0341 47110", "certainty": "angedeutet"},
        {"value": "0341 47110 oder 0341 47111"},
    ],
)
def test_doubtful_number_is_text(client, values):
    person = make(Channel, person=make(Responsibility).person, **values).person
    response = client.get(person.get_absolute_url())

    assert "tel:" not in response.content.decode()
    assert values["value"] in read(response, "h-kontakt")


@pytest.mark.parametrize(("value", "dial"), [("115", "115"), ("116117", "116117"), ("0152 54527698", "+4915254527698")])
def test_number_as_people_dial_it_is_a_button(client, value, dial):
    person = make(Channel, person=make(Responsibility).person, value=value).person

    assert f'href="tel:{dial}"' in client.get(person.get_absolute_url()).content.decode()
