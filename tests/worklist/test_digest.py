"""The weekly mail: what is theirs, contacts first, at most 20, at most once a week, never for nothing."""

import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from contacts.models import Person, Responsibility
from networks.models import Network
from programmes.models import Funding, Programme
from publishing.history import type_of
from regions.models import Region
from tests.cases.world import handed_in, parts, town
from tests.factories import make
from tests.roles import administrator, change, editor, releasable, reviewer
from worklist.models import DigestSetting, Handover
from worklist.tokens import Answer

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 1, 2)


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_URL = "https://portal.example"


def send(**options) -> str:
    out = StringIO()
    call_command("send_digests", stdout=out, **options)
    return out.getvalue()


def contact(region, **values) -> Person:
    person = make(Person, **values)
    make(Responsibility, person=person, regions=[region])
    return person


def german(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def test_says_what_is_theirs_with_three_links_each(client):
    mine, foreign = make(Region), make(Region)
    make(Network, name="Lichtnetz", checked_on=LONG_AGO, regions=[mine])
    make(Network, name="Fremdnetz", checked_on=LONG_AGO, regions=[foreign])
    make(Network, name="Frischnetz", checked_on=timezone.localdate(), regions=[mine])
    make(Network, name="Bald & Co.", checked_on=timezone.localdate() - timedelta(days=355), regions=[mine])
    contact(mine, family_name="Muster", checked_on=LONG_AGO)
    programme = make(Programme, name="Starthilfe", regions=[foreign])
    ends = german(timezone.localdate() + timedelta(days=60))
    make(Funding, network=Network.objects.get(name="Frischnetz"), programme=programme, end=ends)
    editor(regions=[mine], email="ada@stadt.example", first_name="Ada", last_name="Beispiel")

    assert "1 beauftragt" in send()

    (message,) = mail.outbox
    text = message.body
    assert message.to == ["ada@stadt.example"] and message.subject == "Netzwerkportal: 3 Einträge zu prüfen"
    assert "Guten Tag Ada Beispiel" in text and "Fremdnetz" not in text
    assert text.index("Erika Muster (Person), überfällig seit") < text.index("Lichtnetz (Netzwerk), überfällig")
    assert "Bald & Co. (Netzwerk), gilt noch bis" in text
    assert "Frischnetz: Starthilfe" in text and ends[-4:] in text
    assert "ZUR FREIGABE" not in text
    links = re.findall(r"  (.+): https://portal\.example(/redaktion/rueckmeldung/\S+/)\n", text)
    assert [label for label, _ in links] == [answer.label for answer in Answer] * 3
    assert all(client.get(url).status_code in (200, 302) for _, url in links)
    client.post(links[0][1], headers={"Sec-Fetch-Site": "same-origin"})
    assert Person.objects.get().checked_on == timezone.localdate()


def test_once_a_week_and_not_for_nothing():
    region = make(Region)
    author, idle = editor(regions=[region], email="a@x.example"), editor(regions=[make(Region)], email="b@x.example")
    make(Network, checked_on=LONG_AGO, regions=[region])

    assert "1 beauftragt, 1 ohne Anlass" in send()
    send()
    assert len(mail.outbox) == 1
    assert DigestSetting.objects.get(editor=author).last_sent_on == timezone.localdate()
    assert not DigestSetting.objects.filter(editor=idle).exists()

    send(again=True)
    assert len(mail.outbox) == 2
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    DigestSetting.objects.update(last_sent_on=monday - timedelta(days=1))
    send()
    assert len(mail.outbox) == 3


def test_at_most_twenty_and_how_many_more():
    region = make(Region)
    for _ in range(23):
        make(Network, checked_on=LONG_AGO, regions=[region])
    editor(regions=[region], email="a@x.example")

    send()

    assert mail.outbox[0].body.count("stimmt noch: ") == 20
    assert "und 3 weitere: https://portal.example/redaktion/pruefung/" in mail.outbox[0].body


def test_not_to_those_who_cannot_or_do_not_want():
    region = make(Region)
    make(Network, checked_on=LONG_AGO, regions=[region])
    editor(regions=[region])
    editor(regions=[region], email="weg@x.example", is_active=False)
    editor(regions=[region], email="extern@x.example", is_staff=False)
    DigestSetting.objects.create(editor=editor(regions=[region], email="nein@x.example"), is_wanted=False)

    assert "0 beauftragt" in send()
    assert mail.outbox == []


def test_dry_run_sends_and_keeps_nothing_and_shows_no_link():
    region = make(Region)
    make(Network, name="Lichtnetz", checked_on=LONG_AGO, regions=[region])
    editor(regions=[region], email="a@x.example")

    said = send(dry_run=True)

    assert "Lichtnetz" in said and "a@x.example" in said and "rueckmeldung" not in said
    assert mail.outbox == [] and not DigestSetting.objects.exists()


def test_reviewers_and_administrators_hear_what_waits_for_them():
    network = releasable(Network, regions=[make(Region)])
    change(network, editor(), summary="Neu.")
    reviewer(email="frei@x.example")
    author = editor(email="autor@x.example", regions=[make(Region)])
    Handover.objects.create(editor=author, content_type=type_of(network), object_id=network.pk, version="x", label="N")
    administrator(email="amt@x.example", packages=["programmes"])

    send()

    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert set(bodies) == {"frei@x.example", "amt@x.example"}
    assert "ZUR FREIGABE (1)" in bodies["frei@x.example"]
    assert "NICHT MEHR ZUSTÄNDIG (1)" in bodies["amt@x.example"]


def test_case_counts_as_one_that_waits():
    place = town()
    place.boss.email = "frei@x.example"
    place.boss.save()
    handed_in(place, *parts(place).all())
    mail.outbox.clear()  # the one that said so at once

    send()

    assert "ZUR FREIGABE (1)" in mail.outbox[0].body


def test_what_somebody_gave_up_is_not_asked_again():
    region = make(Region)
    network = make(Network, checked_on=LONG_AGO, regions=[region])
    author = editor(regions=[region], email="a@x.example")
    handover = Handover.objects.create(
        editor=author, content_type=type_of(network), object_id=network.pk, version="x", label="N"
    )
    send()
    assert mail.outbox == []

    handover.done_at = timezone.now()
    handover.save()
    send()
    assert len(mail.outbox) == 1


def test_mail_that_never_goes_out_does_not_use_up_the_week(settings):
    region = make(Region)
    make(Network, checked_on=LONG_AGO, regions=[region])
    author = editor(regions=[region], email="a@x.example")
    settings.EMAIL_BACKEND = "tests.core.mail_server.Away"
    send()
    assert DigestSetting.objects.get(editor=author).last_sent_on is None

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()  # where it is noted for a moment that the server is away
    send()
    assert len(mail.outbox) == 1


def test_needs_the_address_of_the_portal(settings):
    settings.SITE_URL = ""

    with pytest.raises(CommandError, match="SITE_URL"):
        send()
