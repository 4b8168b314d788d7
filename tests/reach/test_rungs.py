"""Each rung of the contact ladder, as lists print it."""

from datetime import date, timedelta

import pytest

from contacts.models import Channel, Mention, Person, Responsibility
from directory.facets import network_index
from networks.models import Network, Organisation, Participation, Relation
from publishing.models import Link
from reach.offices import office_rows, region_offices
from reach.rungs import Rung
from regions.models import Region
from tests.factories import hide, make

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# An office for whatever is asked in a region is no way to the network.
NO_CONTACT = (Rung.REGION, "kein Kontakt bekannt")


def reach(network) -> tuple[int, str]:
    return tuple(network_index().reach(network.pk))


def offices(*regions: int) -> list[str]:
    return [str(office_rows()[pk].organisation) for pk in region_offices().of(regions)]


def contact(network, *, channel="0341 4711-0", **values) -> Person:
    person = make(Person, **values)
    make(Responsibility, person=person, network=network)
    if channel:
        make(Channel, person=person, value=channel)
    return person


def office(**values) -> Organisation:
    organisation = make(Organisation, **values)
    make(Channel, organisation=organisation, kind="e-mail", value="amt@example.org")
    return organisation


@pytest.fixture
def network():
    return make(Network, name="Lichtnetz")


def test_people_with_a_channel_of_their_own(network):
    contact(network)
    contact(network)

    assert reach(network) == (Rung.PERSON, "2 Ansprechpersonen")


def test_person_of_a_draft_is_nobody(network):
    hide(contact(network))

    assert reach(network) == (Rung.NOBODY, "")


def test_person_who_was_responsible_is_nobody(network):
    person = contact(network)
    person.responsibilities.update(end_latest=date.today() - timedelta(days=1))

    assert reach(network) == (Rung.NOBODY, "")


@pytest.mark.parametrize("value", ["0341 4711-0 oder 0341 4711-1", "Zentrale, Apparat 12"])
def test_number_that_cannot_be_dialled_is_no_channel(network, value):
    contact(network, channel=value)

    assert reach(network) == (Rung.NOBODY, "")


@pytest.mark.parametrize("values", [{"is_faulty": True, "fault": "Eine Ziffer fehlt."}, {"kind": "fax"}])
def test_faulty_number_and_fax_are_no_channel(network, values):
    make(Channel, person=contact(network, channel=""), **values)

    assert reach(network) == (Rung.NOBODY, "")


def test_office_of_a_person_without_a_channel(network):
    contact(network, channel="", organisation=office(name="Amt für Licht"))

    assert reach(network) == (Rung.BEHIND, "über Amt für Licht")


def test_office_that_is_responsible_itself(network):
    make(Responsibility, office=office(name="Amt für Licht"), network=network)

    assert reach(network) == (Rung.OWN, "über Amt für Licht")


def test_website(network):
    make(Link, subject=network, kind="website")

    assert reach(network) == (Rung.OWN, "Website")


def test_website_that_does_not_answer_and_a_document_lead_nowhere(network):
    make(Link, subject=network, kind="website", check_result="defekt")
    make(Link, subject=network, kind="dokument")

    assert reach(network) == (Rung.NOBODY, "")


def test_who_carries_it(network):
    make(Participation, network=network, organisation=office(name="Lichtverein"), role="traeger")

    assert reach(network) == (Rung.NEAR, "über Lichtverein")


@pytest.mark.parametrize("role", ["mitglied", "foerderer", "eingeladen"])
def test_who_only_takes_part_does_not_answer_for_it(network, role):
    make(Participation, network=network, organisation=office(), role=role)

    assert reach(network) == (Rung.NOBODY, "")


@pytest.mark.parametrize("kind", ["teil-von", "kooperation"])
def test_network_it_belongs_to(network, kind):
    other = make(Network, name="Dachnetz")
    make(Relation, from_network=network, to_network=other, kind=kind)
    assert reach(network) == (Rung.NOBODY, "")

    contact(other)

    assert reach(network) == (Rung.NEAR, "über Dachnetz")


def test_part_of_a_part_leads_up_and_a_ring_ends(network):
    middle, top = make(Network, name="Mitte"), make(Network, name="Dach")
    make(Relation, from_network=network, to_network=middle)
    make(Relation, from_network=middle, to_network=top)
    make(Relation, from_network=top, to_network=network)
    assert reach(network) == (Rung.NOBODY, "")

    make(Link, subject=top, kind="website")

    assert (reach(network), reach(middle)) == ((Rung.NEAR, "über Mitte"), (Rung.NEAR, "über Dach"))


def test_network_beside_a_cooperating_one_is_no_answer(network):
    middle, far = make(Network), make(Network)
    make(Relation, from_network=network, to_network=middle, kind="kooperation")
    make(Relation, from_network=middle, to_network=far, kind="kooperation")
    contact(far)

    assert reach(network) == (Rung.NOBODY, "")


def test_what_it_became(network):
    heir = make(Network, name="Erbe")
    contact(heir)
    make(Relation, from_network=heir, to_network=network, kind="nachfolge")

    assert reach(network) == (Rung.NEAR, "über Erbe")


def test_contact_for_something_else_who_is_named_with_a_function_here(network):
    person = contact(make(Network), given_name="Ada", family_name="Licht", title="Dr.")
    make(Mention, person=person, network=network, role="begleitet das Netzwerk")

    assert reach(network) == (Rung.NEAR, "über Dr. Ada Licht")


def test_who_is_only_named_is_no_contact(network):
    named = make(Person)
    make(Channel, person=named)
    make(Mention, person=named, network=network, role="Netzwerkmanager")
    make(Mention, person=contact(make(Network)), network=network)  # without a function

    assert reach(network) == (Rung.NOBODY, "")


def test_office_of_the_region_and_of_the_whole_country(network):
    land, country = make(Region, kind="land"), make(Region, kind="staat")
    make(Responsibility, office=office(name="Bundesberatung"), is_fallback=True)
    local = make(Responsibility, office=office(name="Landesagentur"), is_fallback=True)
    local.regions.add(land)
    everywhere = make(Network)
    everywhere.regions.add(country)
    assert (reach(network), offices()) == (NO_CONTACT, ["Bundesberatung"])

    network.regions.add(land)

    assert (reach(network), offices(land.pk)) == (NO_CONTACT, ["Landesagentur"])
    assert (reach(everywhere), offices(country.pk)) == (NO_CONTACT, ["Bundesberatung"])


def test_region_across_others_has_the_offices_of_those(network):
    land, country = make(Region, kind="land"), make(Region, kind="staat")
    across = make(Region, kind="funktional")
    across.covers.add(land)
    land.parent = across.parent = country
    land.save()
    across.save()
    make(Responsibility, office=office(name="Bundesberatung"), is_fallback=True)
    make(Responsibility, office=office(name="Landesagentur"), is_fallback=True).regions.add(land)

    network.regions.add(across)

    assert (reach(network), offices(across.pk)) == (NO_CONTACT, ["Landesagentur"])


@pytest.mark.parametrize("concern, rung", [("sonstiges", Rung.REGION), ("vorhaben-foerdern", Rung.NOBODY)])
def test_office_that_catches_one_concern_answers_for_that_alone(network, concern, rung):
    make(Responsibility, office=office(), is_fallback=True, concern=concern)

    assert reach(network)[0] == rung


def test_same_words_are_the_same_string():
    make(Responsibility, office=office(), is_fallback=True)
    first, second = make(Network), make(Network)
    index = network_index()

    assert index.reach(first.pk) is index.reach(second.pk)


def test_number_of_queries_does_not_depend_on_the_number_of_networks(django_assert_max_num_queries):
    for _number in range(12):
        contact(make(Network))

    with django_assert_max_num_queries(60):
        network_index()
