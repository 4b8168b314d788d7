"""Street, postcode and town in columns of their own become the address and say where an entry is."""

import pytest

from networks.models import Organisation
from regions.models import Postcode, Region
from tables.columns import KINDS
from tables.guessing import guess
from tests.factories import make
from tests.transfer.files import csv_file, imported

pytestmark = pytest.mark.django_db
LABEL = "networks.organisation"
HEAD = ("Firmenname*", "Art", "Kurztext", "Straße", "Hausnr.", "PLZ", "Ort", "Telefon (Zentrale)", "Webseite/URL")


@pytest.fixture(autouse=True)
def dresden():
    place = make(Region, name="Dresden", kind="kreis", designation="Kreisfreie Stadt")
    Postcode.objects.create(code="01067", region=place)
    return place


def proposed(*cells: str, head=HEAD) -> dict:
    """What the changes of the only row say, by field or kind of channel."""
    batch = imported(LABEL, csv_file(head, ("Optik GmbH", "Unternehmen", "Macht Optik.", *cells)))
    (row,) = batch
    assert row.status == "neu", row.errors
    found = {change["field"]: change["new"] for change in row.changes if "field" in change}
    for change in row.changes:
        if change.get("part") == "channels":
            values = {one["field"]: one["new"] for one in change["changes"]} if "changes" in change else change
            found[str(values)] = values
    return found | {"notes": row.notes}


def test_headers_with_remarks_are_known():
    columns = guess(KINDS[LABEL], list(HEAD))

    assert list(columns.values()) == [
        "name", "kind", "summary", "strasse", "hausnummer", "plz", "ort", "telefon", "website",
    ]  # fmt: skip


@pytest.mark.parametrize("header", ["Nr.", "lfd. Nr.", "Nummer", "ID", "Id"])
def test_numbers_of_a_city_are_no_ids_of_ours(header):
    kind = KINDS[LABEL]

    assert "id" not in guess(kind, [header, "Firma"]).values()
    assert guess(kind, ["Id", "Kurzadresse", "Name"])[0] == "id"


@pytest.mark.parametrize("code", ["01067", "1067"])
def test_pieces_are_one_address_and_the_region(code, dresden):
    found = proposed("Am Markt", "1a", code, "Dresden", "0351 4711", "https://optik.example/")

    assert "Am Markt 1a, 01067 Dresden" in str(found)
    assert found["region_id"] == dresden.pk


def test_what_the_file_says_itself_goes_first(dresden):
    bonn = make(Region, name="Bonn")
    head = (*HEAD[:3], "Ort", "Straße", "Anschrift", "Region")

    found = proposed("Dresden", "Am Markt 1", "Postfach 1, 53111 Bonn", "Bonn", head=head)

    assert "Postfach 1" in str(found) and "Am Markt" not in str(found)
    assert found["region_id"] == bonn.pk


def test_town_abroad_leaves_the_region_open():
    found = proposed("Ring 1", "", "1010", "Wien", "", "")

    assert "Ring 1, 1010 Wien" in str(found) and "region_id" not in found
    assert Organisation.objects.count() == 0


@pytest.fixture
def towns():
    """The real names of towns, beside invented ones of the factory."""
    there = make(Region, name="Mannheim", kind="kreis", designation="Stadtkreis")
    other = make(Region, name="Weinheim", kind="gemeinde")
    for code, region in (("68169", there), ("69469", other), ("06816", make(Region, name="Roßlau", kind="gemeinde"))):
        Postcode.objects.create(code=code, region=region)
    return there


@pytest.mark.parametrize(
    ("code", "town", "printed", "region", "said"),
    [
        ("68169", "Mannhiem", "68169 Mannheim", "Mannheim", "„Mannhiem“ ist als „Mannheim“ gelesen"),
        ("68169", "Manheim", "68169 Mannheim", "Mannheim", "„Manheim“ ist als „Mannheim“ gelesen"),
        ("", "68169 Mannhiem", "68169 Mannheim", "Mannheim", "ist als „Mannheim“ gelesen"),
        ("68169", "Mannheim-Käfertal", "68169 Mannheim-Käfertal", "Mannheim", ""),
        ("68169", "Kaffernburg", "68169 Kaffernburg", "Mannheim", ""),
        ("68169", "Weinheim", "68169 Weinheim", "Mannheim", "68169 liegt nicht in „Weinheim“"),
        ("1067", "Dresdn", "01067 Dresden", "Dresden", "als 01067 gelesen"),
        ("6816", "Weinheim", "Weinheim", "Weinheim", "Die Postleitzahl „6816“ hat vier Ziffern."),
        ("", "6816 Weinheim", "Weinheim", "Weinheim", "Die Postleitzahl „6816“ hat vier Ziffern."),
        ("6816", "Roßlau", "06816 Roßlau", "Roßlau", "als 06816 gelesen"),
        ("1010", "Wien", "1010 Wien", None, "Den Ort „Wien“ kennt das Verzeichnis nicht"),
    ],
)
def test_town_is_printed_as_it_is_meant_and_a_zero_only_added_where_it_lies(towns, code, town, printed, region, said):
    head = ("Firma", "Art", "Straße", "PLZ", "Ort")
    (row,) = imported(LABEL, csv_file(head, ("Optik GmbH", "Unternehmen", "Am Markt 1", code, town)))

    changes = {one["field"]: one["new"] for one in row.changes if "field" in one}
    (post,) = [one["added"]["fields"]["value"] for one in row.changes if one.get("part") == "channels"]
    assert post == f"Am Markt 1, {printed}" and row.may_apply
    assert Region.objects.filter(pk=changes.get("region_id")).values_list("name", flat=True).first() == region
    told = " ".join([*row.notes, *(fault["what"] for fault in row.faults)])
    assert said in told and (said or not row.faults)
    assert row.cells[4] == town, "what the file said stays with the row"
