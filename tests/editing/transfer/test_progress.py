"""The page that shows how far an import is and goes on with it."""

import pytest
from django.test import Client

from editing.models import ImportBatch
from editing.transfer.columns import KINDS
from editing.transfer.reading import read
from editing.transfer.steps import compare_next, remember, store
from networks.models import Network
from publishing.models import Revision
from regions.models import Region
from tests.accounts import administrator, editor
from tests.editing.transfer.files import csv_file
from tests.factories import make

pytestmark = pytest.mark.django_db
URL = "/redaktion/import/"


@pytest.fixture
def by():
    region = make(Region, name="Harz")
    make(Network, name="Altes Netz", regions=[region])
    return editor()


@pytest.fixture
def client(by):
    client = Client()
    client.force_login(by)
    return client


@pytest.fixture
def batch(by) -> ImportBatch:
    """Compared; a new record and a change of a public one are chosen."""
    head = ("Name", "Typ", "Region", "Kurztext")
    content = csv_file(head, ("Neues Netz", "Cluster", "Harz", "Neu."), ("Altes Netz", "", "", "Anders."))
    batch = store(read("x.csv", content), kind=KINDS["networks.network"], file_name="x.csv", by=by)
    remember(batch)
    while compare_next(batch, by):
        pass
    batch.rows.update(selected=True)
    return batch


def test_goes_on_by_itself_with_what_takes_longer(client, batch, monkeypatch):
    """Taking over and taking back alike: every page of the import leads to how far it is."""
    monkeypatch.setattr("editing.transfer.work.SLICES", 1)
    monkeypatch.setattr("editing.transfer.apply.SLICE", 1)
    monkeypatch.setattr("editing.transfer.undo.SLICE", 1)

    for begun, result in (("uebernehmen", "angelegt"), ("ergebnis", "zurueck")):
        page = client.post(f"{URL}{batch.pk}/{begun}/", follow=True)
        assert page["Refresh"] == "1" and "1 von 2 Zeilen" in page.content.decode()
        assert [row.result for row in batch.rows.all()].count(result) == 1
        for path in ("", "spalten/", "uebernehmen/", "ergebnis/"):
            assert client.get(f"{URL}{batch.pk}/{path}").url == f"{URL}{batch.pk}/vergleich/"
        assert client.get(f"{URL}{batch.pk}/vergleich/").url == f"{URL}{batch.pk}/ergebnis/"

    page = client.get(f"{URL}{batch.pk}/ergebnis/").content.decode()
    assert "2 rückgängig gemacht" in page and "Import rückgängig" not in page
    assert not Network.objects.filter(name="Neues Netz").exists() and not Revision.objects.open().exists()


def test_whoever_looks_is_no_author(client, batch, by):
    """Four eyes count accounts: what an administrator watches was still written by the editor."""
    watching = Client()
    watching.force_login(administrator())
    assert client.post(f"{URL}{batch.pk}/uebernehmen/").url == f"{URL}{batch.pk}/vergleich/"
    assert not Revision.objects.exists()

    watching.get(f"{URL}{batch.pk}/vergleich/")

    assert {revision.created_by for revision in Revision.objects.all()} == {by}
    assert Revision.objects.count() == 2


def test_nothing_taken_over_leads_back_to_the_preview(client, batch):
    batch.rows.filter(name="Neues Netz").update(selected=False)
    Network.objects.update(summary="Inzwischen.")

    page = client.post(f"{URL}{batch.pk}/uebernehmen/", follow=True)

    assert page.redirect_chain[-1][0] == f"{URL}{batch.pk}/"
    assert "Es wurde nichts übernommen" in page.content.decode() and "etwas geändert" in page.content.decode()
