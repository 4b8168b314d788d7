"""The measure's invented networks arrive as its lines describe them, and only in an empty database."""

import json

import pytest
from django.core.management import CommandError, call_command

from networks.models import Branch, Field, Network, Organisation, Participation
from networks.sizes import sizes
from programmes.models import Funding
from publishing.models import Milestone
from regions.models import Region
from search.query import find
from tests.factories import addresses, found, make

pytestmark = pytest.mark.django_db
LINE = {
    "id": 1, "slug": "netz-eins", "title": "Netz Eins", "kind_slug": "hub", "summary": "Verbindet. " * 30,
    "status": "aktiv", "checked_on": "2025-03-01", "founded": 2019, "website": "https://eins.example/",
    "land_slug": "nordland", "land": "Nordland", "district": "Küste", "field_slugs": ["licht"], "fields": ["Licht"],
    "programme_slug": "aufbau", "programme": "Aufbau",
    "contact": {"name": "Erika Muster", "role": "Beratung", "phone": "0341 123", "mail": "e.muster@eins.example"},
}  # fmt: skip


@pytest.fixture
def lines(tmp_path):
    other = LINE | {"id": 2, "slug": "netz-zwei", "title": "Netz Zwei", "programme_slug": "ohne-foerderung"}
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(map(json.dumps, (LINE, other))))
    return path


def test_networks_arrive_with_all_that_belongs_to_them(lines, client, capsys):
    call_command("load_bench", lines)

    assert "2 erfundene Netzwerke geladen." in capsys.readouterr().out
    network = Network.objects.get(slug="netz-eins")
    assert [region.name for region in network.regions.all()] == ["Küste"]
    assert Region.objects.get(name="Küste").parent.name == "Nordland"
    assert Field.objects.get().networks.count() == 2
    assert Milestone.objects.get(object_id=network.pk).date == "2019"
    assert Funding.objects.get().network == network
    assert len(network.summary) <= 160 < len(network.description)
    page = client.get(network.get_absolute_url()).content.decode()
    assert "Erika Muster" in page and "0341 123" in page
    assert network.pk in set(client.get("/netzwerke/").context["listing"].index.pks)
    assert find("Eins")


def test_directory_with_entries_gets_no_invented_ones(lines):
    make(Network)

    with pytest.raises(CommandError, match="nur in eine leere"):
        call_command("load_bench", lines)
    assert Network.objects.count() == 1


def test_firms_come_besides_as_members_with_branches_places_and_sizes(lines, client):
    call_command("load_bench", lines, firms=60)

    public = Organisation.objects.published()
    assert Organisation.objects.count() == 60 > public.count() > 0
    assert {edition for (edition,) in Branch.objects.filter(organisations__isnull=False).values_list("edition")} == {
        "2008", "2025",
    }  # fmt: skip
    assert Participation.objects.filter(role="mitglied").exists() and sizes().exists()
    assert set(public.exclude(region=None).values_list("region__name", flat=True)) == {"Küste"}
    network = Network.objects.get(slug="netz-eins")
    assert found(client.get("/organisationen/", {"netzwerk": network.slug})) > 0
    assert public.first().get_absolute_url() in addresses(public.first().name)
