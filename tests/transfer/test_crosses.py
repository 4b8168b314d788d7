"""A table with a column for each network: crosses are memberships."""

import pytest

from networks.models import Network
from tests.factories import make
from tests.roles import editor, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import apply, mapped
from tests.transfer.test_once_more import once_more

pytestmark = pytest.mark.django_db
HEAD = ("Firma", "Art", "Sitz", "Ausbildung", "Lichtnetz", "Tonverbund e. V.", "Unbekannter Bund")
LINES = (
    ("Alpha GmbH", "Unternehmen", "Harz", "ja", "x", "x", ""),
    ("Beta GmbH", "Unternehmen", "Harz", "nein", "", "X", "x"),
    ("Gamma GmbH", "Unternehmen", "Harz", "ja", "-", "", ""),
)


def test_crosses_below_names_of_networks_are_memberships(region):
    """What nobody knows beside them is asked about; other columns of yes and no stay what they are."""
    for name in ("Lichtnetz", "Tonverbund"):
        make(Network, name=name, regions=[region])
    client = signed_in(editor())
    one = mapped(client, csv_file(HEAD, *LINES), "networks.organisation")
    assert one.headers == [*HEAD[:4], *(f"Netzwerk: {name}" for name in HEAD[4:])]
    apply(client, one)

    joined = once_more(client, one, "networks.network")

    assert {row.name: row.status for row in joined.rows.all()} == {
        "Lichtnetz": "geaendert", "Tonverbund e. V.": "konflikt", "Unbekannter Bund": "fehler",
    }  # fmt: skip
    said = {row.name: row.cells[0] for row in joined.rows.all()}
    assert said == {
        "Lichtnetz": "Alpha GmbH", "Tonverbund e. V.": "Alpha GmbH | Beta GmbH", "Unbekannter Bund": "Beta GmbH",
    }  # fmt: skip


def test_crosses_elsewhere_say_nothing_of_networks(region):
    client = signed_in(editor())
    head = ("Firma", "Art", "Sitz", "Ausbildung", "Messe 2024")
    one = mapped(client, csv_file(head, ("Alpha GmbH", "Unternehmen", "Harz", "x", "x")), "networks.organisation")
    assert one.headers == list(head)
