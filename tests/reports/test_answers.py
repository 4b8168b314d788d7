"""A report is answered from the desk, its entry put right by its number; settled, its sender is forgotten."""

import pytest
from django.core import mail
from django.urls import reverse

from cases import actions as cases
from cases.models import Case
from core.mail import NotSent
from networks.models import Network
from publishing import actions
from publishing.history import type_of
from publishing.models import Revision
from regions.models import Region
from reports import answers
from reports.models import Report
from tests.factories import make
from tests.roles import change, editor, releasable, reviewer, signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "ina@firma.example"


@pytest.fixture
def network() -> Network:
    return releasable(Network, name="Lichtnetz", regions=[make(Region)])


@pytest.fixture
def report(network, settings) -> Report:
    settings.SITE_URL, settings.OPERATOR_EMAIL = "https://portal.example", "netze@stadt.example"
    about = {"content_type": type_of(network), "object_id": network.pk, "path": network.get_absolute_url()}
    return Report.objects.create(kind="angabe", text="Es sind 17 Mitglieder.", email=ADDRESS, **about)


def test_answered_settled_and_the_address_is_gone(report):
    page = signed_in(editor(office="Wirtschaftsförderung Musterland"))
    url = report.get_absolute_url()
    shown = page.get(url, {"satz": "berichtigt"}).content.decode()
    assert "Wir haben die Angabe geprüft und berichtigt." in shown and "Wirtschaftsförderung Musterland" in shown

    text = f"Guten Tag,\r\n\r\nes sind jetzt 17. Wir antworten an {ADDRESS}."
    answer = page.post(url, {"schritt": "antworten", "antwort": text, "ergebnis": "berichtigt"})

    assert answer.status_code == 302
    (message,) = mail.outbox
    assert (message.to, message.reply_to) == ([ADDRESS], ["netze@stadt.example"])
    assert message.subject == f"Netzwerkportal: Ihre Meldung {report.number}"
    assert "es sind jetzt 17." in message.body and "https://portal.example/netzwerke/lichtnetz/" in message.body
    report.refresh_from_db()
    assert (report.state, report.email, report.outcome, report.delivery) == ("erledigt", "", "berichtigt", "gesendet")
    assert "es sind jetzt 17." in report.answer and ADDRESS not in report.answer
    assert page.post(url, {"schritt": "antworten", "antwort": "Noch einmal."}).status_code == 400
    assert len(mail.outbox) == 1


def test_a_question_back_leaves_it_open_with_its_address(report):
    page = signed_in(editor())

    page.post(report.get_absolute_url(), {"schritt": "rueckfragen", "antwort": "Woher wissen Sie das?"})

    report.refresh_from_db()
    assert (report.state, report.email, len(mail.outbox)) == ("offen", ADDRESS, 1)
    assert page.post(report.get_absolute_url(), {"schritt": "antworten", "antwort": " "}).status_code == 400


def test_what_nobody_got_is_open_again(report):
    by = editor()
    Report.objects.filter(pk=report.pk).update(
        state="erledigt", delivery="wartet", answer="Guten Tag", answered_by=by, done_by=by
    )

    answers.say_undelivered(None, answers.send_answer.module_path, [report.pk])

    report.refresh_from_db()
    assert (report.state, report.delivery, report.email) == ("offen", "unzustellbar", ADDRESS)
    assert "nicht zustellbar" in signed_in(by).get(report.get_absolute_url()).content.decode()


def test_nothing_is_forgotten_before_the_mail_has_left(report, monkeypatch):
    def away(*args, **kwargs):
        raise NotSent("away")

    monkeypatch.setattr(answers, "send_now", away)

    answers.answer(report, "Guten Tag", editor(), settles=True)

    report.refresh_from_db()
    assert report.email == ADDRESS


def test_the_change_carries_the_number_and_its_release_offers_to_settle(report, network):
    author, boss = editor(), reviewer()
    page = signed_in(author)
    there = page.post(report.get_absolute_url(), {"schritt": "berichtigen"})
    assert there.url == reverse("desk:entry", args=["networks.network", network.pk])
    form = page.get(reverse("admin:networks_network_change", args=[network.pk])).content.decode()
    assert f'value="Meldung {report.number}"' in form
    job = page.get(reverse("jobs:job_at", args=["umbenannt", "networks.network", network.pk])).content.decode()
    assert f'value="Meldung {report.number}"' in job
    waiting = change(network, author, submit=False, summary="Neu.")
    Revision.objects.filter(pk=waiting.pk).update(why=f"Meldung {report.number}")
    actions.submit(record=network, by=author)
    assert "Lichtnetz" in page.get(report.get_absolute_url()).content.decode()

    actions.release(revision=Revision.objects.get(pk=waiting.pk), by=boss)

    report.refresh_from_db()
    assert report.fixed_at and report.state == "offen"
    assert "Jetzt antworten und erledigen" in page.get(report.get_absolute_url()).content.decode()
    entry = page.get(reverse("desk:entry", args=["networks.network", network.pk])).content.decode()
    assert "berichtigt: jetzt beantworten" in entry


def test_a_case_has_the_number_as_its_reference(report):
    author, boss = editor(), reviewer()
    case = cases.begin(title="Zahl berichtigt", by=author, why=f"Meldung {report.number}")
    about = releasable(Network, regions=[make(Region)])
    change(about, author, submit=False, summary="Neu.")
    cases.add(case=case, records=[about], by=author)

    cases.submit(case=case, by=author)

    assert Case.objects.get().reference == report.number
    cases.release(case=case, by=boss)
    report.refresh_from_db()
    assert report.fixed_at


def test_the_number_of_another_or_of_a_settled_one_moves_nothing(report, network):
    report.state = "erledigt"
    report.save()
    author, boss = editor(), reviewer()
    for why in (f"Meldung {report.number}", "Meldung FM-2020-9999", f"Meldung {report.number}1"):
        waiting = change(network, author, submit=False, summary=f"Neu, {why[-3:]}.")
        Revision.objects.filter(pk=waiting.pk).update(why=why)
        actions.submit(record=network, by=author)
        actions.release(revision=Revision.objects.get(pk=waiting.pk), by=boss)

    report.refresh_from_db()
    assert report.fixed_at is None
