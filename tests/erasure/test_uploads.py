"""What uploaded tables say of a person that is erased."""

import pytest
from django.urls import reverse

from contacts.models import Person
from tests.factories import make
from tests.roles import administrator, editor, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import upload
from transfer.models import ImportBatch, ImportFile, ImportMapping, ImportRow
from transfer.steps import keep

pytestmark = pytest.mark.django_db
FIRMS = (("Firma", "Ansprechperson"), ("Alpha GmbH", "Jördis Quittenbaum"), ("Beta GmbH", "Anna Bleibtreu"))
PEOPLE = (("Name, Vorname", "Funktion"), ("Quittenbaum, Jördis", "Leitung"), ("Bleibtreu, Anna", "Leitung"))


def test_tables_that_name_a_person_forget_it_and_their_files():
    client = signed_in(editor())
    upload(client, csv_file(*FIRMS), "networks.organisation")
    upload(client, csv_file(*PEOPLE), "contacts.person")
    upload(client, csv_file(("Firma",), ("Gamma GmbH",)), "networks.organisation")
    person = make(Person, given_name="Jördis", family_name="Quittenbaum")

    signed_in(administrator()).post(reverse("erase_person", args=[person.pk]), {"name": "Jördis Quittenbaum"})

    assert [row.cells for row in ImportRow.objects.order_by("batch_id", "number")] == [
        ["Alpha GmbH", ""],
        ["Beta GmbH", "Anna Bleibtreu"],
        ["Bleibtreu, Anna", "Leitung"],
        ["Gamma GmbH"],
    ]
    assert ImportFile.objects.count() == 1


def test_what_was_said_of_cells_with_the_name_is_forgotten_with_it():
    upload(signed_in(editor(office="Amt")), csv_file(*PEOPLE), "contacts.person")
    one = ImportBatch.objects.get()
    said = {
        "ganzer-name": {"Fr. Quittenbaum, Jördis": "Jördis Quittenbaum", "Bleibtreu A.": "Anna Bleibtreu"},
        "given_name": {"J.": "Jördis"}, "family_name": {"QUITTENBAUM": "Quitte", "Baum": "Baum"},
    }  # fmt: skip
    one.meanings = said
    one.save()
    keep(one, one.created_by)
    person = make(Person, given_name="Jördis", family_name="Quittenbaum")

    signed_in(administrator()).post(reverse("erase_person", args=[person.pk]), {"name": "Jördis Quittenbaum"})

    left = {"ganzer-name": {"Bleibtreu A.": "Anna Bleibtreu"}, "given_name": {}, "family_name": {"Baum": "Baum"}}
    assert ImportBatch.objects.get().meanings == ImportMapping.objects.get().meanings == left
