"""Many rows: as many queries per slice as for a handful, whatever the directory holds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from networks.models import Network
from publishing.models import SourceDocument
from regions.models import Region
from sheets.reading import read
from tables.columns import KINDS
from tests.factories import make
from tests.roles import editor
from tests.transfer.files import csv_file
from transfer import steps, storing
from transfer.models import ImportBatch
from transfer.steps import compare_next, delete_outdated, remember
from transfer.storing import store

pytestmark = pytest.mark.django_db
HEAD = ("Name", "Typ", "Regionen", "Kurztext", "Website")


def stored(count: int, by) -> ImportBatch:
    """Every fourth row is about a record that exists."""
    lines = [(f"Netz {n}", "Cluster", "Harz", f"Nummer {n}.", f"https://netz-{n}.example/") for n in range(count)]
    batch = store(read("x.csv", csv_file(HEAD, *lines)), kind=KINDS["networks.network"], file_name="x.csv", by=by)
    batch.source = make(SourceDocument, state="entwurf")
    remember(batch)
    return batch


def networks(count: int) -> None:
    region = make(Region, name="Harz")
    rows = [Network(name=f"Netz {n}", kind="hub", summary="Alt.", slug=f"netz-{n}") for n in range(0, count, 4)]
    Network.objects.bulk_create(rows)
    Network.regions.through.objects.bulk_create(
        Network.regions.through(network=row, region=region) for row in Network.objects.all()
    )


@pytest.mark.parametrize("bounded", [False, True])
def test_rows_are_compared_in_slices(bounded, monkeypatch):
    monkeypatch.setattr(steps, "CHUNK", 50)
    networks(120)
    by = editor(regions=list(Region.objects.all()) if bounded else ())
    batch = stored(120, by)

    assert [compare_next(batch, by) for _ in range(3)] == [70, 20, 0]

    counts = {status: batch.rows.filter(status=status).count() for status in ("neu", "geaendert", "fehler")}
    assert counts == {"neu": 90, "geaendert": 30, "fehler": 0}


def test_slice_holds_no_more_than_some_text(monkeypatch):
    """Both where the rows are kept and where they are compared."""
    by = editor()
    monkeypatch.setattr(steps, "CHARACTERS", 100)
    monkeypatch.setattr(storing, "CHARACTERS", 100)
    with CaptureQueriesContext(connection) as queries:
        batch = stored(5, by)
    assert sum('INTO "transfer_importrow"' in query["sql"] for query in queries) == 5 - 5 // 2
    assert compare_next(batch, by) == 3


def test_results_for_a_mapping_that_was_changed_meanwhile_are_dropped(monkeypatch):
    by = editor()
    networks(4)
    batch = stored(4, by)
    compare = steps.Comparison.compare

    def and_the_editor_goes_back(self, *args):
        found = compare(self, *args)
        batch.mapping = {"0": "name"}
        remember(batch)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(steps.Comparison, "compare", and_the_editor_goes_back)
        assert compare_next(batch, by) == 4
    assert compare_next(batch, by) == 0
    assert [row.errors[0][0] for row in batch.rows.filter(status="fehler")]


def test_upload_that_was_not_finished_is_seen_by_nobody_and_deleted_soon(monkeypatch):
    by = editor()
    monkeypatch.setattr(ImportBatch, "move", lambda *args, **named: False)
    batch = store(read("x.csv", csv_file(HEAD, *[["a"] * 5] * 3)), kind=KINDS["networks.network"], file_name="x", by=by)
    client = Client()
    client.force_login(by)

    assert client.get(f"/redaktion/import/{batch.pk}/").status_code == 404
    assert delete_outdated() == 0
    ImportBatch.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert delete_outdated() == 1 and not ImportBatch.objects.exists()


@pytest.mark.once
def test_queries_per_step_do_not_depend_on_its_rows():
    networks(400)
    by = editor()
    few, many = stored(8, by), stored(400, by)
    compare_next(stored(4, by), by)  # what is looked up once for all

    counts = []
    for batch in (few, many):
        with CaptureQueriesContext(connection) as queries:
            compare_next(batch, by)
        counts.append(sum(query["sql"].startswith("SELECT") for query in queries))  # SQLite writes in portions

    assert counts[0] == counts[1]


def test_progress_page_needs_no_script_and_ends_at_the_preview(django_assert_max_num_queries, monkeypatch):
    networks(40)
    by = editor()
    client = Client()
    client.force_login(by)
    batch = stored(120, by)
    monkeypatch.setattr(steps, "CHUNK", 50)
    compare_next(batch, by)

    with django_assert_max_num_queries(20):
        page = client.get(f"/redaktion/import/{batch.pk}/vergleich/")
    assert page["Refresh"] == "1"
    assert "50 von 120" in page.content.decode()
    assert client.get(f"/redaktion/import/{batch.pk}/").url == f"/redaktion/import/{batch.pk}/vergleich/"
    while compare_next(batch, by):
        pass
    assert client.get(f"/redaktion/import/{batch.pk}/vergleich/").url == f"/redaktion/import/{batch.pk}/"
    with django_assert_max_num_queries(20):
        page = client.get(f"/redaktion/import/{batch.pk}/?ergebnis=neu&seite=2").content.decode()
    assert "Seite 2 von 3" in page
    assert client.get(f"/redaktion/import/{batch.pk}/?ergebnis=neu&seite=99").status_code == 404
    assert client.get(f"/redaktion/import/{batch.pk}/?ergebnis=quatsch").status_code == 404
