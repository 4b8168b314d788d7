"""Whom the page of an event, a project or an offer names when nobody answers for it."""

import pytest

from contacts.models import Channel, Responsibility
from networks.models import Event, Network, Organisation, Place, Project
from programmes.models import SupportOffer
from regions.models import Region
from tests.factories import make, read

pytestmark = pytest.mark.django_db


def office(region, **values) -> None:
    organisation = make(Organisation, **values)
    make(Channel, organisation=organisation, kind="e-mail", value="amt@example.org")
    duty = make(Responsibility, office=organisation, is_fallback=True)
    if region:
        duty.regions.add(region)


@pytest.fixture
def land():
    land = make(Region, name="Birkenland", kind="land")
    office(None, name="Bundesberatung")
    office(land, name="Landesagentur")
    return land


@pytest.mark.parametrize("model", [Event, Project, SupportOffer])
def test_without_a_place_of_its_own_the_office_where_its_network_works(client, land, model):
    record = make(model, name="Lichtabend")
    record.networks.add(make(Network, name="Lichtnetz", regions=[land]))
    page = read(client.get(record.get_absolute_url()))

    assert "Landesagentur" in page and "Bundesberatung" not in page


def test_its_own_place_counts_more_than_that_of_its_network(client, land):
    record = make(Place, name="Lichthaus", region=make(Region, name="Ackerland", kind="land"))
    record.networks.add(make(Network, name="Lichtnetz", regions=[land]))
    page = read(client.get(record.get_absolute_url()))

    assert "Bundesberatung" in page and "Landesagentur" not in page
