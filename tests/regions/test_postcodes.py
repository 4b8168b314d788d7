"""The operator's own table of postcodes: every fault named, all or nothing."""

import pytest
from django.core.management import CommandError, call_command

from regions.models import Postcode, Region
from regions.postcodes import TABLE, load_postcodes_once, read_table
from tests.factories import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    land = make(Region, name="Baden-Württemberg", ags="08")
    berlin = make(Region, name="Berlin", ags="11")
    return {
        "land": land,
        "berlin": berlin,
        "town": make(Region, name="Mannheim", kind="kreis", ags="08222", parent=land),
        "county": make(Region, name="Rhein-Neckar-Kreis", kind="kreis", ags="08226", parent=land),
    }


def table(tmp_path, lines, header="plz;ags", count=120):
    path = tmp_path / "plz.csv"
    filler = [f"{number:05};08222" for number in range(10_000, 10_000 + count)]
    path.write_text("\n".join([header, *lines, *(line.replace(";", header[3]) for line in filler)]) + "\n", "utf-8")
    return path


def codes(code) -> list[str]:
    return [row.region.name for row in Postcode.objects.filter(code=code).order_by("region__name")]


def test_table_takes_the_place_of_the_old_one(places, tmp_path, capsys):
    Postcode.objects.create(code="99999", region=places["land"])
    path = table(tmp_path, ["68161;08222", "69469;08226000", "69502;08222", "69502;08226", "12345;11000", "70000;08"])
    call_command("import_postcodes", path)

    assert codes("68161") == ["Mannheim"] and codes("69469") == ["Rhein-Neckar-Kreis"]
    assert codes("69502") == ["Mannheim", "Rhein-Neckar-Kreis"]
    assert codes("12345") == ["Berlin"] and codes("70000") == ["Baden-Württemberg"] and codes("99999") == []
    assert "126 Zeilen gelesen: 126 neu, 1 entfernt." in capsys.readouterr().out


def test_same_table_again_changes_nothing(places, tmp_path, capsys):
    path = table(tmp_path, ["68161;08222"])
    call_command("import_postcodes", path)
    before = list(Postcode.objects.values_list("pk", flat=True))
    call_command("import_postcodes", path)

    assert list(Postcode.objects.values_list("pk", flat=True)) == before
    assert "Nichts geändert." in capsys.readouterr().out


@pytest.mark.parametrize("header", ["plz,ags", "plz\tags", "PLZ;AGS", "plz;ags;ort"])
def test_separators_and_further_columns(header, places, tmp_path):
    line = "68161;08222;Mannheim".replace(";", header[3])
    call_command("import_postcodes", table(tmp_path, [line], header))

    assert codes("68161") == ["Mannheim"]


@pytest.mark.parametrize(
    "line, fault",
    [
        ("1067;08222", "Zeile 3: „1067“ ist keine Postleitzahl aus fünf Ziffern. Fehlt die führende Null?"),
        ("68a61;08222", "Zeile 3: „68a61“ ist keine Postleitzahl aus fünf Ziffern."),
        ("६८१६१;08222", "ist keine Postleitzahl aus fünf Ziffern."),
        ("68161;8222", "Zeile 3: „8222“ ist kein AGS aus 2, 5 oder 8 Ziffern. Fehlt die führende Null?"),
        ("68161", "Zeile 3: „“ ist kein AGS"),
        ("68161;09999", "Zu 1 AGS gibt es keine Region: 09999."),
    ],
)
def test_fault_is_named_and_nothing_changes(line, fault, places, tmp_path):
    Postcode.objects.create(code="99999", region=places["land"])
    with pytest.raises(CommandError) as caught:
        call_command("import_postcodes", table(tmp_path, ["68161;08222", line]))

    assert str(caught.value).startswith("Nichts geändert. ") and fault in str(caught.value)
    assert [row.code for row in Postcode.objects.all()] == ["99999"]


@pytest.mark.parametrize(
    "content, fault",
    [
        (b"", "Zeile 1: Es fehlt die Spalte „plz“."),
        (b"plz;ort\n68161;Mannheim\n", "Zeile 1: Es fehlt die Spalte „ags“."),
        (b"plz;ags\n68161;08222\n", "Die Datei hat nur 1 Zeilen"),
        ("plz;ags;ört\n".encode("latin-1"), "nicht in UTF-8"),
        (b'plz;ags\n"68161;08222\n' + b"x" * 200_000, "Zeile"),
    ],
)
def test_file_that_is_no_table(content, fault, places, tmp_path):
    (tmp_path / "plz.csv").write_bytes(content)
    with pytest.raises(CommandError, match="Nichts geändert"):
        call_command("import_postcodes", tmp_path / "plz.csv")
    try:
        call_command("import_postcodes", tmp_path / "plz.csv")
    except CommandError as error:
        assert fault in str(error)


def test_missing_file_and_many_faults(places, tmp_path):
    with pytest.raises(CommandError, match="lässt sich nicht lesen"):
        call_command("import_postcodes", tmp_path / "fehlt.csv")
    with pytest.raises(CommandError, match="und 30 weitere Fehler"):
        call_command("import_postcodes", table(tmp_path, ["falsch;08222"] * 50))


def test_table_that_comes_along_is_readable_and_loads_only_into_an_empty_one(places):
    rows = read_table(TABLE)
    assert len({code for code, _ in rows}) > 8_000
    Postcode.objects.create(code="99999", region=places["land"])

    assert load_postcodes_once() == 0
    assert Postcode.objects.count() == 1
