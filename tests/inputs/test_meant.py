"""What tables call in other words than the directory is meant as search and pages understand it."""

import pytest

from networks.models import Branch, Field
from tables.cells import Cells
from tables.columns import KINDS
from tables.meant import branch_called, field_called
from tables.suggesting import suggestion
from tests.inputs.corpus import cases

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]
FIRMS = "networks.organisation"


def test_trades_of_tables_lead_to_the_fields_and_branches_that_the_search_finds():
    fields = dict(Field.objects.values_list("pk", "name"))
    branches = dict(Branch.objects.values_list("pk", "slug"))

    def said(text: str) -> list[str]:
        field, branch = field_called(text), branch_called(text)
        name = fields[field.pk] + ("" if field.is_sure else " ?") if field else ""
        return [text, name, branches[branch.pk] + ("" if branch.is_sure else " ?") if branch else ""]

    assert [said(text) for text, *_ in cases("trades")] == cases("trades")


def test_places_with_a_slip_are_proposed_as_on_the_pages():
    column = KINDS[FIRMS].by_key["region"]

    def said(text: str) -> str:
        found = suggestion(Cells(), column, text)
        return "" if found is None else found.text if found.is_sure else "? " + " | ".join(found.texts)

    assert [[text, said(text)] for text, _ in cases("misspelt_places")] == cases("misspelt_places")


NETWORKS = {
    "AMZ Sachsen": ["AMZ"],
    "VEMAS": ["VEMAS Innovativ"],
    "games:net": ["games:net Berlin Europe"],
    "media:net": ["media:net berlinbrandenburg e. V."],
    "Silicon": ["Silicon Saxony"],
    "biosaxony Management": ["Biosaxony"],
    "Netzwerk Nano for Production Dresden": ["Nano for Production"],
    "Wirtschaftsinitiative": ["Wirtschaftsinitiative für Mitteldeutschland", "Wirtschaftsinitiative Lausitz"],
    "HZwo": [],
    "Dresdner Elbhandwerk Bund": [],
    "Verband Sachsen": [],
    "Berlin": [],
    "Netzwerk": [],
    "Cluster": [],
    "Nirgends": [],
}


def test_networks_are_asked_for_by_the_word_that_tells_which_is_meant_and_never_filled_in():
    column = KINDS["networks.network"].by_key["name"]
    found = {text: suggestion(Cells(), column, text, names_entry=True) for text in NETWORKS}

    assert {text: list(one.texts) if one else [] for text, one in found.items()} == NETWORKS
    assert not any(one.is_sure for one in found.values() if one)
