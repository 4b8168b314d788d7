"""Ten thousand rows: as many queries per five hundred as for a handful, whatever the directory holds."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from editing.models import ImportBatch
from editing.transfer.columns import KINDS
from editing.transfer.reading import read
from editing.transfer.steps import CHUNK, compare_next, remember, store
from networks.models import Network
from regions.models import Region
from tests.accounts import editor
from tests.editing.transfer.files import csv_file
from tests.factories import make

pytestmark = pytest.mark.django_db
HEAD = ("Name", "Typ", "Regionen", "Kurztext", "Website")


def stored(count: int, by) -> ImportBatch:
    """Every fourth row is about a record that exists."""
    lines = [(f"Netz {n}", "Cluster", "Harz", f"Nummer {n}.", f"https://netz-{n}.example/") for n in range(count)]
    batch = store(read("x.csv", csv_file(HEAD, *lines)), kind=KINDS["networks.network"], file_name="x.csv", by=by)
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
def test_ten_thousand_rows_take_no_query_per_row(bounded):
    networks(10_000)
    by = editor(regions=list(Region.objects.all()) if bounded else ())
    batch = stored(10_000, by)

    with CaptureQueriesContext(
        connection,
    ) as first:
        left = compare_next(batch, by)
    assert left == 10_000 - CHUNK
    steps = 1
    with CaptureQueriesContext(connection) as others:
        while left:
            left, steps = compare_next(batch, by), steps + 1

    assert steps == 20
    assert len(first) <= 60
    assert len(others) <= 45 * 19
    counts = {status: batch.rows.filter(status=status).count() for status in ("neu", "geaendert", "fehler")}
    assert counts == {"neu": 7_500, "geaendert": 2_500, "fehler": 0}


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


def test_progress_page_needs_no_script_and_ends_at_the_preview(django_assert_max_num_queries):
    networks(40)
    by = editor()
    client = Client()
    client.force_login(by)
    batch = stored(1_200, by)

    page = client.get(f"/redaktion/import/{batch.pk}/vergleich/")
    assert page["Refresh"] == "1"
    assert 'value="500" max="1200"' in page.content.decode()
    assert client.get(f"/redaktion/import/{batch.pk}/").url == f"/redaktion/import/{batch.pk}/vergleich/"
    assert client.get(f"/redaktion/import/{batch.pk}/vergleich/").status_code == 200
    assert client.get(f"/redaktion/import/{batch.pk}/vergleich/").url == f"/redaktion/import/{batch.pk}/"
    with django_assert_max_num_queries(20):
        page = client.get(f"/redaktion/import/{batch.pk}/?seite=2").content.decode()
    assert "Seite 2 von 24" in page
    assert client.get(f"/redaktion/import/{batch.pk}/?seite=99").status_code == 404
    assert client.get(f"/redaktion/import/{batch.pk}/?ergebnis=quatsch").status_code == 404
