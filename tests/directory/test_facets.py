"""The index of the directory follows every change at once, also of rows beside the network."""

from datetime import date, timedelta

import pytest

from contacts.models import Channel, Responsibility
from directory.facets import network_index
from networks.models import Field, Market, Network, NetworkMarket
from programmes.models import Funding, Programme
from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import cite, hide, make

pytestmark = pytest.mark.django_db


def listed(**chosen) -> set[int]:
    chosen = {param: [value] for param, value in chosen.items()}
    return set(network_index().select(chosen).pks())


@pytest.fixture
def network():
    network = make(Network, name="Lichtnetz")
    assert listed() == {network.pk}
    return network


def test_new_network_is_listed_and_an_unpublished_one_is_not(network):
    hide(network)

    assert listed() == set()


def test_edited_network_moves(network):
    network.kind = "hub"
    network.save()

    assert (listed(typ="hub"), listed(typ="netzwerk")) == ({network.pk}, set())


def test_region_given_later_counts(network):
    region = make(Region)
    assert listed(region=region.slug) == set()
    network.regions.add(region)
    assert listed(region=region.slug) == {network.pk}
    network.regions.clear()
    assert listed(region=region.slug) == set()


def test_region_given_from_the_other_side_counts(network):
    region = make(Region)
    region.networks.add(network)

    assert listed(region=region.slug) == {network.pk}


def test_field_and_its_parent_count_and_a_hidden_field_does_not(network):
    parent = make(Field)
    child = make(Field, parent=parent)
    network.fields.set([child])
    assert listed(feld=child.slug) == listed(feld=parent.slug) == {network.pk}
    hide(child)
    assert child.slug not in network_index().by_value["feld"]


def test_funding_row_counts_until_it_is_deleted(network):
    programme = make(Programme, name="Leuchtprogramm", abbreviation="LP")
    funding = make(Funding, network=network, programme=programme)
    assert listed(programm=programme.slug) == {network.pk}
    assert network_index().by_value["programm"][programme.slug].label == "Leuchtprogramm (LP)"
    funding.delete()
    assert programme.slug not in network_index().by_value["programm"]


def test_funding_of_a_line_counts_for_its_programme(network):
    programme = make(Programme)
    line = make(Programme, parent=programme, kind="linie")
    make(Funding, network=network, programme=line)

    assert listed(programm=programme.slug) == listed(programm=line.slug) == {network.pk}


def test_passed_funding_makes_the_status_unclear(network):
    funding = make(Funding, network=network, end="Juli 2022")
    assert listed(status="unklar") == {network.pk}
    funding.end = "2999"
    funding.save()
    assert listed(status="aktiv") == {network.pk}


def test_status_changes_when_the_day_does(network, monkeypatch):
    make(Funding, network=network, end=f"{date.today():%d.%m.%Y}")
    assert listed(status="aktiv") == {network.pk}

    class Tomorrow(date):
        @classmethod
        def today(cls):
            return date.today() + timedelta(days=1)

    monkeypatch.setattr("memory.kept.date", Tomorrow)
    monkeypatch.setattr("reach.listed.date", Tomorrow)
    assert listed(status="unklar") == {network.pk}


def test_contact_counts_while_the_person_is_public(network):
    task = make(Responsibility, network=network)
    assert listed(kontakt="1") == {network.pk}
    hide(task.person)
    assert listed(kontakt="1") == set()


def test_market_counts_with_its_parent(network):
    asia = make(Market)
    india = make(Market, parent=asia)
    make(NetworkMarket, network=network, market=india)

    assert listed(zielmarkt=india.slug) == listed(zielmarkt=asia.slug) == {network.pk}


def test_ended_networks_are_left_out_until_asked_for(network):
    ended = make(Network, stated_status="beendet")

    assert listed() == {network.pk}
    assert listed(status="beendet") == {ended.pk}
    assert network_index().select({}).hidden_count() == 1


def test_sorts(network):
    old = make(Network, name="Älteste", checked_on=date(2020, 1, 1))
    new = make(Network, name="Zuletzt", checked_on=date(2025, 1, 1))
    named = make(Network, name="Alt genannt")
    cite(named, make(SourceDocument, as_of="2021"))
    called = make(Network, name="Zu erreichen")
    make(Channel, person=make(Responsibility, network=called).person, kind="telefon", value="+49 621 1")

    def order(sort):
        return network_index().select({}).page(0, 10, sort)

    assert order("name") == [named.pk, old.pk, network.pk, called.pk, new.pk]
    assert order("genannt") == [new.pk, named.pk, old.pk, network.pk, called.pk]
    assert order("kontakt") == order("naehe") == [called.pk, new.pk, named.pk, old.pk, network.pk]


def test_index_takes_one_query_while_nothing_changes(network, django_assert_num_queries):
    network_index()
    with django_assert_num_queries(1):
        network_index()


@pytest.mark.parametrize("rows", [1, 40])
def test_building_takes_the_same_queries_for_any_number_of_rows(rows, django_assert_max_num_queries):
    for _ in range(rows):
        make(Network, regions=[make(Region)], fields=[make(Field)])
    with django_assert_max_num_queries(33):
        network_index()
