"""The command: what is due, what it writes down, what it leaves alone."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from links import check
from links.ask import Answer
from links.models import LinkResult
from networks.models import Network
from publishing.enums import LinkCheck
from publishing.models import Link, Revision
from tests.factories import make

pytestmark = pytest.mark.django_db
URL = "https://netz.example/"
LOST = Answer(LinkCheck.BROKEN, 404, error="404: Seite nicht gefunden")
FINE = Answer(LinkCheck.OK, 200)


class Told:
    """Answers as told, and remembers what was asked."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def ask(self, url):
        self.asked.append(url)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def run(asker, most=100, older_than=7):
    return check.check_links(most=most, older_than=older_than, asker=asker)


def days_pass(days=8):
    for result in LinkResult.objects.order_by("day"):
        result.day -= timedelta(days=days)
        result.save()


def test_command_asks_and_says_what_it_found(site, capsys, monkeypatch):
    monkeypatch.setattr("links.ask.SHORTEST_DELAY", 0)
    monkeypatch.setattr("links.ask.Asker._wait", lambda *a: None)
    network = make(Network)
    links = [make(Link, subject=network, url=f"{site}{path}") for path in ("/", "/alt", "/fehlt")]

    call_command("check_links")

    assert "3 Adressen geprüft: 1 erreichbar, 1 leitet um, 1 nicht erreichbar." in capsys.readouterr().out
    assert [Link.objects.get(pk=link.pk).check_result for link in links] == ["ok", "umgeleitet", "unsicher"]
    assert LinkResult.objects.get(url=f"{site}/alt").words == f"leitet um auf {site}/neu"
    call_command("check_links")
    assert "nichts fällig" in capsys.readouterr().out


def test_broken_is_only_what_fails_on_two_days():
    link = make(Link, subject=make(Network), url=URL)
    seen = []
    for answer in (FINE, LOST, LOST, FINE):
        run(Told(answer))
        link.refresh_from_db()
        seen.append(link.check_result)
        days_pass()

    assert seen == ["ok", "unsicher", "defekt", "ok"]


def test_who_turns_the_check_away_is_never_broken():
    link = make(Link, subject=make(Network), url=URL)
    for answer in (Answer(LinkCheck.UNSURE, 403), Answer(LinkCheck.UNSURE, 403), LOST, Answer(LinkCheck.UNSURE, 999)):
        run(Told(answer))
        days_pass()
        link.refresh_from_db()
        assert link.check_result == LinkCheck.UNSURE


def test_what_was_found_of_an_address_is_not_said_of_another():
    link = make(Link, subject=make(Network), url=URL)
    for _ in range(2):
        run(Told(LOST))
        days_pass()
    link.refresh_from_db()
    link.label = "Andere Worte"
    link.save()
    assert link.check_result == LinkCheck.BROKEN

    link.url = "https://neu.example/"
    link.save()

    link.refresh_from_db()
    assert (link.check_result, link.checked_at) == (LinkCheck.UNCHECKED, None)


def test_asking_twice_a_day_makes_no_second_day():
    link = make(Link, subject=make(Network), url=URL)
    check.note(URL, LOST)
    check.note(URL, LOST)

    link.refresh_from_db()
    assert link.check_result == LinkCheck.UNSURE and LinkResult.objects.count() == 1


def test_is_no_check_of_the_entry_and_no_change():
    network = make(Network, checked_on=timezone.localdate() - timedelta(days=900))
    make(Link, subject=network, url=URL)
    before = Network.objects.get()

    run(Told(FINE))

    after = Network.objects.get()
    assert (after.checked_on, after.changed_at) == (before.checked_on, before.changed_at)
    assert Link.objects.get().checked_at and not Revision.objects.exists()


def test_asks_each_address_once_bounded_and_the_longest_unasked_first():
    network = make(Network)
    for url in (URL, URL, "https://b.example/1", "https://b.example/2", "https://c.example/"):
        make(Link, subject=network, url=url)
    Link.objects.filter(url=URL).update(checked_at=timezone.now())
    asker = Told(FINE)

    run(asker, most=3)
    assert asker.asked == ["https://b.example/1", "https://c.example/", "https://b.example/2"]
    run(asker, most=3)
    assert asker.asked[3:] == [URL]
    run(asker)
    assert len(asker.asked) == 4


def test_history_is_kept_for_a_year():
    make(Link, subject=make(Network), url=URL)
    today = timezone.localdate()
    for days in (370, 100):
        make(LinkResult, url=URL, day=today - timedelta(days=days), outcome="ok")

    run(Told(FINE))

    assert sorted((today - result.day).days for result in LinkResult.objects.all()) == [0, 100]


@pytest.mark.parametrize("options", [{"max": 0}, {"older_than": -1}])
def test_command_refuses_nonsense(options):
    with pytest.raises(CommandError):
        call_command("check_links", **options)
