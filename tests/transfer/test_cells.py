"""What a cell lists."""

import pytest

from transfer.cells import MAX_PARTS, CellError, split


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
