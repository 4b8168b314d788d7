"""Columns that say how many: figures of an entry, each as the table states it."""

import pytest

from networks.models import Network, Organisation
from publishing.models import Figure
from tests.factories import make
from tests.inputs.corpus import cases
from tests.roles import editor, signed_in
from tests.transfer.files import csv_file, imported, xlsx_file
from tests.transfer.pages import apply, mapped, upload
from transfer.models import ImportBatch

pytestmark = pytest.mark.django_db
FIRMS, NETWORKS = "networks.organisation", "networks.network"


@pytest.mark.parametrize(("text", "amount"), cases("figures"))
def test_figure_of_a_cell(text, amount):
    (row,) = imported(FIRMS, csv_file(("Firma", "Art", "MA"), ("Alpha", "Unternehmen", text)))

    added = [change["added"]["fields"] for change in row.changes if change.get("part") == "figures"]
    said = [" ".join(filter(None, (one["qualifier"], one["number"], one["number_to"], one["unit"]))) for one in added]
    assert "; ".join(said) == amount
    assert [fault["value"] for fault in row.faults] == ([text] if text and not amount else [])
    assert {(one["counted"], one["is_membership"]) for one in added} <= {("Beschäftigte", False)}


@pytest.mark.parametrize("header", ["MA", "Mitarbeiter", "Beschäftigte", "Anzahl Mitarbeiter", "Mitarbeiter:innen"])
def test_employees_of_a_table_are_figures_with_its_source(header):
    client = signed_in(editor())
    one = mapped(client, xlsx_file(("Firma", "Art", header), ("Alpha", "Unternehmen", 120)), FIRMS)
    apply(client, one)

    (figure,) = Organisation.objects.get().figures.all()
    assert (str(figure), figure.source_id) == ("120 Beschäftigte", one.source_id)


def test_members_that_are_numbers_are_counted_and_not_looked_for(region):
    head = ("Netzwerk", "Art", "Region", "Kurztext", "Mitglieder")
    client = signed_in(editor())
    upload(client, csv_file(head, ("Lichtnetz", "Cluster", "Harz", "Ein Netz.", "80"), ("B", "", "", "", "rund 1.200")))
    assert ImportBatch.objects.get().mapping["4"] == "mitgliederzahl"
    upload(client, csv_file(head, ("Lichtnetz", "Cluster", "Harz", "Ein Netz.", "80"), ("B", "", "", "", "Optik AG")))
    assert ImportBatch.objects.latest("pk").mapping["4"] == "mitglieder"

    one = mapped(client, csv_file(head, ("Lichtnetz", "Cluster", "Harz", "Ein Netz.", "80")))
    apply(client, one)

    assert [(str(one), one.is_membership) for one in Network.objects.get().figures.all()] == [("80 Mitglieder", True)]


def test_figure_that_is_there_comes_once_and_another_beside_it():
    firm = make(Organisation, name="Alpha", kind="unternehmen")
    make(Figure, subject=firm, number=120, counted="Beschäftigte")
    table = csv_file(("Firma", "MA"), ("Alpha", "120"))

    assert [row.status for row in imported(FIRMS, table)] == ["unveraendert"]
    (row,) = imported(FIRMS, csv_file(("Firma", "MA"), ("Alpha", "rund 130")), clears=True)
    parts = [change for change in row.changes if change.get("part") == "figures"]
    assert [change.get("added", {}).get("fields", {}).get("number") for change in parts] == ["130"]
