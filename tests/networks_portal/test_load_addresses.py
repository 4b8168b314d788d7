"""The files know a record by the address that it had when they were written."""

import pytest

from networks.models import Field, Network
from networks_portal.loading.load import load_directory
from publishing.models import Revision
from regions.models import Region
from tests.networks_portal.loading import rewrite, rows, totals

pytestmark = pytest.mark.django_db


def rename(record, slug):
    record.slug = slug
    record.save()
    return record


def test_renamed_records_are_found_and_keep_their_new_address(folder, client):
    person = "persons: [{slug: erika, given_name: Erika, family_name: Muster, organisation: lampenamt, "
    duty = "responsibilities: [{task: Auskunft, network: lichtnetz, regions: [ackerland]}]}]"
    (folder / "2-person.yaml").write_text(person + duty)
    load_directory(folder)
    network = rename(Network.objects.get(), "hellnetz")
    rename(Field.objects.get(slug="laser"), "maser")
    rename(Region.objects.get(), "hellland")
    before = rows()

    assert totals(load_directory(folder)) == (0, 0, 0)
    assert rows() == before

    rewrite(folder, "Verbindet Lampen.", "Verbindet alle Lampen.")
    assert totals(load_directory(folder)) == (0, 1, 0)
    network.refresh_from_db()
    assert (network.slug, network.summary) == ("hellnetz", "Verbindet alle Lampen.")
    assert Revision.objects.of(network).get().changes[0]["field"] == "summary"
    assert client.get("/netzwerke/lichtnetz/").headers["Location"] == "/netzwerke/hellnetz/"
