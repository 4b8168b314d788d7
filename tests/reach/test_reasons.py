"""Each rung says why it is shown, and the oldest part of it dates it."""

import pytest

from contacts.models import Channel, Responsibility
from networks.models import Network, Organisation, Participation, Relation
from publishing.models import Link, SourceDocument
from tests.factories import make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def contact(client, network) -> str:
    return read(client.get(network.get_absolute_url()), "h-kontakt")


@pytest.fixture
def network():
    return make(Network, name="Lichtnetz")


@pytest.fixture
def old():
    return make(SourceDocument, title="Alt", as_of="2018")


@pytest.fixture
def new():
    return make(SourceDocument, title="Neu", as_of="2023")


def test_old_task_dates_a_new_number(client, network, old, new):
    person = make(Responsibility, network=network, task="Auskunft", source=old).person
    make(Channel, person=person, value="0341 47110", source=new)

    text = contact(client, network)

    assert "Zuständig für: Auskunft" in text and "Stand 2018, nicht bestätigt" in text


def test_old_statement_about_who_carries_it_dates_a_new_address(client, network, old, new):
    office = make(Organisation, name="Lichtverein")
    make(Channel, organisation=office, kind="web", value="https://verein.example/", source=new)
    make(Participation, network=network, organisation=office, role="traeger", source=old)

    text = contact(client, network)

    assert "Kein eigener Kontakt in den Quellen. Am nächsten dran:" in text
    assert "weil Lichtverein dieses Netzwerk trägt" in text and "Stand 2018, nicht bestätigt" in text


def test_people_of_another_network_come_with_what_binds_both(client, network, old, new):
    other = make(Network, name="Dachnetz")
    person = make(Responsibility, network=other, task="Leitung", source=new).person
    make(Channel, person=person, value="0341 47110", source=new)
    make(Relation, from_network=network, to_network=other, source=old)

    text = contact(client, network)

    assert "weil dieses Netzwerk Teil von Dachnetz ist" in text and "Zuständig für: Leitung" in text
    assert "Stand 2018, nicht bestätigt" in text


def test_rungs_below_the_first_stay_visible(client, network, new):
    person = make(Responsibility, network=network).person
    make(Channel, person=person, value="0341 47110")
    make(Link, subject=network, kind="website", url="https://netz.example/", source=new)
    office = make(Organisation, name="Bundesberatung")
    make(Channel, organisation=office, kind="web", value="https://rat.example/")
    make(Responsibility, office=office, is_fallback=True, task="Erste Beratung")

    text = contact(client, network)

    places = [text.index(word) for word in (person.family_name, "Website: netz.example", "Bundesberatung")]
    assert places == sorted(places)
    assert "allgemeine Anlaufstelle: Erste Beratung" in text
