"""Names as tables have them: nobody gets a wrong one, nobody is lost, and each is asked for by itself."""

from datetime import date

import pytest
from django.utils import timezone

from contacts.models import Person
from networks.models import Organisation
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import editor, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import URL, apply, batch, mapped, rows, upload
from transfer.models import ImportMapping
from transfer.repair import groups_of

pytestmark = pytest.mark.django_db

HEAD = ("Firma", "Ansprechpartner", "Zuständig für")
NAMES = ("Fr. Trautwein", "Lütz jun.", "Dr.-Ing. Yıldız", "Müller, Hans", "Krämer", "Krämer", "Herr Peter Adler")


@pytest.fixture
def people():
    firms = [make(Organisation, name=f"Firma {number}") for number in range(len(NAMES))]
    client = signed_in(editor())
    lines = [(firm.name, name, "Einkauf") for firm, name in zip(firms, NAMES, strict=True)]
    return client, mapped(client, csv_file(HEAD, *lines), "contacts.person")


def names() -> set[tuple[str, str, str, str]]:
    return {(one.title, one.given_name, one.family_name, str(one.organisation)) for one in Person.objects.all()}


def test_who_has_no_given_name_is_asked_for_and_becomes_nobody_else(people):
    client, one = people
    stopped = {row.number: row.name for row in one.rows.filter(status="fehler")}
    assert stopped == {2: "Trautwein", 3: "Lütz jun.", 4: "Yıldız", 6: "Krämer", 7: "Krämer"}
    html = client.get(f"{URL}{one.pk}/fehler/").content.decode()
    for name in NAMES[:3]:
        assert f"„{name}“ heißt" in html
    assert html.count("„Krämer“ heißt") == 2 and "Für alle diese Zeilen" not in html
    apply(client, one)
    assert names() == {("", "Hans", "Müller", "Firma 3"), ("", "Peter", "Adler", "Firma 6")}
    page = client.get(f"{URL}{one.pk}/ergebnis/").content.decode()
    assert "5 nicht übernommen: fehlerhaft" in page


def test_each_row_takes_its_own_name_and_nothing_is_remembered(people):
    client, one = people
    url = f"{URL}{one.pk}/fehler/"
    form = form_data(client.get(url).content.decode(), "import_repair_form")
    fields = {text: [key for key, value in form.items() if value == [text]] for text in NAMES}
    first, second = fields["Krämer"]
    typed = {fields["Fr. Trautwein"][0]: "Fr. Ada Trautwein", first: "Ina Krämer", second: "Jan Krämer"}
    refused = client.post(url, form | {fields["Lütz jun."][0]: "Lütz junior und Sohn"})
    assert "Bitte Vorname und Nachname einer Person schreiben." in refused.content.decode()

    client.post(url, form | typed, follow=True)

    assert {row.number: row.name for row in one.rows.filter(status="fehler")} == {3: "Lütz jun.", 4: "Yıldız"}
    client.post(f"{URL}{one.pk}/", {"aktion": "neu"})
    apply(client, one)
    assert {(given, family, firm) for _title, given, family, firm in names()} == {
        ("Ada", "Trautwein", "Firma 0"), ("Hans", "Müller", "Firma 3"), ("Ina", "Krämer", "Firma 4"),
        ("Jan", "Krämer", "Firma 5"), ("Peter", "Adler", "Firma 6"),
    }  # fmt: skip
    assert not any("rämer" in str(kept.meanings) + str(kept.constants) for kept in ImportMapping.objects.all())
    assert rows(one)["Ada Trautwein"].notes[0].endswith("in der Datei steht „Fr. Trautwein“.")


def test_why_they_may_stand_here_is_asked_once_for_all(people):
    client, _one = people
    one = mapped(client, csv_file(HEAD, ("Firma 0", "Ada Trautwein", "Einkauf"), ("Firma 1", "Ina Krämer", "Einkauf")),
                 "contacts.person", **{"fest-basis": "einwilligung", "fest-basis_on": "3.2.2025"})  # fmt: skip
    apply(client, one)
    assert {(person.basis, person.basis_on, person.informed_on) for person in Person.objects.all()} == {
        ("einwilligung", date(2025, 2, 3), None)
    }
    page = client.get(f"{URL}{upload_again(client)}/spalten/").content.decode()
    assert "Warum die Person im Verzeichnis stehen darf. Nur für die Redaktion sichtbar." in page
    there = {**form_data(page, "import_mapping_form")}
    assert there["fest-basis"] == ["einwilligung"] and there["fest-basis_on"] == ["03.02.2025"]
    late = there | {"fest-informed_on": f"01.01.{timezone.localdate().year + 2}"}
    assert "liegt in der Zukunft" in client.post(f"{URL}{batch().pk}/spalten/", late).content.decode()


def upload_again(client) -> int:
    upload(client, csv_file(HEAD, ("Firma 2", "Jan Krämer", "Einkauf")), "contacts.person")
    return batch().pk


def test_two_people_in_a_cell_are_two_with_their_own_numbers():
    for name in ("Roth GmbH", "Klein AG", "Lang KG"):
        make(Organisation, name=name)
    head = ("Firma", "Ansprechpartner", "Funktion", "Telefon", "Mail")
    lines = (
        ("Roth GmbH", "Peter und Ina Roth", "GF / Vertrieb", "0621 111, 0621 222", "p@roth.example; i@roth.example"),
        ("Klein AG", "GF Eva Klein", "", "0621 333", ""),
        ("Lang KG", "Max Lang; Kim Lang", "", "0621 444, 0621 555, 0621 666", "info@lang.example"),
    )
    client = signed_in(editor())
    one = mapped(client, csv_file(head, *lines), "contacts.person")
    assert [(row.number, row.name) for row in one.rows.all()] == [
        (2, "Peter Roth"), (3, "Eva Klein"), (4, "Max Lang"), (5, "Ina Roth"), (6, "Kim Lang"),
    ]  # fmt: skip
    assert "Eine von 2 Personen in Zeile 2: „Peter und Ina Roth“" in " ".join(one.rows.get(number=5).notes)
    assert "2 Namen, aber 3 Angaben" in str(one.rows.get(number=6).faults)
    apply(client, one)

    assert {(p.given_name, p.function, *(c.value for c in p.channels.all())) for p in Person.objects.all()} == {
        ("Peter", "Geschäftsführung", "0621 111", "p@roth.example"), ("Ina", "Vertrieb", "0621 222", "i@roth.example"),
        ("Eva", "Geschäftsführung", "0621 333"), ("Max", "", "info@lang.example"), ("Kim", "", "info@lang.example"),
    }  # fmt: skip


def test_header_that_is_a_function_says_it_of_all():
    make(Organisation, name="Roth GmbH")
    client = signed_in(editor())
    for header, function in (("Geschäftsführerin", "Geschäftsführerin"), ("Ansprechpartnerin", "")):
        one = mapped(client, csv_file(("Firma", header), ("Roth GmbH", f"Ina {header}")), "contacts.person")
        apply(client, one)
        assert Person.objects.get(family_name=header).function == function


def test_address_that_names_none_of_two_is_asked_about_and_only_the_first_gets_it():
    for name in ("Roth GmbH", "Klein AG"):
        make(Organisation, name=name)
    client, mail, other = signed_in(editor()), "h.lang@roth.example", "h.kurz@klein.example"
    lines = (("Roth GmbH", "Peter und Ina Roth", mail), ("Klein AG", "Max Klein / Eva Groß", other))
    one = mapped(client, csv_file(("Firma", "Ansprechpartner", "Mail AP"), *lines), "contacts.person")
    url = f"{URL}{one.pk}/fehler/"
    html = client.get(url).content.decode()
    assert "2 Namen, eine Angabe. Gehört sie Peter Roth?" in html
    name = next(group.name for group in groups_of(one) if group.value == mail)

    client.post(url, form_data(html, "import_repair_form") | {name: mail})
    apply(client, one)

    found = {person.given_name: [way.value for way in person.channels.all()] for person in Person.objects.all()}
    assert found == {"Peter": [mail], "Ina": [], "Max": [], "Eva": []}
