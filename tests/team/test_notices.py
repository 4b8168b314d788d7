"""Who hands in, sends back or releases: those concerned get one mail, at once or weekly as they choose."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from cases import actions as cases
from cases.large import steps as large
from networks.models import Network
from publishing import actions
from publishing.models import Revision
from regions.models import Region
from team.models import MailWish, Notice, StandIn
from team.notices import send_notices
from tests.cases.world import handed_in, parts, put_together, town
from tests.factories import make
from tests.roles import change, editor, releasable, reviewer, signed_in
from tests.team.mails import told

pytestmark = pytest.mark.django_db


def asked_for(**author_values):
    """A network with an author and somebody who may release."""
    region = make(Region)
    author = editor(regions=[region], email="autorin@x.example", **author_values)
    boss = reviewer(regions=[region], email="leitung@x.example")
    return releasable(Network, name="Lichtnetz", regions=[region]), author, boss


def test_handed_in_sent_back_and_released_are_told_to_whom_they_concern():
    network, author, boss = asked_for()
    reviewer(regions=[make(Region)], email="fremd@x.example")

    waiting = change(network, author, summary="Neu.")
    assert told() == [("leitung", "„Lichtnetz“ wartet auf Ihre Freigabe")]

    actions.send_back(record=network, by=boss, why="Bitte mit Jahr.")
    (message,) = mail.outbox
    assert "Kommentar: Bitte mit Jahr." in message.body
    assert f"https://portal.example/redaktion/aenderung/{waiting.pk}/" in message.body
    assert str(boss) not in message.body
    assert told() == [("autorin", "„Lichtnetz“ ist mit Kommentar zurück")]

    actions.submit(record=network, by=author)
    told()
    actions.release(revision=Revision.objects.get(pk=waiting.pk), by=boss)
    assert told() == [("autorin", "„Lichtnetz“ ist freigegeben")]
    assert not Notice.objects.exists()


def test_of_a_case_there_is_one_mail():
    place = town()
    for who, name in ((place.author, "autorin"), (place.boss, "leitung")):
        who.email = f"{name}@x.example"
        who.save()

    case = handed_in(place, *parts(place).all())
    assert told() == [("leitung", f"„{case}“ wartet auf Ihre Freigabe")]
    cases.send_back(case=case, by=place.boss, why="Bitte mit Quelle.")
    assert told() == [("autorin", f"„{case}“ ist mit Kommentar zurück")]
    cases.submit(case=case, by=place.author)
    told()
    cases.release(case=case, by=place.boss)
    assert told() == [("autorin", f"„{case}“ ist freigegeben")]


def test_a_large_case_is_told_once_at_its_end():
    place = town()
    for who, name in ((place.author, "autorin"), (place.boss, "leitung")):
        who.email = f"{name}@x.example"
        who.save()
    case = put_together(place, *parts(place).all())

    large.submit(case=case, by=place.author)
    assert told() == [("leitung", f"„{case}“ wartet auf Ihre Freigabe")]
    large.send_back(case=case, by=place.boss, why="Bitte mit Quelle.")
    assert told() == [("autorin", f"„{case}“ ist mit Kommentar zurück")]
    large.submit(case=case, by=place.author)
    told()
    large.release(case=case, by=place.boss)
    assert told() == [("autorin", f"„{case}“ ist freigegeben")]


def test_what_happens_before_the_mail_leaves_is_in_one_and_what_was_taken_back_in_none():
    network, author, boss = asked_for()
    other = releasable(Network, name="Schattennetz", regions=list(network.regions.all()))
    MailWish.objects.create(editor=boss, handed_in="nie")
    waiting = [change(one, author, summary="Neu.") for one in (network, other)]
    for one in waiting:
        Notice.objects.create(editor=boss, verb="einreichen", revision=one)

    actions.recall(record=other, by=author)
    send_notices.enqueue(boss.pk)
    assert told() == [("leitung", "„Lichtnetz“ wartet auf Ihre Freigabe")]
    send_notices.enqueue(boss.pk)
    assert told() == [] and not Notice.objects.filter(told_at=None).exists()


def test_each_account_chooses_and_the_week_says_what_waited():
    network, author, boss = asked_for()
    page = signed_in(author)
    wishes = {"schritt": "mails", "weekly": "on", "handed_in": "nie", "returned": "woche", "released": "nie"}
    assert page.post("/redaktion/mails-und-vertretung/", wishes).status_code == 302
    change(network, author, summary="Neu.")
    mail.outbox.clear()

    actions.send_back(record=network, by=boss, why="Bitte mit Jahr.")

    assert told() == []
    call_command("send_digests", verbosity=0)
    (message,) = [one for one in mail.outbox if one.to == ["autorin@x.example"]]
    assert "ZURÜCKGEGEBEN\n\nLichtnetz\n  Kommentar: Bitte mit Jahr." in message.body
    assert not Notice.objects.filter(editor=author).exists()


def test_where_many_may_release_the_weekly_mail_is_enough():
    network, author, _ = asked_for()
    for number in range(3):
        reviewer(email=f"noch{number}@x.example")

    change(network, author, summary="Neu.")

    assert told() == []


def test_a_deputy_hears_of_what_comes_back_and_finds_it(client):
    network, author, boss = asked_for(first_name="Ada", last_name="Beispiel")
    deputy = editor(regions=list(network.regions.all()), email="vertretung@x.example")
    today = timezone.localdate()
    away = {"schritt": "weg", "since": today, "until": today + timedelta(days=7), "deputy": deputy.pk}
    assert signed_in(author).post("/redaktion/mails-und-vertretung/", away).status_code == 302
    waiting = change(network, author, summary="Neu.")
    told()

    actions.send_back(record=network, by=boss, why="Bitte mit Jahr.")

    assert "(in Vertretung)" in next(one.body for one in mail.outbox if one.to == ["vertretung@x.example"])
    assert [name for name, _ in told()] == ["autorin", "vertretung"]
    client.force_login(deputy)
    card = {card.title: card for card in client.get("/redaktion/").context["board"].open}["Vertretung: Ada Beispiel"]
    assert card.number == 1
    assert "Lichtnetz" in client.get(card.url).content.decode()
    assert client.post(card.url, {"aenderung": [waiting.pk]}).status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == "pruefung"
    call_command("send_digests", verbosity=0)
    StandIn.objects.update(since=today - timedelta(days=9), until=today - timedelta(days=1))
    told()
    actions.send_back(record=network, by=boss, why="Noch einmal.")
    assert [name for name, _ in told()] == ["autorin"]
    assert "Vertretung: Ada Beispiel" not in client.get("/redaktion/").content.decode()


def test_who_stands_in_gets_no_rights_and_that_is_said():
    region, other = make(Region, name="Musterkreis"), make(Region)
    boss, deputy = reviewer(regions=[region]), editor(regions=[other], first_name="Bo", last_name="Neu")
    network = releasable(Network, regions=[region])
    change(network, editor(regions=[region]), summary="Neu.")
    page = signed_in(boss)
    today = timezone.localdate()

    said = page.post(
        "/redaktion/mails-und-vertretung/",
        {"schritt": "weg", "since": today, "until": today, "deputy": deputy.pk},
        follow=True,
    ).content.decode()

    assert "Dem Konto fehlt" in said and "<li>Freigeben</li>" in said and "<li>Region Musterkreis</li>" in said
    assert "Bo Neu bekommt dadurch keine Rechte" in said
    page.post("/redaktion/mails-und-vertretung/", {"schritt": "zurueck"})
    assert not StandIn.objects.exists()
