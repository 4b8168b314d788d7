"""What one table says of firms, of their networks and of people comes into one case."""

import pytest

from cases.models import Case
from contacts.models import Person
from networks.models import Network, Organisation
from regions.models import Region
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import editor, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import URL, apply, batch, mapped, upload

pytestmark = pytest.mark.django_db

HEAD = ("Firma", "Art", "Sitz", "Telefon", "Mitglied in", "Ansprechpartner:in")
LINES = (
    ("Alpha GmbH", "Unternehmen", "Harz", "0341 1", "Netz Eins; Netz Zwei", "Erika Muster"),
    ("Beta GmbH", "Unternehmen", "Harz", "0341 2", "Netz Eins", ""),
    ("Gamma GmbH", "Unternehmen", "Harz", "0341 3", "", "Dr. Max Beispiel"),
)


def once_more(client, one, label: str, **values):
    """Up to what was taken over."""
    response = client.post(f"{URL}{one.pk}/ergebnis/", {"art": label}, follow=True)
    form = form_data(response.content.decode(), "import_mapping_form")
    client.post(f"{URL}{batch().pk}/spalten/", form | values, follow=True)
    made = batch()
    if made.rows.filter(may_apply=True, selected=False).exists():
        client.post(f"{URL}{made.pk}/", {"aktion": "geaendert"})
    apply(client, made)
    return made


def test_members_and_people_of_one_table_are_part_of_its_case(region):
    networks = [make(Network, name=f"Netz {word}", regions=[region]) for word in ("Eins", "Zwei")]
    client = signed_in(editor())
    one = mapped(client, csv_file(HEAD, *LINES), "networks.organisation")
    apply(client, one)

    people = once_more(client, one, "contacts.person")
    joined = once_more(client, people, "networks.network")

    assert people.rows.count() == joined.rows.count() == 2
    assert [row.get_result_display() for row in joined.rows.all()] == ["als Änderung vorgeschlagen"] * 2
    assert {(str(one.organisation), one.family_name, one.channels.count()) for one in Person.objects.all()} == {
        ("Alpha GmbH", "Muster", 0),
        ("Gamma GmbH", "Beispiel", 0),
    }
    assert {one.responsibilities.get().task for one in Person.objects.all()} == {"Ansprechpartner:in"}
    case = Case.objects.get()
    assert {entry.record for entry in case.entries.all()} >= {
        *networks, *Person.objects.all(), *Organisation.objects.all(),
    }  # fmt: skip


def test_same_headers_open_as_they_were_read_first_and_the_second_step_as_it_was_last(region):
    client, content = signed_in(editor(office="Stadt Harzburg")), csv_file(HEAD, *LINES)
    one = mapped(client, content, "networks.organisation", **{"spalte-3": "mobil"})
    assert "Kommt im zweiten Schritt" in client.get(f"{URL}{one.pk}/spalten/").content.decode()
    apply(client, one)
    once_more(client, one, "contacts.person", **{"fest-aufgabe": "Einkauf"})

    upload(signed_in(editor(office="Stadt  Harzburg")), content, kind="")
    assert (batch().kind, batch().mapping["3"]) == ("networks.organisation", "mobil")
    upload(signed_in(editor(office="Stadt Seesen")), content, kind="")
    assert batch().mapping["3"] == "telefon"

    again = mapped(client, content, "networks.organisation", stand="01.02.2024")
    assert {row.status for row in again.rows.all()} == {"unveraendert"}
    assert "Personen aus „Ansprechpartner:in“" in client.get(f"{URL}{again.pk}/").content.decode()
    client.post(f"{URL}{again.pk}/ergebnis/", {"art": "contacts.person"}, follow=True)
    assert (batch().kind, batch().constants) == ("contacts.person", {"aufgabe": "Einkauf"})


def test_a_table_that_says_nothing_of_people_is_no_table_of_people(region):
    client = signed_in(editor())
    one = mapped(client, csv_file(HEAD[:4], *(line[:4] for line in LINES)), "networks.organisation")
    apply(client, one)

    assert "Steht in derselben Tabelle noch mehr?" not in client.get(f"{URL}{one.pk}/ergebnis/").content.decode()
    page = client.post(f"{URL}{one.pk}/ergebnis/", {"art": "contacts.person"}, follow=True).content.decode()

    assert "Die Tabelle sagt darüber nichts" in page and batch() == one and Organisation.objects.count() == 3
    assert Region.objects.count() == 1


def test_what_is_missing_of_a_named_network_says_which_and_an_entry_with_its_place_is_asked(region):
    office = make(Network, name="Netzwerkbüro Health and Life Science Harz", regions=[region])
    client = signed_in(editor())
    lines = (
        (*LINES[0][:4], "Netzwerkbüro Health & Life Science; Neunetz", ""),
        (*LINES[1][:4], "Neunetz; Altnetz", ""),
    )
    one = mapped(client, csv_file(HEAD, *lines), "networks.organisation")
    apply(client, one)
    response = client.post(f"{URL}{one.pk}/ergebnis/", {"art": "networks.network"}, follow=True)
    form = form_data(response.content.decode(), "import_mapping_form")
    client.post(f"{URL}{batch().pk}/spalten/", form, follow=True)

    page = client.get(f"{URL}{batch().pk}/fehler/").content.decode()

    assert "2 Zeilen: „Neunetz“, „Altnetz“" in page and "2 Zeilen: 2, 3" not in page
    asked = batch().rows.get(name="Netzwerkbüro Health & Life Science")
    assert (asked.status, asked.candidates) == ("konflikt", [office.pk]) and "mit einem Ort dazu" in asked.reason
