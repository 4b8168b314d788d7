"""What a network's page, the comparison and the download say alike."""

import pytest

from directory.facets import network_index
from directory.network_facts import FACTS
from directory.profiles import Profiles
from networks.models import Field, Market, Network, NetworkMarket
from publishing.enums import MilestoneKind
from publishing.models import Figure, Link, Milestone, SourceDocument
from regions.models import Region
from tests.factories import cite, make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def network():
    regions = [make(Region, name=name) for name in ("Ort", "Amt")]
    fields = [make(Field, name=name) for name in ("Optik", "Bau")]
    network = make(Network, legal_form="e. V.", regions=regions, fields=fields, seat=regions[0])
    make(NetworkMarket, network=network, market=make(Market, name="Polen"))
    make(Milestone, subject=network, kind=MilestoneKind.FOUNDED, date="2019", text="Gegründet.")
    make(Figure, subject=network, number=7, counted="Mitglieder", is_membership=True)
    make(Link, subject=network, kind="website", label="Seite des Netzes")
    return network


def test_page_and_comparison_say_the_same(client, network):
    page = read(client.get(network.get_absolute_url()), "h-fakten")
    profile = Profiles.load([network], network_index())
    compared = {attribute.label: attribute.cells[0] for attribute in profile.attributes()}

    both = [fact for fact in FACTS if fact.on_page and fact.is_compared]
    assert sum(bool(compared[fact.label]) for fact in both) > 6
    for fact in both:
        assert str(fact.label) in page or not compared[fact.label]
        assert [value.text for value in compared[fact.label] if value.text not in page] == []


def test_public_note_of_a_field_stands_on_both(client, network):
    cite(network, make(SourceDocument), "legal_form", note="Nur in der Überschrift.")

    assert "Nur in der Überschrift." in read(client.get(network.get_absolute_url()), "h-quellen")
    assert "Nur in der Überschrift." in read(client.get(f"/vergleich/?n={network.slug}&n={make(Network).slug}"))


def test_source_of_a_single_fact_is_among_the_sources(client, network):
    cite(network, make(SourceDocument, title="Vereinsregister"), "legal_form")

    response = client.get(network.get_absolute_url())

    assert "Vereinsregister" in read(response, "h-quellen")
