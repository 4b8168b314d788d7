"""The links of the weekly mail: one answer for one record, once, without signing in, and nothing else."""

from datetime import date

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from networks.models import Network
from publishing.enums import Verb
from publishing.models import Transition
from regions.models import Region
from tests.factories import make
from tests.roles import administrator, editor
from tests.writing import recorded
from worklist.models import Handover
from worklist.tokens import DAYS, SALT, Answer, tokens_for

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 1, 2)
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def region():
    return make(Region)


@pytest.fixture
def author(region):
    return editor(regions=[region], email="ada@stadt.example")


@pytest.fixture
def network(region):
    return make(Network, name="Lichtnetz", checked_on=LONG_AGO, regions=[region])


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True)


def url(author, record, answer=Answer.STILL_TRUE) -> str:
    return f"/redaktion/rueckmeldung/{tokens_for(author, record)[answer]}/"


def is_untouched(record) -> bool:
    record.refresh_from_db()
    return record.checked_on == LONG_AGO and not Handover.objects.exists() and not Transition.objects.exists()


def refused(response, status: int, words: str) -> bool:
    assert response.status_code == status
    return words in response.content.decode() and "Es wurde nichts geändert" in response.content.decode()


def test_still_true_asks_first_then_marks_as_checked_by_that_account(visitor, author, network):
    address = url(author, network)

    page = visitor.get(address)
    assert page.status_code == 200 and "Lichtnetz" in page.content.decode()
    assert network.get_absolute_url() in page.content.decode()
    assert is_untouched(network)

    assert "als geprüft" in visitor.post(address, headers=HERE).content.decode()
    network.refresh_from_db()
    assert (network.checked_on, network.checked_by) == (timezone.localdate(), author)
    check = Transition.objects.get()
    assert (check.verb, check.by) == (Verb.CHECK, author) and "Erinnerungsmail" in check.why


@pytest.mark.parametrize("answer", Answer)
def test_looking_changes_nothing(visitor, author, network, answer):
    """Programs that scan mails follow every link, several times."""
    address = url(author, network, answer)

    for method in (visitor.get, visitor.head, visitor.get):
        assert method(address).status_code in (200, 302)

    assert is_untouched(network)


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://boese.example"}])
def test_answers_only_from_its_own_page(visitor, author, network, headers):
    for answer in (Answer.STILL_TRUE, Answer.NOT_MINE):
        response = visitor.post(url(author, network, answer), headers=headers)
        assert refused(response, 403, "von dieser Seite")
    assert is_untouched(network)


def test_each_link_works_once(visitor, author, network):
    address, other = url(author, network), url(author, network, Answer.NOT_MINE)
    visitor.post(address, headers=HERE)

    assert refused(visitor.post(address, headers=HERE), 410, "schon geprüft oder geändert")
    assert refused(visitor.get(other), 410, "schon geprüft oder geändert")
    assert Transition.objects.count() == 1


def test_link_ends_when_somebody_changes_the_record(visitor, author, network):
    address = url(author, network)
    with recorded(record=network, by=author):
        network.note = "Neu."
        network.save()

    assert refused(visitor.post(address, headers=HERE), 410, "schon geprüft oder geändert")
    assert is_untouched(network)


def test_not_mine_tells_the_administrators(visitor, author, network):
    address = url(author, network, Answer.NOT_MINE)

    assert "Wer ist jetzt zuständig" in visitor.get(address).content.decode()
    assert visitor.post(address, {"hinweis": "Frau\0 Muster " + "x" * 400}, headers=HERE).status_code == 200

    handover = Handover.objects.get()
    assert (handover.editor, handover.record, handover.done_at) == (author, network, None)
    assert handover.note.startswith("Frau Muster x") and len(handover.note) == 300
    network.refresh_from_db()
    assert network.checked_on == LONG_AGO
    assert refused(visitor.get(address), 410, "schon gemeldet")
    assert refused(visitor.post(address, headers=HERE), 410, "schon gemeldet")


def test_change_leads_to_the_form_behind_the_sign_in(visitor, author, network):
    response = visitor.get(url(author, network, Answer.CHANGE))

    assert response.url == f"/redaktion/networks/network/{network.pk}/change/"
    assert "/login/" in visitor.get(response.url).url
    assert visitor.post(url(author, network, Answer.CHANGE), headers=HERE).url == response.url
    assert is_untouched(network)


def _locked(author, network):
    author.is_active = False
    author.save()


def _deleted_account(author, network):
    author.delete()


def _other_region(author, network):
    author.regions.set([make(Region)])


def _no_role(author, network):
    author.groups.clear()


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        (_locked, "gesperrt"),
        (_deleted_account, "gibt es nicht mehr"),
        (_other_region, "nicht mehr zuständig"),
        (_no_role, "nicht mehr zuständig"),
    ],
)
@pytest.mark.parametrize("answer", Answer)
def test_link_is_worth_no_more_than_the_account(visitor, author, network, happens, words, answer):
    address = url(author, network, answer)
    happens(author, network)

    assert refused(visitor.get(address), 403, words)
    assert refused(visitor.post(address, headers=HERE), 403, words)
    assert is_untouched(network)


def test_deleted_record(visitor, author, network):
    address = url(author, network)
    network.delete()

    assert refused(visitor.post(address, headers=HERE), 410, "gibt es nicht mehr")


def test_link_of_a_foreign_record(visitor, author):
    foreign = make(Network, checked_on=LONG_AGO, regions=[make(Region)])

    assert refused(visitor.post(url(author, foreign), headers=HERE), 403, "nicht mehr zuständig")
    assert is_untouched(foreign)


def test_expires(visitor, author, network, monkeypatch):
    from time import time

    address = url(author, network)
    now = time()
    monkeypatch.setattr(signing.time, "time", lambda: now + DAYS * 24 * 60 * 60 - 60)
    assert visitor.get(address).status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: now + DAYS * 24 * 60 * 60 + 60)

    assert refused(visitor.get(address), 410, "abgelaufen")
    assert refused(visitor.post(address, headers=HERE), 410, "abgelaufen")
    assert is_untouched(network)


def forged(author, network) -> list[str]:
    token = tokens_for(author, network)[Answer.STILL_TRUE]
    payload, stamp, signature = token.split(":")
    boss = administrator()
    other, *_ = tokens_for(boss, network)[Answer.STILL_TRUE].split(":")
    said = [author.pk, "networks.network", network.pk, "x", "stimmt"]
    return [
        token[:-1],
        f"{other}:{stamp}:{signature}",
        f"{payload}:zzzzzz:{signature}",
        signing.dumps(said, salt="portal.invitation"),
        signing.dumps(said),
        signing.dumps(said[:3], salt=SALT),
        signing.dumps({"a": 1}, salt=SALT),
        signing.dumps("abcde", salt=SALT),
        signing.dumps(5, salt=SALT),
        "x", ":::", "%00", "äöü", "a" * 3000, ".",
    ]  # fmt: skip


def test_forged_links_are_refused_in_words(visitor, author, network):
    for token in forged(author, network):
        for response in (
            visitor.get(f"/redaktion/rueckmeldung/{token}/"),
            visitor.post(f"/redaktion/rueckmeldung/{token}/", headers=HERE),
        ):
            assert response.status_code in (400, 403, 404, 410), token
    assert is_untouched(network)


@pytest.mark.parametrize("label", ["auth.group", "accounts.editor", "nowhere", "a.b"])
def test_signed_nonsense_names_no_record(visitor, author, label):
    token = signing.dumps([author.pk, label, 1, "nie/0", "stimmt"], salt=SALT)

    assert refused(visitor.get(f"/redaktion/rueckmeldung/{token}/"), 410, "gibt es nicht mehr")


def test_outside_sessions_and_never_kept(visitor, author, network):
    """Also for somebody who is signed in as someone else: their session plays no part."""
    boss = administrator()
    visitor.force_login(boss)
    visitor.cookies.pop("csrftoken", None)
    address = url(author, network)

    responses = [visitor.get(address), visitor.post(address, headers=HERE), visitor.get(address)]

    for response in responses:
        assert not response.cookies and "Cookie" not in response.get("Vary", "")
        assert "no-store" in response["Cache-Control"] and "noindex" in response["X-Robots-Tag"]
        assert "csrfmiddlewaretoken" not in response.content.decode()
        assert '<meta name="robots" content="noindex' in response.content.decode()
    network.refresh_from_db()
    assert network.checked_by == author


def test_open_without_the_second_factor(client, settings, author, network):
    settings.MFA_REQUIRED = "all"
    client.force_login(administrator())
    assert client.get("/redaktion/").status_code == 302

    assert client.get(url(author, network)).status_code == 200
