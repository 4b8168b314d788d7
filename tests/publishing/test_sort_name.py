"""The place in the dictionary follows the name, however a row is written, and both databases sort by it alike."""

import pytest

from core.text import sort_key
from networks.models import Network
from publishing.models import Record
from tests.factories import RECORDS, make

pytestmark = pytest.mark.django_db
NAMES = [
    "Zink", "öl", "Ofen", "ofen-netz", "Ofen Netz", "ﬃ", "+1", "Straße", "strasse b", "É", "e a", "e-a b", "ea", "1",
    "10", "2",
]  # fmt: skip


def test_database_sorts_as_python_does():
    rows = [make(Network, name=name) for name in NAMES]

    expected = sorted(rows, key=lambda row: (sort_key(row.name), row.pk))

    assert list(Network.objects.order_by("sort_name", "pk")) == expected


@pytest.mark.parametrize("model", RECORDS)
def test_every_kind_keeps_it(model):
    record: Record = make(model)

    assert model.objects.get(pk=record.pk).sort_name == sort_key(record.listed_by) != ""


def test_it_follows_every_way_of_writing():
    network = make(Network, name="Alt")
    network.name = "Neü"
    network.save(update_fields=["name"])
    assert Network.objects.get().sort_name == "neu"
    Network.objects.bulk_create([Network(name="Groß", kind="hub", summary="Kurz.", slug="gross")])
    assert Network.objects.get(slug="gross").sort_name == "gross"
