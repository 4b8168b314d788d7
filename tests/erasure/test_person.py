"""After erasing a person no table has a word of it left, whichever tool had kept it."""

import json

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse

from contacts.models import Channel, Mention, Person, Responsibility
from duplicates.models import MergeProposal, NoDuplicate
from duplicates.proposals import propose
from finding.missed import count_missed
from networks.models import Network
from publishing import actions
from publishing.history import type_of
from publishing.models import Link, Name, Revision, Transition
from regions.models import Region
from tests.duplicates.merging import merge_by_two
from tests.factories import addresses, make
from tests.roles import administrator, change, editor, releasable, reviewer
from tests.transfer.files import exported
from worklist.models import Handover

pytestmark = pytest.mark.django_db
WORDS = ("quittenbaum", "0351 998877", "998877", "jördis.q@", "q-baum")


def left() -> list[tuple[str, str, str]]:
    """Every value of every table that still has one of the words."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                for value in model._base_manager.values_list(field.attname, flat=True):
                    text = json.dumps(value, ensure_ascii=False).lower()
                    if any(word in text for word in WORDS):
                        found.append((model.__name__, field.name, text[:120]))
    return found


@pytest.fixture
def person(client):
    """Somebody whom every tool of the editors has dealt with."""
    person = releasable(Person, given_name="Jördis", family_name="Quittenbaum", note="Erreichbar unter 0351 998877")
    make(Responsibility, person=person)
    make(Channel, person=person, kind="telefon", value="0351 998877")
    make(Channel, person=person, kind="e-mail", value="jördis.q@netz.example")
    make(Name, subject=person, name="Jö Q-Baum")
    make(Link, subject=person, url="https://q-baum.example/")
    make(Mention, person=person, network=make(Network, name="Lichtnetz"))
    author, second = editor(), administrator()
    released = change(person, author, function="Leitung, Jördis Quittenbaum")
    actions.release(revision=released, by=second)
    change(person, author, note="Noch offen: Quittenbaum")
    actions.discard(record=person, by=author)
    doubled = make(Person, given_name="Jördis", family_name="Quittenbaum-Alt")
    make(Mention, person=doubled, network=make(Network, name="Glanznetz"))
    merge_by_two(person, doubled, by=author, second=second, why="Quittenbaum steht zweimal da")
    other = make(Person, given_name="Jo", family_name="Quittenbaum")
    propose(keep=person, drop=other, choices={}, by=author)
    other.delete()
    pair = {"first_id": person.pk, "second_id": person.pk + 900, "label": "Quittenbaum und X"}
    NoDuplicate.objects.create(content_type=type_of(Person), **pair)
    Handover.objects.create(
        content_type=type_of(Person), object_id=person.pk, label=str(person), version="1", editor=author
    )
    LogEntry.objects.log_actions(author.pk, [person], CHANGE, change_message="Geändert.", single_object=True)
    count_missed("jördis quittenbaum")
    client.force_login(second)
    content = exported("contacts.person")
    client.post("/redaktion/import/", {"art": "contacts.person", "datei": SimpleUploadedFile("p.csv", content)})
    return person


def test_nothing_is_left(client, person):
    """Another person's rows, and that somebody erased something, stay."""
    other = make(Person, given_name="Anna", family_name="Bleibtreu")
    change(other, editor(), submit=False, note="Neu")
    kept = "Person Channel Name Link Revision Merge MergeProposal NoDuplicate Handover LogEntry MissedQuery ImportRow"
    assert {name for name, _, _ in left()} >= {*kept.split(), "Entry", "Term"}
    url, address, pk = reverse("erase_person", args=[person.pk]), person.get_absolute_url(), person.pk
    assert "Artikel 17" in client.get(url).content.decode()

    response = client.post(url, {"name": "Jördis Quittenbaum"})

    assert response.status_code == 200 and "In keinem anderen Eintrag" in response.content.decode()
    assert left() == []
    assert client.get(address).status_code == 404
    line = Transition.objects.get(content_type=type_of(Person), object_id=pk)
    assert line.by and line.why == "Personendaten gelöscht, auch aus dem Verlauf"
    assert Revision.objects.of(other).exists()
    assert addresses("Quittenbaum") == [] and addresses("Lichtnetz")


def test_texts_of_others_are_shown_and_their_history_is_blackened(client, person):
    """What visitors read is for people to decide; nothing public changes by itself."""
    network = make(Network, name="Netz mit Vorstand", summary="Den Vorstand führt Jördis Quittenbaum.")
    change(network, editor(), submit=False, summary="Anruf bei 0351 998877 genügt.")
    actions.discard(record=network, by=editor())
    client.force_login(administrator())

    page = client.post(reverse("erase_person", args=[person.pk]), {"name": "Jördis Quittenbaum"}).content.decode()

    network.refresh_from_db()
    assert "Jördis Quittenbaum" in network.summary
    assert f'<a href="/redaktion/networks/network/{network.pk}/change/">Netz mit Vorstand</a>“: Kurztext' in page
    revision = Revision.objects.of(network).get()
    assert revision.changes[0]["old"] == "Den Vorstand führt [gelöscht]."
    assert revision.changes[0]["new"] == "Anruf bei [gelöscht] genügt."
    assert {name for name, _, _ in left()} <= {"Network", "Entry", "Term"}


def test_an_open_change_of_another_entry_still_fits(client, person):
    network = releasable(Network, summary="Jördis Quittenbaum führt.", regions=[make(Region)])
    waiting = change(network, editor(), summary="Ein Vorstand führt.")
    client.force_login(administrator())

    page = client.post(reverse("erase_person", args=[person.pk]), {"name": "Jördis Quittenbaum"}).content.decode()

    assert "Offene Änderung „" in page and "noch nicht entschieden" in page
    actions.release(revision=waiting, by=reviewer())
    network.refresh_from_db()
    assert network.summary == "Ein Vorstand führt."


def test_only_administrators_erase(client, person):
    url, form = reverse("erase_person", args=[person.pk]), reverse("admin:contacts_person_change", args=[person.pk])
    for role in (editor, reviewer):
        client.force_login(role())
        assert client.get(url).status_code == client.post(url, {"name": str(person)}).status_code == 403
        assert url not in client.get(form).content.decode()
    client.force_login(administrator())
    assert url in client.get(form).content.decode()
    assert Person.objects.filter(pk=person.pk).exists()


def test_the_name_must_be_typed(client, person):
    for name in ("", "Quittenbaum", "jördis quittenbaum"):
        response = client.post(reverse("erase_person", args=[person.pk]), {"name": name})
        assert response.status_code == 400 and "Der Name stimmt nicht" in response.content.decode()
    assert Person.objects.filter(pk=person.pk).exists() and MergeProposal.objects.exists()
