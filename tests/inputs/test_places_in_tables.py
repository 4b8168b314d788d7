"""Cells name places as people do, and the pages understand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.models import Organisation
from regions.models import Postcode, Region
from regions.resolve import resolve
from tables.cells import Cells
from tables.columns import KINDS
from tables.names import CellError
from tests.factories import make
from tests.transfer.files import csv_file, imported

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MANY = KINDS["networks.network"].by_key["regions"].target
ONE = KINDS["networks.organisation"].by_key["region"].target


@pytest.fixture(autouse=True)
def country():
    land = make(Region, name="Baden-Württemberg", kind="land", ags="08")
    hesse = make(Region, name="Hessen", kind="land", ags="06")
    town = {"kind": "kreis", "designation": "Stadtkreis"}
    here = make(Region, name="Mannheim", ags="08222", nuts="DE126", nuts_version="2024", parent=land, **town)
    make(Region, name="Heidelberg", ags="08221", parent=land, **town)
    make(Region, name="Rhein-Neckar-Kreis", ags="08226", parent=land, kind="kreis", designation="Landkreis")
    main = make(Region, name="Frankfurt am Main", ags="06412", parent=hesse, **town)
    make(Region, name="Frankfurt (Oder)", ags="12053", **town)
    for code, region in (("68159", here), ("60306", main), ("08221", main), ("01067", here)):
        Postcode.objects.create(code=code, region=region)


def read(target, text: str) -> str:
    value = Cells().read(target, text)
    return Cells().text(target, value.value)


READ = {
    "Mannheim, Universitätsstadt": "Mannheim",
    "Stadt Mannheim": "Mannheim",
    "Mannheim, Stadt": "Mannheim",
    "8222": "Mannheim",
    "08222": "Mannheim",
    "68159": "Mannheim",
    "DE126": "Mannheim",
    "PLZ 68159": "Mannheim",
    "68159 Mannheim": "Mannheim",
    "D-68159 Mannheim": "Mannheim",
    "1067 Mannheim": "Mannheim",
    "Mannheim, Baden-Württemberg": "Mannheim",
    "Weinheim": "Rhein-Neckar-Kreis",
    "LK Rhein-Neckar": "Rhein-Neckar-Kreis",
    "Frankfurt/Main": "Frankfurt am Main",
    "Frankfurt / Main": "Frankfurt am Main",
    "Frankfurt a.M.": "Frankfurt am Main",
    "BaWü": "Baden-Württemberg",
    "Mannheim/BW": "Mannheim",
    "Mannheim, documenta-Stadt": "Mannheim",
    "Mannheim, Hanse- und Universitätsstadt": "Mannheim",
    "Mannheim-Neckarau": "Mannheim",
}


@pytest.mark.parametrize("text", READ)
@pytest.mark.parametrize("target", [MANY, ONE])
def test_place_is_understood_as_on_the_pages(text, target):
    assert read(target, text) == READ[text]
    if len(text) > 5 and not text.startswith("1067") and "/BW" not in text:  # numbers alone may also be official codes
        assert resolve(text).region.name == READ[text]


@pytest.mark.parametrize(
    "text", ["Mannheim/Heidelberg", "Mannheim, Heidelberg", "Mannheim und Heidelberg", "Mannheim u. Heidelberg",
             "Raum Mannheim/Heidelberg", "Mannheim | 69117 Heidelberg", "Mannheim - Heidelberg", "Mannheim–Heidelberg",
             "Mannheim-Heidelberg"],
)  # fmt: skip
def test_several_places_are_a_list_only_where_there_may_be_several(text):
    assert sorted(read(MANY, text).split(" | ")) == ["Heidelberg", "Mannheim"]
    with pytest.raises(CellError):
        read(ONE, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Frankfurt", "kann mehreres meinen: .*Frankfurt am Main.*Oder.*genauer"),
        ("08221", "Kreisschlüssel oder eine Postleitzahl sein: „.*“ oder „.*“"),
        ("8221", "Kreisschlüssel oder eine Postleitzahl"),
        ("Manheim", "gibt es im Verzeichnis nicht. Meinten Sie „Mannheim“"),
        ("99998", "gibt es im Verzeichnis nicht"),
        ("Mannheim, Atlantis", "„Atlantis“ gibt es"),
    ],
)
def test_what_may_mean_two_places_or_none_is_asked(text, said):
    with pytest.raises(CellError, match=said):
        read(MANY, text)


def test_lost_zero_is_said():
    head, row = ("Name", "Art", "Region", "Kurztext"), ("Amt", "Unternehmen", "1067 Mannheim", "Ein Amt.")
    (read_row,) = imported(Organisation._meta.label_lower, csv_file(head, row))

    assert "01067" in " ".join(read_row.notes)


def test_postcodes_of_a_slice_are_one_query():
    for n in range(60):
        Postcode.objects.create(code=f"7{n:04}", region=Region.objects.get(name="Heidelberg"))
    rows = [(f"Amt {n}", "Unternehmen", f"7{n:04}", "Heidelberg") for n in range(60)]

    with CaptureQueriesContext(connection) as asked:
        found = imported(Organisation._meta.label_lower, csv_file(("Firma", "Art", "PLZ", "Ort"), *rows))

    assert {row.status for row in found} == {"neu"} and not any(row.faults for row in found)
    assert len([one for one in asked if 'FROM "regions_postcode"' in one["sql"]]) == 1
