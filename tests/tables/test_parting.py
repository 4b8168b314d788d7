"""Which names a cell lists, where some of them are known."""

import pytest

from tables.names import CellError
from tables.parting import MAX_PARTS, parted

KNOWN = {
    "optiknetz",
    "cluster handel und gewerbe",
    "ihk rhein/neckar",
    "müller, meier & co",
    "harz",
    "netz a",
    "netz b",
}
LISTS = {
    "Optiknetz": ["Optiknetz"],
    "Optiknetz, Harz": ["Optiknetz", "Harz"],
    "Optiknetz / Harz": ["Optiknetz", "Harz"],
    "Optiknetz/Harz": ["Optiknetz", "Harz"],
    "Optiknetz; Harz": ["Optiknetz", "Harz"],
    "Optiknetz und Harz": ["Optiknetz", "Harz"],
    "Optiknetz sowie Harz": ["Optiknetz", "Harz"],
    "Optiknetz & Harz": ["Optiknetz", "Harz"],
    "Optiknetz + Harz": ["Optiknetz", "Harz"],
    "Optiknetz\nHarz": ["Optiknetz", "Harz"],
    "• Optiknetz\n• Harz\n": ["Optiknetz", "Harz"],
    "- Optiknetz\n- Harz": ["Optiknetz", "Harz"],
    "Netz A, Netz B und Harz": ["Netz A", "Netz B", "Harz"],
    "Cluster Handel und Gewerbe": ["Cluster Handel und Gewerbe"],
    "Cluster Handel und Gewerbe und Harz": ["Cluster Handel und Gewerbe", "Harz"],
    "Harz, Cluster Handel und Gewerbe, Optiknetz": ["Harz", "Cluster Handel und Gewerbe", "Optiknetz"],
    "Müller, Meier & Co, Harz": ["Müller, Meier & Co", "Harz"],
    "IHK Rhein/Neckar / Harz": ["IHK Rhein/Neckar", "Harz"],
    "Optiknetz, Neuland, Harz": ["Optiknetz", "Neuland", "Harz"],
    "Neuland und Harz": ["Neuland", "Harz"],
    "Handwerk und Handel Neuland": ["Handwerk und Handel Neuland"],
    "Harz, Handwerk und Handel Neuland": ["Harz", "Handwerk und Handel Neuland"],
    "Neuland GmbH & Co. KG, Altland AG": ["Neuland GmbH & Co. KG", "Altland AG"],
    "Neuland / Altland": ["Neuland", "Altland"],
    "Neuland/Altland": ["Neuland/Altland"],
    "Optiknetz,": ["Optiknetz"],
    ", und": ["und"],
    "": [],
}


@pytest.mark.parametrize("text", LISTS)
def test_known_names_part_a_list(text):
    assert parted(text, lambda part: part.casefold() in KNOWN) == LISTS[text]


@pytest.mark.parametrize("between", [",", "|", " und ", " / "])
def test_no_cell_lists_more_than_a_record_has(between):
    with pytest.raises(CellError, match="Angaben in einer Zelle"):
        parted(between.join(["a"] * (3 * MAX_PARTS)), lambda part: part == "a")
