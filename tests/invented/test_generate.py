"""Invented directories: the same for the same seed, uneven, never into a database with entries."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from contacts.models import Responsibility
from directory.facets import network_index
from directory.organisation_facets import organisation_index
from invented.generate import generate
from networks.models import Branch, Network, Organisation, Participation
from publishing.enums import State
from regions.models import Region
from tests.factories import addresses, found, make

pytestmark = pytest.mark.django_db


def content() -> list:
    """Everything that the generator decides."""
    return [
        list(
            Network.objects.order_by("pk").values_list(
                "slug", "name", "kind", "summary", "stated_status", "checked_on", "state"
            )
        ),
        list(Network.objects.order_by("slug", "regions__slug").values_list("slug", "regions__slug")),
        list(Network.objects.order_by("slug", "fields__slug").values_list("slug", "fields__slug")),
        list(Organisation.objects.order_by("pk").values_list("slug", "name", "kind", "region__slug", "state")),
        list(Organisation.objects.order_by("slug", "branches__slug").values_list("slug", "branches__slug")),
        list(Participation.objects.order_by("pk").values_list("network__slug", "organisation__slug", "role", "end")),
        list(Responsibility.objects.order_by("pk").values_list("network__slug", "person__slug", "concern")),
    ]


def wipe():
    call_command("flush", interactive=False, verbosity=0)


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_same_seed_gives_the_same_and_another_seed_another_directory():
    wipe()
    generate(30, 40, seed=7)
    first = content()
    wipe()
    generate(30, 40, seed=7)
    again = content()
    wipe()
    generate(30, 40, seed=8)
    other = content()
    wipe()

    assert [len(first[0]), Organisation.objects.count()] == [30, 0]
    assert again == first
    assert other != first


def test_lists_search_and_counts_work_and_drafts_stay_out(client):
    call_command("load_invented", networks=120, organisations=150, verbosity=0)
    drafts = Network.objects.exclude(state=State.PUBLISHED)
    index = network_index()

    assert Network.objects.count() == 120 and drafts.exists()
    assert not index.bits_of(drafts.values_list("pk", flat=True))
    assert len(organisation_index().pks) == Organisation.objects.published().count() < 150
    assert found(client.get("/organisationen/")) == len(organisation_index().pks)
    network = Network.objects.published().first()
    assert network.get_absolute_url() in addresses(network.name)


def test_spread_is_uneven():
    generate(300, 300)
    lands = Counter(Network.objects.values_list("regions__parent__name", flat=True))
    members = sorted(Counter(Participation.objects.values_list("network_id", flat=True)).values())

    assert lands["Nordrhein-Westfalen"] > 4 * lands["Bremen"]
    assert members[-1] > 5 * members[len(members) // 2]
    assert {edition for (edition,) in Branch.objects.filter(organisations__isnull=False).values_list("edition")} == {
        "2008",
        "2025",
    }


def test_districts_that_are_there_are_used():
    land = make(Region, name="Sachsen", slug="sachsen")
    district = make(Region, name="Ackerkreis", kind="kreis", parent=land)
    generate(80, 0)

    assert district.networks.exists()
    assert land.children.count() == 1


@pytest.mark.parametrize("model", [Network, Organisation])
def test_refuses_a_database_with_entries(model):
    make(model)

    with pytest.raises(CommandError, match="schon Einträge"):
        call_command("load_invented", networks=1, organisations=1)
    assert model.objects.count() == 1


def test_refuses_negative_numbers():
    with pytest.raises(CommandError, match="kleiner als 0"):
        call_command("load_invented", networks=-1, organisations=0)
