"""Taking over many rows: one transaction, and the row that is in the way is named."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editing.enums import RowResult, RowStatus
from editing.transfer import apply as applying
from editing.transfer.apply import apply, chosen
from editing.transfer.columns import KINDS
from editing.transfer.reading import read
from editing.transfer.steps import compare_next, remember, store
from networks.models import Network
from publishing.enums import State
from publishing.models import Revision
from regions.models import Region
from tests.accounts import editor
from tests.editing.transfer.files import csv_file
from tests.factories import make

pytestmark = pytest.mark.django_db
HEAD = ("Name", "Kurzadresse", "Typ", "Regionen", "Kurztext", "Website")


def row(number: int, slug: str = "") -> tuple:
    return f"Netz {number}", slug, "Cluster", "Harz", f"Nummer {number}.", f"https://netz-{number}.example/"


def ready(by, *lines, all_selected: bool = True):
    content = csv_file(HEAD, *lines)
    batch = store(read("x.csv", content), kind=KINDS["networks.network"], file_name="x.csv", by=by)
    remember(batch)
    while compare_next(batch, by):
        pass
    batch.refresh_from_db()
    if all_selected:
        batch.rows.filter(may_apply=True).update(selected=True)
    return batch


@pytest.fixture
def by():
    make(Region, name="Harz")
    return editor()


def test_more_than_a_thousand_rows_are_one_transaction(by):
    """Also new, draft and public ones together."""
    harz = Region.objects.get(name="Harz")
    make(Network, name="Netz 3", regions=[harz])
    make(Network, name="Netz 4", regions=[harz], state=State.DRAFT)
    batch = ready(by, *(row(number) for number in range(1_200)))

    with CaptureQueriesContext(connection) as queries:
        outcome = apply(batch, by)

    assert (outcome.applied, outcome.refused, chosen(batch).count()) == (1_200, "", 0)
    results = {result: batch.rows.filter(result=result).count() for result in RowResult.values if result}
    assert results["angelegt"] == 1_198 and results["geaendert"] == results["vorgeschlagen"] == 1
    assert Network.objects.get(name="Netz 3").summary == "Ein Netz."
    assert Network.objects.get(name="Netz 4").summary == "Nummer 4."
    assert Revision.objects.filter(batch=batch.token).count() == 1_200
    assert len(queries) < 400


def test_what_only_the_database_knows_is_named_too(by):
    """Two new rows of one address: neither exists yet, so no comparison finds the other."""
    batch = ready(by, row(1), row(2, "gleich"), row(3, "gleich"), row(4))
    assert batch.rows.filter(may_apply=True).count() == 4

    outcome = apply(batch, by)

    assert outcome.applied == 0 and outcome.refused.startswith("Zeile 4, Netz 3: "), outcome.refused
    assert not Network.objects.exists() and not Revision.objects.exists()
    refused = batch.rows.get(name="Netz 3")
    assert (refused.status, refused.selected, bool(refused.errors)) == (RowStatus.ERROR, False, True)
    assert apply(batch, by).applied == 3


def test_rows_that_cannot_be_written_are_named_and_the_rest_stays_chosen(by, monkeypatch):
    batch = ready(by, row(1), row(2), row(3))
    create_many = applying.actions.create_many

    def without_the_region(**named):
        named["states"][1]["many"]["regions"] = [987_654]
        return create_many(**named)

    monkeypatch.setattr(applying.actions, "create_many", without_the_region)
    outcome = apply(batch, by)

    assert outcome.refused.startswith("Zeile 3, Netz 2: „Regionen“") and not Network.objects.exists()
    assert [one.name for one in chosen(batch)] == ["Netz 1", "Netz 3"]
