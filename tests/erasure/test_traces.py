"""What can only mean the person goes, wherever it stands; what may mean somebody else is shown, with the way to it."""

import json

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import MessageEncoder
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models
from django.urls import reverse

from contacts.models import Channel, Person
from erasure import traces
from networks.models import Network, Organisation
from publishing import actions
from publishing.history import type_of
from publishing.models import Revision
from reports.enums import ReportKind
from reports.models import Report
from search.models import MissedQuery
from tests.factories import make
from tests.roles import administrator, change, editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(client):
    by = administrator()
    client.force_login(by)
    return by


def erase(client, person: Person):
    return client.post(reverse("erase_person", args=[person.pk]), {"name": str(person)})


def noted(by, words: str) -> LogEntry:
    """A line of the log about something else."""
    network = make(Network)
    return LogEntry.objects.log_actions(by.pk, [network], CHANGE, change_message=words, single_object=True)


def line(entry: LogEntry) -> str:
    entry.refresh_from_db()
    return entry.change_message


@pytest.mark.parametrize(
    "written", ["MÜLLENSIEF", "müllensief", "Muellensief", "Müllensief, Äne", "Frau Müllensief", "Äne Müllensief"]
)
def test_in_log_history_reports_and_queries(client, by, written):
    person = make(Person, given_name="Äne", family_name="Müllensief")
    entry = noted(by, f"Mit {written} besprochen")
    network = make(Network, name="Lichtnetz", summary="Alt.")
    change(network, by, submit=False, summary=f"Sagt {written}.")
    actions.discard(record=network, by=by)
    report = Report.objects.create(kind=ReportKind.FACT, text=f"{written} ist weg", evidence="{}", email="x@y.example")
    MissedQuery.objects.create(text=written.lower(), day="2026-01-01", count=1)

    response = erase(client, person)

    assert "In keinem anderen Eintrag" in response.content.decode()
    report.refresh_from_db()
    left = [line(entry), report.text, json.dumps(Revision.objects.of(network).get().changes, ensure_ascii=False)]
    for text in left:
        assert "[gelöscht]" in text and "llensief" not in text.lower()
    assert not MissedQuery.objects.exists()


def test_in_messages_nobody_has_read_and_in_kept_forms(client, by):
    person = make(Person, given_name="Jördis", family_name="Quittenbaum")
    other = SessionStore()
    messages = [Message(constants.SUCCESS, "„Jördis Quittenbaum“ ist gesichert.")]
    other["_messages"] = json.dumps(messages, cls=MessageEncoder)
    other["held_form"] = {"path": "/redaktion/", "sent": "name=Quittenbaum", "has_files": False, "editor": 1}
    other["_auth_user_id"] = "1"
    other.create()
    mine = client.session
    mine["held_form"] = {"path": "/redaktion/x/", "sent": "name=Quittenbaum", "has_files": False, "editor": by.pk}
    mine.save()

    erase(client, person)

    for session in Session.objects.all():
        assert "Quittenbaum" not in str(session.get_decoded())
    kept = SessionStore(other.session_key)
    assert kept["_auth_user_id"] == "1" and "[gelöscht]" in kept["_messages"]


@pytest.mark.parametrize("why", ["namesake", "company", "short"])
def test_a_surname_that_may_mean_something_else_is_shown_instead(client, by, why):
    family = {"short": "Ott"}.get(why, "Fuchs")
    person = make(Person, given_name="Bernd", family_name=family)
    if why == "namesake":
        make(Person, given_name="Anna", family_name=family)
    if why == "company":
        make(Organisation, name="Fuchs GmbH")
    alone, whole = noted(by, f"{family} hat angerufen"), noted(by, f"{family}, Bernd hat angerufen")

    page = erase(client, person).content.decode()

    assert line(alone) == f"{family} hat angerufen" and line(whole) == "[gelöscht] hat angerufen"
    doubtful = page[page.index("vielleicht jemand oder etwas anderes") :]
    assert "Logeintrag" in doubtful
    if why == "company":
        company = Organisation.objects.get()
        assert f'<a href="/redaktion/networks/organisation/{company.pk}/change/">Fuchs GmbH</a>' in doubtful


def test_somebody_with_the_whole_name_keeps_it(client, by):
    person, twin = (make(Person, given_name="Anna", family_name="Schmidtke") for _ in range(2))
    make(Channel, person=twin, kind="e-mail", value="anna@netz.example")
    entry = noted(by, "Anna Schmidtke hat angerufen")
    change(twin, by, submit=False, note="Anna Schmidtke leitet.")

    page = erase(client, person).content.decode()

    assert line(entry) == "Anna Schmidtke hat angerufen" and "vielleicht jemand oder etwas anderes" in page
    assert "[gelöscht]" not in json.dumps(list(Revision.objects.of(twin).values("snapshot", "label")), default=str)
    twin.refresh_from_db()
    assert str(twin) == "Anna Schmidtke"


def test_the_number_of_the_office_stays_in_its_history(client, by):
    person, office = make(Person, given_name="Jördis", family_name="Quittenbaum"), make(Organisation, name="Kammer")
    for owner in ({"person": person}, {"organisation": office}):
        make(Channel, kind="telefon", value="0351 998877", **owner)
    make(Channel, person=person, kind="mobil", value="0170 112233")
    office_line, own_line = noted(by, "Zentrale 0351 998877"), noted(by, "Mobil 0170 112233")

    erase(client, person)

    assert (line(office_line), line(own_line)) == ("Zentrale 0351 998877", "Mobil [gelöscht]")


def test_what_stands_in_an_open_change_is_shown_with_the_way_to_it(client, by):
    person = make(Person, given_name="Jördis", family_name="Quittenbaum")
    network = make(Network, name="Lichtnetz")
    waiting = change(network, editor(), summary="Frau Quittenbaum führt.")

    page = erase(client, person).content.decode()

    assert f'<a href="/redaktion/aenderung/{waiting.pk}/">Lichtnetz</a>“: noch nicht entschieden' in page
    waiting.refresh_from_db()
    assert "Quittenbaum" in json.dumps(waiting.changes)


def test_every_table_with_words_is_looked_through():
    """A new one is struck through without being named; these are all that are left out, and why is said there."""
    looked = {*traces.decided_by_people(), *traces.bookkeeping(), *traces._DELETED}
    kinds = (models.CharField, models.TextField, models.JSONField)
    left_out = {
        model._meta.label
        for model in apps.get_models()
        if model not in looked and any(isinstance(f, kinds) and not f.choices for f in model._meta.concrete_fields)
    }
    assert left_out == {
        "auth.Group", "auth.Permission", "contenttypes.ContentType", "sessions.Session", "account.EmailAddress",
        "account.EmailConfirmation", "mfa.Authenticator", "regions.Postcode", "networks.Branch", "search.Entry",
        "search.Term", "memory.TableStamp", "accounts.Invitation", "accounts.SignIn",
    }  # fmt: skip
    assert type_of(Person) and LogEntry in traces.bookkeeping() and Report in traces.bookkeeping()
