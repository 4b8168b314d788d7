"""A network confirms its entry, or says what is wrong, by the link of a mail that an editor sends."""

import html
import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.test import Client
from django.utils import timezone

from contacts.models import Channel, Person, Responsibility
from core import tasks
from networks.models import Network
from publishing.enums import Verb
from publishing.models import Link, Revision, Transition
from regions.models import Region
from reports import enquiries
from reports.enums import EnquiryOutcome
from reports.models import Enquiry, Report
from tests.factories import hide, make
from tests.roles import editor
from tests.writing import recorded

pytestmark = pytest.mark.django_db

HERE = {"Sec-Fetch-Site": "same-origin"}
TO = "info@lichtnetz.example"


@pytest.fixture
def region():
    return make(Region)


@pytest.fixture
def author(region):
    return editor(regions=[region])


@pytest.fixture
def network(region):
    return make(Network, name="Lichtnetz", summary="Verbindet Lampen.", regions=[region])


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def desk(client, author):
    client.force_login(author)
    return client


def read(response) -> str:
    """What a page says, whatever its status."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode().replace("<wbr>", ""))).split())


def desk_url(network) -> str:
    return f"/redaktion/nachfrage/networks.network/{network.pk}/"


def asked(network, author) -> str:
    """The path of the link in the mail."""
    enquiries.send(network, TO, author)
    (url,) = re.findall(r"https?://\S+/rueckfrage/\S+", mail.outbox[-1].body)
    return "/" + url.split("/", 3)[3]


def is_untouched(network) -> bool:
    network.refresh_from_db()
    return network.checked_on is None and not Transition.objects.exists() and not Report.objects.exists()


def refused(response, status: int, words: str) -> bool:
    assert response.status_code == status, response.status_code
    assert not response.cookies
    return words in read(response) and "Es wurde nichts geändert" in read(response)


def test_an_editor_asks_and_the_network_confirms(desk, visitor, author, network, settings):
    settings.SITE_URL = "https://portal.example"
    response = desk.post(desk_url(network), {"email": TO})
    assert response.status_code == 302
    (message,) = mail.outbox
    assert message.to == [TO] and "Lichtnetz" in message.subject
    assert "https://portal.example/netzwerke/lichtnetz/" in message.body
    path = re.search(r"https://portal\.example(/rueckfrage/\S+)", message.body)[1]

    page = visitor.get(path)
    assert "Verbindet Lampen." in read(page) and not page.cookies
    assert page["Cache-Control"] == "no-store" and "noindex" in page["X-Robots-Tag"]
    assert is_untouched(network)

    done = visitor.post(path, {"antwort": "ja"}, headers=HERE)
    assert "gilt von heute an als geprüft" in read(done) and not done.cookies
    network.refresh_from_db()
    assert (network.checked_on, network.checked_by) == (timezone.localdate(), author)
    check = Transition.objects.get()
    assert (check.verb, check.by) == (Verb.CHECK, author) and "Bestätigt auf die Nachfrage" in check.why
    kept = Enquiry.objects.get()
    assert (kept.outcome, kept.email) == (EnquiryOutcome.CONFIRMED, "")
    assert not Revision.objects.exists()

    assert refused(visitor.post(path, {"antwort": "ja"}, headers=HERE), 410, "schon geantwortet")
    assert refused(visitor.get(path), 410, "schon geantwortet")
    assert ": bestätigt" in read(desk.get(desk_url(network)))


def test_wrong_becomes_a_report_and_changes_nothing_else(visitor, author, network):
    path = asked(network, author)
    again = visitor.post(path, {"antwort": "nein", "hinweis": " \0 "}, headers=HERE)
    assert again.status_code == 400 and "Bitte schreiben Sie kurz" in read(again) and is_untouched(network)

    done = visitor.post(path, {"antwort": "nein", "hinweis": "Wir heißen\0 anders. " + "x" * 5000}, headers=HERE)

    assert "Danke für den Hinweis" in read(done)
    network.refresh_from_db()
    assert network.checked_on is None
    report = Report.objects.get()
    assert "Wir heißen" in report.text and len(report.text) < 2200 and report.object_id == network.pk
    assert Enquiry.objects.get().outcome == EnquiryOutcome.WRONG
    assert refused(visitor.post(path, {"antwort": "ja"}, headers=HERE), 410, "schon geantwortet")


def rename(network):
    network.name = "Neues Lichtnetz"
    network.save()


def note(network):
    """What no page of the link shows, but takes effect."""
    with recorded(record=network, by=editor()):
        network.legal_form = "e. V."
        network.save()


@pytest.mark.parametrize(
    "change",
    [
        rename,
        note,
        lambda network: Network.objects.filter(pk=network.pk).update(checked_on=timezone.localdate()),
        lambda network: make(Responsibility, network=network, person=make(Person)),
        lambda network: make(Link, subject=network, kind="website", url="https://neu.example/"),
    ],
)
def test_what_changed_since_the_mail_is_not_confirmed(visitor, author, network, change):
    path = asked(network, author)
    change(network)
    before = Network.objects.get(pk=network.pk).checked_on

    assert refused(visitor.post(path, {"antwort": "ja"}, headers=HERE), 410, "geprüft oder geändert")
    assert refused(visitor.get(path), 410, "geprüft oder geändert")
    assert Network.objects.get(pk=network.pk).checked_on == before and not Report.objects.exists()


def test_what_is_not_public_any_more_is_not_shown(visitor, author, network):
    path = asked(network, author)
    hide(network)

    assert refused(visitor.get(path), 410, "gibt es nicht mehr")
    assert "Verbindet" not in read(visitor.get(path))


def test_links_end_and_cannot_be_made_up(visitor, author, network, monkeypatch):
    path = asked(network, author)
    for token in (
        "x",
        path.split("/")[2][:-1],
        signing.dumps(1, salt="portal.digest"),
        signing.dumps("a", salt=enquiries.SALT),
    ):
        assert refused(visitor.get(f"/rueckfrage/{token}/"), 400, "unvollständig")
    monkeypatch.setattr(enquiries, "DAYS", -1)
    assert refused(visitor.post(path, {"antwort": "ja"}, headers=HERE), 410, "abgelaufen")
    assert is_untouched(network)


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {}, {"Origin": "https://anders.example"}])
def test_an_answer_comes_from_the_page_itself(visitor, author, network, headers):
    assert refused(visitor.post(asked(network, author), {"antwort": "ja"}, headers=headers), 403, "Ihr Browser")
    assert is_untouched(network)


def test_who_may_not_check_any_more_confirms_nothing_for_others(visitor, author, network):
    path = asked(network, author)
    author.is_active = False
    author.save()

    assert "Die Redaktion trägt sie ein" in read(visitor.post(path, {"antwort": "ja"}, headers=HERE))
    network.refresh_from_db()
    assert network.checked_on is None and Enquiry.objects.get().outcome == EnquiryOutcome.CONFIRMED


class TestSending:
    def test_only_who_may_edit(self, client, network):
        client.force_login(editor(regions=[make(Region)]))

        assert client.get(desk_url(network)).status_code == 200
        assert client.post(desk_url(network), {"email": TO}).status_code == 403
        assert not mail.outbox and not Enquiry.objects.exists()

    @pytest.mark.parametrize("email", ["", "kein", "a@b\nBcc: c@d.example", "a@b.example, c@d.example", "x" * 250])
    def test_nonsense_is_refused(self, desk, network, email):
        assert desk.post(desk_url(network), {"email": email}).status_code == 400 and not mail.outbox

    def test_not_about_drafts(self, desk, network):
        hide(network)

        assert desk.post(desk_url(network), {"email": TO}).status_code == 400 and not mail.outbox

    def test_one_question_a_week_about_one_network(self, desk, network):
        desk.post(desk_url(network), {"email": TO})
        assert "wurde schon gefragt" in read(desk.post(desk_url(network), {"email": "andere@netz.example"}))
        assert len(mail.outbox) == 1

        Enquiry.objects.update(sent_at=timezone.now() - timedelta(days=8))
        assert desk.post(desk_url(network), {"email": TO}).status_code == 302

    def test_bounds_of_an_account_and_of_an_address(self, author, region, monkeypatch):
        monkeypatch.setattr(enquiries, "MOST_TO", 2)
        networks = [make(Network, regions=[region]) for _ in range(4)]
        for network in networks[:2]:
            enquiries.send(network, TO, author)
        with pytest.raises(enquiries.ValidationError, match="An diese Adresse"):
            enquiries.send(networks[2], TO.upper(), author)
        monkeypatch.setattr(enquiries, "MOST_EACH", 3)
        enquiries.send(networks[2], "andere@netz.example", author)
        with pytest.raises(enquiries.ValidationError, match="Von Ihrem Konto"):
            enquiries.send(networks[3], "dritte@netz.example", author)

    def test_addresses_that_are_published_are_offered(self, desk, network):
        person = make(Person)
        make(Responsibility, network=network, person=person)
        make(Channel, person=person, kind="e-mail", value="ada@lichtnetz.example")

        assert 'value="ada@lichtnetz.example"' in desk.get(desk_url(network)).content.decode()

    def test_addresses_are_forgotten_when_the_link_has_ended(self, author, network, region):
        enquiries.send(network, TO, author)
        Enquiry.objects.update(sent_at=timezone.now() - timedelta(days=enquiries.DAYS + 1))
        enquiries.send(make(Network, regions=[region]), "neu@netz.example", author)
        tasks.tidy_up()  # nobody has to ask once more

        assert set(Enquiry.objects.values_list("email", flat=True)) == {"", "neu@netz.example"}

    def test_the_form_leads_here(self, desk, network):
        page = desk.get(f"/redaktion/networks/network/{network.pk}/change/").content.decode()

        assert desk_url(network) in page


def test_a_mail_that_never_went_out_is_told(author, network, settings):
    enquiry = enquiries.send(network, TO, author)
    enquiries.gave_up.send(sender=None, task_path=enquiries.send_enquiry.module_path, args=[enquiry.pk])

    enquiry.refresh_from_db()
    assert enquiry.outcome == EnquiryOutcome.LOST
