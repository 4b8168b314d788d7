"""Names of people in one cell."""

import pytest

from contacts.models import Person
from inputs.full_names import named, parted
from networks.models import Organisation
from tables.columns import KINDS, WHOLE_NAME, guess
from tests.factories import make
from tests.transfer.files import csv_file, imported

NAMES = {
    "Erika Muster": ("", "Erika", "Muster"),
    "Frau Erika Muster": ("", "Erika", "Muster"),
    "Herrn Dr. Hans  Beispiel": ("Dr.", "Hans", "Beispiel"),
    "Prof. Dr.-Ing. Anna Maria von der Heide": ("Prof. Dr.-Ing.", "Anna Maria", "von der Heide"),
    "Muster, Erika": ("", "Erika", "Muster"),
    "von Muster, Dr. Erika": ("Dr.", "Erika", "von Muster"),
    "Dipl.-Ing. Jörg Müller-Lüdenscheidt": ("Dipl.-Ing.", "Jörg", "Müller-Lüdenscheidt"),
    "Erika Muster, M.Sc.": ("M.Sc.", "Erika", "Muster"),
    "Dr. rer. nat. Ute Klar": ("Dr. rer. nat.", "Ute", "Klar"),
    "Hr. Hans Lütz jun.": ("", "Hans", "Lütz jun."),
    "Lütz, Hans sen.": ("", "Hans", "Lütz sen."),
    "Fr. Dr.-Ing. Ayşe Yıldız": ("Dr.-Ing.", "Ayşe", "Yıldız"),
    "Müller, Hans": ("", "Hans", "Müller"),
}
NO_NAMES = ["", "Muster", "Dr. Muster", "Erika Muster / Hans Beispiel", "Erika und Hans Muster", "Muster, Erika, GF",
            "erika@muster.example", "Zimmer 12"]  # fmt: skip


FAMILIES = {
    "Fr. Trautwein": ("", "", "Trautwein"),
    "Lütz jun.": ("", "", "Lütz jun."),
    "Dr.-Ing. Yıldız": ("Dr.-Ing.", "", "Yıldız"),
    "Herr Prof. Dr. von der Heide": ("Prof. Dr.", "", "von der Heide"),
    "Krämer": ("", "", "Krämer"),
    "Hrn. Beck sen.": ("", "", "Beck sen."),
    "van Dyck": ("", "", "van Dyck"),
}


@pytest.mark.parametrize("text", FAMILIES)
def test_family_alone_is_no_given_name(text):
    assert (named(text), parted(text)) == (FAMILIES[text], None)


@pytest.mark.parametrize("text", NAMES)
def test_name_in_its_parts(text):
    assert parted(text) == NAMES[text]


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_is_no_name_of_one_person_is_left_alone(text):
    assert parted(text) is None


@pytest.mark.django_db
def test_column_with_whole_names_says_the_parts_and_finds_who_is_there():
    office = make(Organisation, name="Optik AG")
    there = make(Person, given_name="Hans", family_name="Beispiel", organisation=office)
    head = ("Firma", "Ansprechpartner/in", "Telefon")

    new, known, unclear = imported(
        "contacts.person",
        csv_file(
            head,
            ("Optik AG", "Frau Dr. Erika Muster", "0341 4711"),
            ("Optik AG", "Beispiel, Hans", "0341 4712"),
            ("Optik AG", "Empfang", "0341 4710"),
        ),
    )

    said = {change["field"]: change["new"] for change in new.changes if "field" in change}
    assert (new.status, said["title"], said["given_name"], said["family_name"]) == ("neu", "Dr.", "Erika", "Muster")
    assert (known.status, known.record_id) == ("geaendert", there.pk)
    assert unclear.status == "fehler"


def test_column_called_name_is_the_whole_name_where_there_is_none_of_first_names():
    people = KINDS["contacts.person"]

    assert list(guess(people, ["Name", "E-Mail"]).values()) == [WHOLE_NAME, "e-mail"]
    assert list(guess(people, ["Name", "Vorname"]).values()) == ["family_name", "given_name"]
    assert list(guess(people, ["Nachname", "E-Mail"]).values()) == ["family_name", "e-mail"]
    assert list(guess(people, ["Name", "Ansprechpartner"]).values()) == ["family_name", WHOLE_NAME]
