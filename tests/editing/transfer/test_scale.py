"""Many rows: as many queries per five hundred as for a handful, whatever the directory holds."""

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


def compared(count: int, by) -> tuple[ImportBatch, list[int]]:
    """The queries of each step, of which none compares more than CHUNK rows."""
    batch, steps, left = stored(count, by), [], count
    while left:
        with CaptureQueriesContext(connection) as queries:
            left = compare_next(batch, by)
        steps.append(sum(query["sql"].startswith("SELECT") for query in queries))  # SQLite writes in portions
    return batch, steps


@pytest.mark.parametrize("bounded", [False, True])
def test_six_hundred_rows_take_the_queries_of_a_hundred(bounded):
    networks(600)
    by = editor(regions=list(Region.objects.all()) if bounded else ())
    compared(4, by)  # what is looked up once for all

    _, few = compared(100, by)
    batch, many = compared(600, by)

    assert CHUNK == 500 and len(many) == 2  # a further step begins by itself
    assert few == many[:1] and many[1] <= many[0] <= 45
    counts = {status: batch.rows.filter(status=status).count() for status in ("neu", "geaendert", "fehler")}
    assert counts == {"neu": 450, "geaendert": 150, "fehler": 0}


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
