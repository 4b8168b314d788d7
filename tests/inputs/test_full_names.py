"""Names of people in one cell."""

import pytest
from django.core.exceptions import ValidationError

from contacts.models import Person
from inputs.full_names import each_name, named, parted, with_function
from networks.models import Organisation
from tables.columns import KINDS, WHOLE_NAME
from tables.guessing import guess
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


SEVERAL = {
    "Peter Roth / Ina Klein": ["Peter Roth", "Ina Klein"],
    "Peter Roth\nIna Klein": ["Peter Roth", "Ina Klein"],
    "Peter und Ina Roth": ["Peter Roth", "Ina Roth"],
    "Anna & Peter von der Heide": ["Anna von der Heide", "Peter von der Heide"],
    "Müller, Hans / Klein, Eva": ["Müller, Hans", "Klein, Eva"],
    "Roth, Peter und Ina": ["Roth, Peter", "Ina Roth"],
    "Dr. Peter Roth, Ina Klein und Max Lang": ["Dr. Peter Roth", "Ina Klein", "Max Lang"],
    "Fr. Dr. Ute Keil/Hr. Vogt": ["Fr. Dr. Ute Keil", "Hr. Vogt"],
    "Peter Roth (GF), Ina Klein (Vertrieb)": ["Peter Roth (GF)", "Ina Klein (Vertrieb)"],
}
ONE = ["Roth & Söhne", "Peter Roth und Partner", "Roth/Klein", "Empfang / Zentrale", "Anna, Bert und Carla Roth",
       "Herr und Frau Roth", "von Muster, Dr. Erika", "García Márquez, Gabriel", "Erika Muster, M.Sc."]  # fmt: skip
FUNCTIONS = {
    "Peter Roth (GF)": ("Peter Roth", "Geschäftsführung"),
    "GF Peter Roth": ("Peter Roth", "Geschäftsführung"),
    "Geschäftsführerin: Dr. Ina Roth": ("Dr. Ina Roth", "Geschäftsführerin"),
    "Inh. Ina Roth": ("Ina Roth", "Inhaber/in"),
    "Roth, Ina, Vertriebsleiterin": ("Roth, Ina", "Vertriebsleiterin"),
    "Gfeller, Ina": ("Gfeller, Ina", ""),
    "García Márquez, Gabriel": ("García Márquez, Gabriel", ""),
    "Müller, Geschäftsführer": ("Müller", "Geschäftsführer"),
    "Frau Roth, Empfang": ("Frau Roth", "Empfang"),
    "Dr. Peter Roth (GF / Vertrieb)": ("Dr. Peter Roth", "GF / Vertrieb"),
    "von der Heide, Anna Maria (Leitung Vertrieb)": ("von der Heide, Anna Maria", "Leitung Vertrieb"),
    "Max Lang – Kassenwart": ("Max Lang", "Kassenwart"),
    "Max Lang (Kassenwart)": ("Max Lang", "Kassenwart"),
    "Max Lang\nKassenwart": ("Max Lang", "Kassenwart"),
    "Max Lang / Ina Meister": ("Max Lang / Ina Meister", ""),
    "Max Lang (M.Sc.)": ("Max Lang (M.Sc.)", ""),
    "Max Lang (geb. Klein)": ("Max Lang (geb. Klein)", ""),
    "Max Lang (0621 4711)": ("Max Lang (0621 4711)", ""),
    "Max Lang, lang@roth.example": ("Max Lang, lang@roth.example", ""),
}
WHAT = ("Meister", "Meisterin", "Gründer", "Partnerin", "Komplementär", "Bauleiter", "Teamleiterin", "Disponent", "CTO",
        "Niederlassungsleiterin", "Objektleitung", "Pflegedienstleitung", "Technischer Leiter", "Leiterin Betrieb",
        "wiss. Leiterin", "Personal", "Vertrieb Ost")  # fmt: skip


def test_several_people_in_a_cell_are_told_apart_where_it_is_clear_who_they_are():
    assert {text: each_name(text) for text in SEVERAL} == SEVERAL
    assert [text for text in (*ONE, *NAMES) if each_name(text) != [text]] == []
    assert [text for text in ("Vertrieb Innendienst", "Empfang", "Leitung Technik: Max Lang") if named(text)] == []


def test_what_somebody_is_beside_the_name_is_a_function():
    assert {text: with_function(text) for text in FUNCTIONS} == FUNCTIONS
    for what in WHAT:
        beside = [f"Max Lang{mark}" for mark in (f" ({what})", f", {what}", f" – {what}", f" / {what}", f"\n{what}")]
        assert {with_function(text) for text in beside} == {("Max Lang", what)}
        assert [each_name(text) for text in beside] == [[text] for text in beside]


def test_no_part_of_a_name_has_brackets():
    assert named("Hans (Hannes) Müller") is None and named("Max – Lang") is None
    assert parted("Dipl.-Ing. (FH) Max Lang") == ("Dipl.-Ing. (FH)", "Max", "Lang")
    assert parted("Max Lang (M.Sc.)") == ("M.Sc.", "Max", "Lang")
    for text in ("Lang (Meister)", "Max (Hannes)", "Lang – Meister"):
        with pytest.raises(ValidationError, match="keine Klammern"):
            Person(given_name=text, family_name=text).clean_fields(exclude=["slug"])


@pytest.mark.django_db
def test_column_with_whole_names_says_the_parts_and_finds_who_is_there():
    office = make(Organisation, name="Optik AG")
    there = make(Person, given_name="Hans", family_name="Beispiel", organisation=office)
    head = ("Firma", "Ansprechpartner/in", "Telefon")

    new, known, unclear, beside = imported(
        "contacts.person",
        csv_file(
            head,
            ("Optik AG", "Frau Dr. Erika Muster", "0341 4711"),
            ("Optik AG", "Beispiel, Hans", "0341 4712"),
            ("Optik AG", "Empfang", "0341 4710"),
            ("Optik AG", "Max Lang (Meister)", ""),
        ),
    )

    said = {change["field"]: change["new"] for change in new.changes if "field" in change}
    assert (new.status, said["title"], said["given_name"], said["family_name"]) == ("neu", "Dr.", "Erika", "Muster")
    assert (known.status, known.record_id) == ("geaendert", there.pk)
    assert unclear.status == "fehler"
    said = {change["field"]: change["new"] for change in beside.changes if "field" in change}
    assert (said["given_name"], said["family_name"], said["function"]) == ("Max", "Lang", "Meister")
    (alone,) = imported(
        "contacts.person", csv_file(("Firma", "Vorname", "Nachname"), ("Optik AG", "Eva", "Roth (CTO)"))
    )
    said = {change["field"]: change["new"] for change in alone.changes if "field" in change}
    assert (said["family_name"], said["function"]) == ("Roth", "CTO")


def test_column_called_name_is_the_whole_name_where_there_is_none_of_first_names():
    people = KINDS["contacts.person"]

    assert list(guess(people, ["Name", "E-Mail"]).values()) == [WHOLE_NAME, "e-mail"]
    assert list(guess(people, ["Name", "Vorname"]).values()) == ["family_name", "given_name"]
    assert list(guess(people, ["Nachname", "E-Mail"]).values()) == ["family_name", "e-mail"]
    assert list(guess(people, ["Name", "Ansprechpartner"]).values()) == ["family_name", WHOLE_NAME]
