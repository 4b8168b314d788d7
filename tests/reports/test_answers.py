"""A report is answered from the desk, its entry put right by its number; settled, its sender is forgotten."""

import pytest
from django.core import mail
from django.urls import reverse

from cases import actions as cases
from cases.models import Case
from contacts.models import Channel, Person, Responsibility
from core.mail import NotSent
from desk.pages import entry_url
from networks.models import Network
from publishing import actions, history
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
    author, boss = editor(email="autorin@x.example"), reviewer()
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
    answer_here = f"Meldung {report.number}: https://portal.example{report.get_absolute_url()}"
    assert [message.to for message in mail.outbox if answer_here in message.body] == [["autorin@x.example"]]
    assert "Jetzt antworten und erledigen" in page.get(report.get_absolute_url()).content.decode()
    entry = page.get(reverse("desk:entry", args=["networks.network", network.pk])).content.decode()
    assert "berichtigt: jetzt beantworten" in entry


def test_a_number_put_right_on_the_page_of_the_entry_carries_the_report_and_is_answered_once_public(report, network):
    person = releasable(Person, given_name="Katharina", family_name="Fox")
    make(Channel, person=person, kind="mobil", value="01512 7698412")
    make(Responsibility, person=person, network=network, task="Ansprechperson")
    page = signed_in(editor())
    page.post(report.get_absolute_url(), {"schritt": "berichtigen"})
    shown = page.get(entry_url(network))
    (way,) = shown.context["ways"]
    assert f"Als Grund steht dann dabei: Meldung {report.number}" in shown.content.decode()
    bound = [field for form in [way.formset.management_form, *way.formset] for field in form if field.name != "DELETE"]
    sent = {one.html_name: "" if one.value() is None else one.value() for one in bound}

    page.post(way.edit_url, {"_opened": way.token, **sent, "channels-0-value": "0621 293-9978", "_submit": "1"})

    (waiting,) = Revision.objects.of(person).open()
    assert waiting.why == f"Meldung {report.number}"
    assert "Sobald das freigegeben ist" in page.get(report.get_absolute_url()).content.decode()
    actions.release(revision=waiting, by=reviewer())
    answering = page.get(report.get_absolute_url()).content.decode()
    assert "Auf der Seite steht jetzt der neue Stand." in answering and "Sobald" not in answering
    page.post(report.get_absolute_url(), {"schritt": "erledigen", "ergebnis": "berichtigt"})
    assert report.number not in page.get(entry_url(network)).content.decode(), "settled, it is no reason any more"


def test_while_a_part_of_it_still_waits_nobody_is_told_that_all_is_public(report, network):
    author, boss = editor(), reviewer()
    other = releasable(Network, name="Zweitnetz", regions=[make(Region)])
    for record in (network, other):
        waiting = change(record, author, submit=False, summary="Neu.")
        Revision.objects.filter(pk=waiting.pk).update(why=f"Meldung {report.number}")
        actions.submit(record=record, by=author)

    actions.release(revision=history.open_change(network), by=boss)

    shown = signed_in(author).get(report.get_absolute_url()).content.decode()
    assert "Sobald das freigegeben ist" in shown and "Jetzt antworten und erledigen" not in shown


def test_a_case_without_words_of_its_own_follows_what_its_changes_name(report, network):
    author, boss = editor(), reviewer()
    case = cases.begin(title="Vieles", by=author)
    waiting = change(network, author, submit=False, summary="Neu.")
    Revision.objects.filter(pk=waiting.pk).update(why=f"Meldung {report.number}")
    cases.add(case=case, records=[network], by=author)
    cases.submit(case=case, by=author)

    cases.release(case=case, by=boss)

    report.refresh_from_db()
    assert report.fixed_at and Case.objects.get().reference == report.number


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
