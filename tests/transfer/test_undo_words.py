"""Undoing an import says of each row that it leaves alone why: the entry is gone, was checked, or breaks a rule."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from networks.models import Network
from publishing import actions
from tests.roles import administrator, editor, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import HEAD, URL, apply, mapped, rows
from transfer.enums import RowResult

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in(editor())


@pytest.fixture
def imported(client, region):
    one = mapped(client, csv_file(HEAD[:4], ("Neu", "Cluster", "Harz", "Kurz.")))
    apply(client, one)
    return one


def undone(client, one):
    client.post(f"{URL}{one.pk}/ergebnis/", follow=True)
    return rows(one)["Neu"]


def test_entry_that_is_gone_already(client, imported):
    actions.delete(record=Network.objects.get(), by=administrator())

    row = undone(client, imported)

    assert (row.result, row.result_note) == (RowResult.UNDONE, "Den Eintrag gibt es nicht mehr.")


def test_entry_that_was_checked_since_stays(client, imported):
    Network.objects.update(checked_on=date(2024, 3, 1))

    row = undone(client, imported)

    assert (row.result, row.result_note) == (RowResult.KEPT, "Seit dem Import geprüft, am 01.03.2024.")
    assert Network.objects.exists()


def test_refusal_in_several_sentences_is_told_whole(client, imported, monkeypatch):
    def refuse(**given):
        raise ValidationError(["Erstens.", "Zweitens."])

    monkeypatch.setattr("transfer.undo.actions.delete", refuse)

    row = undone(client, imported)

    assert (row.result, row.result_note) == (RowResult.KEPT, "Erstens. Zweitens.")
    assert Network.objects.exists()
