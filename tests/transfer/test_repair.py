"""What is wrong with a table is put right: once for all alike, in its cell, or in the list of what is wrong."""

import re

import pytest

from networks.models import Event, Field, Network, Organisation
from regions.models import Region
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import editor, signed_in
from tests.transfer.files import csv_file, xlsx_file
from tests.transfer.pages import URL, apply, batch, mapped, rows, upload
from transfer.compare import Comparison

pytestmark = pytest.mark.django_db

HEAD = ("Firma", "Art", "Sitz", "Website", "Telefon")
LINES = (
    ("Alpha GmbH", "Betrieb", "Harz", "https://alpha.example/", "0341 111"),
    ("Beta GmbH", "Betrieb", "Harzz", "https://beta.example/", "0341 222"),
    ("Gamma GmbH", "betrieb ", "Harz", "keine Adresse", "0341 333"),
    ("Delta", "Hochschule", "", "", ""),
)


def repair(client, one, **said):
    """Answers the questions whose label holds a word."""
    page = client.get(f"{URL}{one.pk}/fehler/").content.decode()
    form = form_data(page, "import_repair_form")
    for word, text in said.items():
        asked = re.search(rf'<label for="id_([^"]+)">\s*(?:„{word}“ bedeutet|{word}</label>)', page)
        name = asked[1]
        form[name] = text
    return client.post(f"{URL}{one.pk}/fehler/", form, follow=True)


def organisations(client, *lines, **values):
    return mapped(client, csv_file(HEAD, *(lines or LINES)), "networks.organisation", **values)


def test_a_bad_cell_costs_the_cell_unless_the_row_is_nothing_without_it(region):
    client = signed_in(editor())
    one = organisations(client)

    found = rows(one)
    assert [found[name].may_apply for name in ("Alpha GmbH", "Beta GmbH", "Gamma GmbH", "Delta")] == [
        False, False, False, True,
    ]  # fmt: skip
    assert [fault["key"] for fault in found["Gamma GmbH"].faults] == ["kind", "website"]
    page = client.get(f"{URL}{one.pk}/fehler/").content.decode()
    assert page.count("„Betrieb“ bedeutet") == 1 and "3 Zeilen: 2, 3, 4" in page


def test_one_answer_holds_for_all_rows_and_for_the_next_file_of_the_office(region):
    by = editor(office="Amt für Wirtschaft")
    client = signed_in(by)
    one = organisations(client)
    wrong = repair(client, one, Betrieb="Kegelklub")
    assert wrong.status_code == 400

    repair(client, one, Betrieb="Unternehmen", Harzz="Harz")

    found = rows(one)
    assert {row.status for row in found.values()} == {"neu"}
    assert [fault["key"] for fault in found["Gamma GmbH"].faults] == ["website"]
    page = client.get(f"{URL}{one.pk}/").content.decode()
    assert "1 ohne eine fehlerhafte Angabe" in page
    apply(client, one)
    assert Organisation.objects.filter(kind="unternehmen", region=region).count() == 3
    assert not Organisation.objects.get(name="Gamma GmbH").links.exists()

    colleague = signed_in(editor(office="Amt für Wirtschaft"))
    upload(colleague, csv_file(HEAD, *LINES), "networks.organisation")
    assert batch().meanings["kind"] == {"Betrieb": "Unternehmen"} and batch().source_id
    other = csv_file(("Unternehmen", "Typ", "Standort"), ("Omega GmbH", "betrieb", "harzz"))
    assert [row.status for row in mapped(colleague, other, "networks.organisation").rows.all()] == ["neu"]
    mapped(colleague, csv_file(("Netzwerk", "Art", "Sitz", "Kurztext"), ("Netz", "Cluster", "Harzz", "x")))
    assert batch().meanings["regions"] == {"Harzz": "Harz"}, "the same places in tables of another kind"
    stranger = signed_in(editor())
    upload(stranger, csv_file(HEAD, *LINES), "networks.organisation")
    assert batch().meanings == {}


def test_values_of_a_list_are_answered_each_and_may_be_left_out(region):
    make(Field, name="Maschinenbau")
    make(Field, name="Energie")
    client = signed_in(editor())
    lines = (
        ("Netz A", "Cluster", "Harz", "Kurz.", "Metallbau; Energie"),
        ("Lichtring", "Cluster", "Harz", "Kurz.", "Metallbau, Sonstiges"),
    )
    one = mapped(client, csv_file(("Name", "Art", "Region", "Kurztext", "Themen"), *lines))

    repair(client, one, Metallbau="Maschinenbau", Sonstiges="(leer lassen)")

    assert not one.rows.exclude(faults=[]).exists()
    apply(client, one)
    fields = {network.name: {field.name for field in network.fields.all()} for network in Network.objects.all()}
    assert fields == {"Netz A": {"Maschinenbau", "Energie"}, "Lichtring": {"Maschinenbau"}}


def test_what_is_missing_everywhere_is_said_once(region):
    client = signed_in(editor())
    one = mapped(client, csv_file(("Name", "Region", "Kurztext"), ("Netz A", "Harz", "A."), ("Netz B", "Harz", "B.")))
    page = client.get(f"{URL}{one.pk}/fehler/").content.decode()
    assert "Fehlt. Für alle diese Zeilen" in page
    form = form_data(page, "import_repair_form")
    (name,) = (name for name in form if name.startswith("wert-"))

    client.post(f"{URL}{one.pk}/fehler/", form | {name: "Cluster"}, follow=True)

    assert {row.status for row in one.rows.all()} == {"neu"}


def test_a_cell_is_put_right_in_place_and_only_its_row_checked(region, monkeypatch):
    client = signed_in(editor())
    one = organisations(client, *LINES[:3], ("Alpha GmbH", "Unternehmen", "Harz", "", ""))
    beta = rows(one)["Beta GmbH"]
    compared, compare = [], Comparison.compare

    def noted(self, some, *args):
        compared.extend(row.pk for row in some)
        return compare(self, some, *args)

    monkeypatch.setattr(Comparison, "compare", noted)

    cells = {f"zelle-{beta.pk}-1": "Unternehmen", f"zelle-{beta.pk}-2": "Harz", f"zelle-{beta.pk}-0": "Andere"}
    page = client.post(f"{URL}{one.pk}/", cells | {"aktion": "weiter"}, follow=True).content.decode()

    beta.refresh_from_db()
    assert compared == [beta.pk]
    assert (beta.name, beta.status, beta.faults, beta.selected) == ("Beta GmbH", "neu", [], True)
    assert "Zeile 3 neu geprüft: Neu." in page and "in der Datei steht „Harzz“" in page


def test_the_list_of_faulty_rows_can_be_imported_again(region):
    client = signed_in(editor())
    one = organisations(client)

    content = b"".join(client.get(f"{URL}{one.pk}/fehler.csv").streaming_content)

    text = content.decode("utf-8-sig")
    assert text.splitlines()[0] == ";".join((*HEAD, "Was nicht stimmt"))
    assert len(text.splitlines()) == 4 and "Region „Harzz“ gibt es" in text
    again = mapped(client, text.replace("Betrieb", "Unternehmen").encode(), "networks.organisation")
    assert {row.status for row in again.rows.all()} == {"neu", "fehler"}
    assert again.mapping == one.mapping


def test_others_neither_see_nor_repair_it(region):
    one = organisations(signed_in(editor()))
    other = signed_in(editor())

    assert other.get(f"{URL}{one.pk}/fehler/").status_code == 404
    assert other.get(f"{URL}{one.pk}/fehler.csv").status_code == 404


def test_an_unknown_town_is_a_value_like_others(region):
    make(Region, name="Quedlinburg", kind="gemeinde", parent=region)
    client = signed_in(editor())
    head = ("Firma", "Art", "Straße", "PLZ", "Ort")
    lines = (("Alpha GmbH", "Unternehmen", "Weg 1", "", "Kwedlinburg"), ("Beta", "Unternehmen", "", "", "Kwedlinburg"))
    one = mapped(client, csv_file(head, *lines), "networks.organisation")
    assert [row.faults[0]["value"] for row in one.rows.all()] == ["Kwedlinburg"] * 2

    repair(client, one, Kwedlinburg="Harz")

    assert not one.rows.exclude(faults=[]).exists()


def test_errors_of_a_program_are_asked_once_for_the_whole_file(region):
    client = signed_in(editor())
    head = ("Firma", "Art", "Sitz", "Website", "Telefon", "Kurztext")
    lines = (
        ("Alpha GmbH", "Unternehmen", "Harz", "#N/A", "#NV", "x"),
        ("Beta GmbH", "Unternehmen", "#WERT!", "#N/A", "0341 4711", "#BEZUG!"),
        ("Gamma GmbH", "Unternehmen", "Harz", "", "######", "#n/a"),
    )
    one = mapped(client, csv_file(head, *lines), "networks.organisation")
    page = client.get(f"{URL}{one.pk}/fehler/").content.decode()
    assert page.count("bedeutet") == 1 and "3 Zeilen: 2, 3, 4" in page and "Fehler des Tabellenprogramms" in page

    client.post(f"{URL}{one.pk}/fehler/", form_data(page, "import_repair_form"), follow=True)

    assert not one.rows.exclude(faults=[]).exists()
    assert "Alle Angaben sind verstanden" in client.get(f"{URL}{one.pk}/fehler/").content.decode()
    apply(client, one)
    assert {firm.name for firm in Organisation.objects.filter(summary="")} == {"Beta GmbH", "Gamma GmbH"}
    again = mapped(
        client, csv_file(head, ("Delta GmbH", "Unternehmen", "Harz", "#N/A", "", "")), "networks.organisation"
    )
    assert [row.faults for row in again.rows.all()] == [[]]


@pytest.mark.parametrize("make_file", [csv_file, xlsx_file])
def test_number_that_a_program_rounded_is_an_error_with_one_repair(region, make_file):
    client = signed_in(editor())
    numbers = ("1,23E+11", "1.23E+11", "4,96213E+11", "123000000000", 1.24e11, 496213000000)
    rows_of = [(f"{word} {at}", "Unternehmen", text) for at, text in enumerate(numbers) for word in ("Alpha", "Beta")]
    one = mapped(client, make_file(("Firma", "Art", "Telefon"), *rows_of), "networks.organisation")
    assert [row.notes for row in one.rows.all()] == [[]] * 12
    assert [[fault["key"] for fault in row.faults] for row in one.rows.all()] == [["telefon"]] * 12
    page = client.get(f"{URL}{one.pk}/fehler/").content.decode()
    assert page.count("bedeutet") == len(numbers)
    form = form_data(page, "import_repair_form")
    names = [name for name in form if name.startswith("wert-")]
    for name in names:
        form[name] = "0341 4711"
    for name in names:
        assert client.post(f"{URL}{one.pk}/fehler/", form | {name: "1,24E+11"}).status_code == 400

    client.post(f"{URL}{one.pk}/fehler/", form, follow=True)

    assert not one.rows.exclude(faults=[]).exists()
    apply(client, one)
    phones = [channel for firm in Organisation.objects.all() for channel in firm.channels.all()]
    assert [(channel.value, channel.dial) for channel in phones] == [("0341 4711", "+493414711")] * 12


@pytest.mark.parametrize("day", ["31.02.2021", "2021-02-31", "31. April 2021", "31.4.21"])
def test_day_that_no_calendar_has_is_named_with_its_row_and_stays_empty(region, day):
    client = signed_in(editor())
    head, cells = ("Veranstaltung", "Region", "Beginn", "Stand"), ("Harz", day, day)
    one = mapped(client, csv_file(head, ("Optiktage", *cells), ("Lasertage", *cells)), "networks.event")
    page = client.get(f"{URL}{one.pk}/fehler/").content.decode()
    assert page.count("Diesen Tag gibt es nicht") == 2 and page.count("2 Zeilen: 2, 3") == 2
    listed = b"".join(client.get(f"{URL}{one.pk}/fehler.csv").streaming_content).decode()
    assert listed.count("Diesen Tag gibt es nicht") == 4

    apply(client, one)

    assert [(event.name, event.start) for event in Event.objects.order_by("pk")] == [
        ("Optiktage", ""),
        ("Lasertage", ""),
    ]


def test_number_that_lost_its_zero_is_asked_about_and_taken_with_one_press(region):
    client = signed_in(editor())
    lines = [
        ("Alpha", "Unternehmen", 3415550154), ("Beta", "Unternehmen", "1715550120"), ("Gamma", "Unternehmen", 4711),
        ("Delta", "Unternehmen", "493415550155"), ("Eta", "Unternehmen", "3415550156; 0341 5550157"),
    ]  # fmt: skip
    one = mapped(client, xlsx_file(("Firma", "Art", "Telefon"), *lines), "networks.organisation")
    asked = {row.name: [fault["value"] for fault in row.faults] for row in one.rows.all()}
    assert asked == {
        "Alpha": ["3415550154"], "Beta": ["1715550120"], "Gamma": [], "Delta": [], "Eta": ["3415550156"],
    }  # fmt: skip
    url = f"{URL}{one.pk}/fehler/"
    page = client.get(url).content.decode()
    assert "0341 5550154" in page and "Alle 3 „Vielleicht“ annehmen" in page

    client.post(url, form_data(page, "import_repair_form") | {"vielleicht": "1"}, follow=True)

    apply(client, one)
    found = {firm.name: {(way.value, way.dial) for way in firm.channels.all()} for firm in Organisation.objects.all()}
    assert found == {
        "Alpha": {("0341 5550154", "+493415550154")}, "Beta": {("0171 5550120", "+491715550120")},
        "Gamma": {("4711", "")}, "Delta": {("493415550155", "+493415550155")},
        "Eta": {("0341 5550156", "+493415550156"), ("0341 5550157", "+493415550157")},
    }  # fmt: skip
