"""Branches in cells: codes and names of both editions are read, and named as pages name them."""

import pytest

from networks.models import Branch, Organisation
from tables.cells import Cells
from tables.columns import KINDS
from tables.guessing import classified, guess, may_be_branches
from tables.names import CellError
from tables.suggesting import suggestion

pytestmark = pytest.mark.django_db
FIRM = KINDS["networks.organisation"]
TARGET = Organisation._meta.get_field("branches")
ROWS = (
    ("2008", "26", "Herstellung von Geräten", 2, None),
    ("2025", "26", "Herstellung von Geräten", 2, None),
    ("2025", "26.1", "Herstellung von Bauelementen; Platten, Teilen und Geräten", 3, "2025/26"),
    ("2008", "25.62.0", "Mechanik", 5, None),
    ("2025", "25.62.0", "Herstellung von Schlössern", 5, None),
    ("2025", "71", "Architektur", 2, None),
    ("2025", "71.1", "Architektur", 3, "2025/71"),
)


@pytest.fixture
def cells() -> Cells:
    there: dict[str, Branch] = {}
    for edition, code, title, level, parent in ROWS:
        there[f"{edition}/{code}"] = Branch.objects.create(
            edition=edition, code=code, title=title, level=level, parent=there.get(parent or ""),
            slug=Branch.slug_of(edition, code),
        )  # fmt: skip
    return Cells()


def told(cells: Cells, text: str) -> str:
    return cells.text(TARGET, cells.read(TARGET, text).value)


def test_codes_and_names_are_read_and_said_as_names(cells):
    parts = "26.1 Herstellung von Bauelementen, Platten, Teilen und Geräten (WZ 2025)"
    for text in ("26.1", "WZ 2025 26.1", "wz2025-26-1", parts):
        assert told(cells, text) == parts
    assert told(cells, "26") == told(cells, "26 Herstellung von Geräten (WZ 2008 und 2025)")
    assert told(cells, "26") == "26 Herstellung von Geräten (WZ 2025)"  # the same in both
    assert told(cells, "Architektur") == "71 Architektur (WZ 2025)"  # the widest
    assert told(cells, f"26.1 | {told(cells, '71')}") == f"{parts} | 71 Architektur (WZ 2025)"


def test_code_that_means_two_branches_is_asked(cells):
    column = FIRM.by_key["branches"]
    with pytest.raises(CellError, match="mehrdeutig. Bitte genauer schreiben: 25.62.0 Herstellung von Schlössern"):
        cells.read(TARGET, "25.62.0")
    asked = suggestion(cells, column, "25.62.0")
    assert asked and not asked.is_sure
    assert [told(cells, text) for text in asked.texts] == list(asked.texts)
    assert told(cells, "WZ 2008 25.62.0") == "25.62.0 Mechanik (WZ 2008)"


def test_column_called_branch_means_codes_where_it_holds_them_and_is_asked_else(cells):
    headers = ["Firma", "Branche"]
    mapping = guess(FIRM, headers)
    assert mapping[1] == "fields"
    assert classified(FIRM, mapping, [["A", "26.1"], ["B", "26 | 71"], ["C", "Bau"]])[1] == "branches"
    assert classified(FIRM, mapping, [["A", "Bau"], ["B", "Architektur"], ["C", ""]])[1] == "fields"
    assert may_be_branches(FIRM, "Branche", "fields") == "Branchen (WZ)"
    assert not may_be_branches(FIRM, "Gewerk", "fields") and not may_be_branches(FIRM, "Branche", "branches")
