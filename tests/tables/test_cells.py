"""What a cell lists."""

import pytest

from regions.models import Region
from tables.cells import Cells
from tables.columns import KINDS
from tables.names import CellError
from tables.parting import MAX_PARTS, split
from tests.factories import make


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Harz", ["Harz"]),
        (" Harz |Rhön;  Spreewald\n\nEifel ; ", ["Harz", "Rhön", "Spreewald", "Eifel"]),
        ("a" + " " * 9_990 + "b", ["a" + " " * 9_990 + "b"]),
        (" | ;\n", []),
    ],
)
def test_parts_of_a_cell(text, parts):
    assert split(text) == parts


def test_cell_lists_no_more_than_a_record_has():
    assert len(split("a|" * MAX_PARTS)) == MAX_PARTS
    with pytest.raises(CellError, match="101 Angaben in einer Zelle; erlaubt sind 100"):
        split("a|" * (MAX_PARTS + 1))


@pytest.mark.django_db
def test_commas_part_what_no_name_has_as_a_whole():
    here, there, both = (make(Region, name=name) for name in ("Sachsen", "Bayern", "Rhein, Main und Neckar"))
    column = KINDS["networks.network"].by_key["regions"].target

    def read(text: str) -> list[int]:
        return sorted(Cells().read(column, text).value)

    assert read("Sachsen, Bayern") == [here.pk, there.pk]
    assert read("Rhein, Main und Neckar; Bayern") == [there.pk, both.pk]
    for text in ("Nirgendwo", "Sachsen, Nirgendwo"):
        with pytest.raises(CellError, match="Nirgendwo"):
            read(text)
