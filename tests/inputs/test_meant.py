"""What tables call in other words than the directory is meant as search and pages understand it."""

import pytest

from networks.models import Branch, Field
from search.meant import branch_called, field_called
from tables.cells import Cells
from tables.columns import KINDS
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
