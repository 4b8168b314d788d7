"""What a new row might double is asked by the rule of the forms, also within the file."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duplicates.namesakes import namesakes
from networks.models import Network, Organisation
from regions.models import Region
from sheets.reading import read
from tables.columns import KINDS
from tests.factories import make
from tests.roles import editor
from tests.transfer.files import csv_file, imported
from transfer.models import ImportBatch
from transfer.steps import choose, compare_next
from transfer.storing import store

pytestmark = pytest.mark.django_db
HEAD = ("Name", "Art", "Regionen", "Kurztext")
THERE = ("Silicon Saxony", "Cluster Smart Industries", "Green Industry Cluster", "Gipfel 2023")
SPELT = (
    "Silicon Saxony e.V.", "SiliconSaxony", "Smart Industries Cluster", "Netzwerk Smart-Industries",
    "Green Industrie Cluster", "Silicon Saxnoy",
)  # fmt: skip
OTHERS = ("BioRN", "Smart Cities Cluster", "Gipfel 2024", "Silicon")


def names(*some: str) -> bytes:
    return csv_file(HEAD, *[(name, "Cluster", "Berlin", "Ein Netz.") for name in some])


def test_entry_that_is_spelt_nearly_alike_is_asked_for_as_in_the_form():
    make(Region, name="Berlin")
    for name in THERE:
        make(Network, name=name)

    rows = {row.name: row for row in imported("networks.network", names(*SPELT, *OTHERS))}

    for name in SPELT:
        assert rows[name].status == "konflikt" and not rows[name].selected
        assert rows[name].candidates == [one.pk for one in namesakes(Network, name)]
        assert rows[name].reason.startswith("Das gibt es vielleicht schon: „")
    assert {rows[name].status for name in OTHERS} == {"neu"}


def test_short_and_long_name_of_a_firm_are_asked_and_never_merged():
    """Not where many begin so, nor where a place does."""
    for name in ("MVV", "BASF SE", "Verein Deutscher Ingenieure", "Badische Presse", "Elektro Nord", "Elektro Süd",
                 "Elektro West", "Elektro Ost", "Stadtwerke Heidelberg", "Optik Harz GmbH", "Halle 1"):  # fmt: skip
        make(Organisation, name=name)
    alike = {"MVV Energie AG": "MVV", "BASF Digital Farming GmbH": "BASF SE", "VDI": "Verein Deutscher Ingenieure",
             "Verein Deutscher Ingenieure (VDI) e. V.": "Verein Deutscher Ingenieure",
             "Optik Harz Service": "Optik Harz GmbH",
             "Mannheimer Versorgungswerke (MVV)": "MVV"}  # fmt: skip
    others = [
        "Elektro",
        "Elektro Mitte",
        "MV",
        "Heidelberg Cement",
        "Stadtwerke Worms",
        "Optik Rhön",
        "Halle 1 Nord",
        "Verein der Optiker",
    ]
    head = ("Firma", "Art")

    rows = {row.name: row for row in imported("networks.organisation", csv_file(
        head, *[(name, "Unternehmen") for name in (*alike, *others)]))}  # fmt: skip

    names = dict(Organisation.objects.values_list("pk", "name"))
    assert {name: names[pk] for name, row in rows.items() for pk in row.candidates} == alike
    assert {rows[name].status for name in others} == {"neu"}
    assert not any(rows[name].selected for name in alike)


def test_answer_settles_it():
    make(Region, name="Berlin")
    there = make(Network, name="Silicon Saxony")
    by = editor()
    one, other = imported("networks.network", names("SiliconSaxony", "Silicon Saxony e. V."), by=by)
    batch = ImportBatch.objects.get()

    choose(batch, one, str(there.pk), by)
    choose(batch, other, "neu", by)

    assert (one.status, one.record_id) == ("geaendert", there.pk)
    assert (other.status, other.selected) == ("neu", True)


def test_rows_of_one_file_that_mean_the_same_in_other_words_are_not_both_ticked():
    make(Region, name="Berlin")

    first, second, third = imported(
        "networks.network", names("Smart Industries Cluster", "Cluster Smart Industries", "Smart Cities Cluster")
    )

    assert [row.selected for row in (first, second, third)] == [True, False, True]
    assert second.notes == ["Meint vielleicht dasselbe wie Zeile 2."]


def test_names_are_read_once_for_all_slices():
    make(Network, name="Silicon Saxony")
    by, kind, asked = editor(), KINDS["networks.network"], []
    for _ in range(2):
        batch = store(read("x.csv", names("SiliconSaxony")), kind=kind, file_name="x.csv", by=by)
        batch.move("pruefung", only_from=("zuordnung",))
        with CaptureQueriesContext(connection) as queries:
            compare_next(batch, by)
        asked.append(len(queries))
    assert asked[0] > asked[1]
