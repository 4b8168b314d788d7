"""The page that shows how far an import is with what happens in the background."""

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from core import tasks
from networks.models import Network
from publishing.models import Revision
from regions.models import Region
from sheets.reading import read
from tables.columns import KINDS
from tests.core.test_tasks import queue, work
from tests.factories import make
from tests.roles import administrator, editor
from tests.transfer.files import csv_file
from transfer.models import ImportBatch
from transfer.steps import compare_next, remember
from transfer.storing import store
from transfer.work import go_on

__all__ = ["queue"]
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


def test_goes_on_in_the_background_and_tells_how_far_it_is(client, batch, monkeypatch):
    """Taking over and taking back alike: every page of the import leads to how far it is."""
    monkeypatch.setattr("transfer.apply.SLICE", 1)
    monkeypatch.setattr("transfer.undo.SLICE", 1)

    for begun, result in (("", "angelegt"), ("ergebnis/", "zurueck")):
        assert client.post(f"{URL}{batch.pk}/{begun}", {"aktion": "uebernehmen"}).url == f"{URL}{batch.pk}/vergleich/"
        go_on.func(batch.pk)
        page = client.get(f"{URL}{batch.pk}/vergleich/")
        assert page["Refresh"] == "1" and "1 von 2 Zeilen" in page.content.decode()
        assert [row.result for row in batch.rows.all()].count(result) == 1
        for path in ("", "spalten/", "ergebnis/"):
            assert client.get(f"{URL}{batch.pk}/{path}").url == f"{URL}{batch.pk}/vergleich/"
        work()
        assert client.get(f"{URL}{batch.pk}/vergleich/").url == f"{URL}{batch.pk}/ergebnis/"

    page = client.get(f"{URL}{batch.pk}/ergebnis/").content.decode()
    assert "2 rückgängig gemacht" in page and "Import rückgängig" not in page
    assert not Network.objects.filter(name="Neues Netz").exists() and not Revision.objects.open().exists()


def test_says_when_nobody_works_in_the_background_and_can_be_pushed_on(client, batch):
    client.post(f"{URL}{batch.pk}/", {"aktion": "uebernehmen"})
    assert "steht gerade still" in client.get(f"{URL}{batch.pk}/vergleich/").content.decode()

    DBTaskResult.objects.all().delete()
    tasks.note_seen()
    assert "steht gerade still" not in client.get(f"{URL}{batch.pk}/vergleich/").content.decode()
    client.post(f"{URL}{batch.pk}/vergleich/")
    work()

    assert client.get(f"{URL}{batch.pk}/vergleich/").url == f"{URL}{batch.pk}/ergebnis/"
    assert {row.result for row in batch.rows.all()} == {"angelegt", "vorgeschlagen"}


def test_whoever_pushes_is_no_author(client, batch, by):
    """Four eyes count accounts: what an administrator pushes on was still begun by the editor."""
    watching = Client()
    watching.force_login(administrator())
    client.post(f"{URL}{batch.pk}/", {"aktion": "uebernehmen"})
    assert not Revision.objects.exists()

    watching.post(f"{URL}{batch.pk}/vergleich/")
    work()

    assert {revision.created_by for revision in Revision.objects.all()} == {by}
    assert Revision.objects.count() == 2


def test_nothing_taken_over_leads_back_to_the_preview(client, batch):
    batch.rows.filter(name="Neues Netz").update(selected=False)
    Network.objects.update(summary="Inzwischen.")

    client.post(f"{URL}{batch.pk}/", {"aktion": "uebernehmen"})
    work()

    page = client.get(f"{URL}{batch.pk}/vergleich/", follow=True)
    assert page.redirect_chain[-1][0] == f"{URL}{batch.pk}/"
    assert "Es wurde nichts übernommen" in page.content.decode() and "etwas geändert" in page.content.decode()
