"""Nobody fills the list, and nobody keeps others from telling something, least of all what has a deadline."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from reports import limits
from reports.models import Report
from reports.pages import known_path

pytestmark = pytest.mark.django_db
URL = "/fehler-melden/"
SUMS = {word: number for number, word in enumerate(limits.NUMBERS.split())}


@pytest.fixture(autouse=True)
def small_limits(monkeypatch):
    for name, number in {"FREE_EACH": 2, "FREE_ALL": 4, "MOST_EACH": 6, "MOST_ALL": 10}.items():
        monkeypatch.setattr(limits, name, number)
    yield
    cache.clear()


class Visitor:
    def __init__(self, address: str):
        self.browser, self.number = Client(REMOTE_ADDR=address), 0

    def send(self, kind="angabe", solves=False, **values):
        self.number += 1
        text = f"Nummer {self.number} von {self.browser.defaults['REMOTE_ADDR']}"
        data = {"kind": kind, "text": text} | values
        response = self.browser.post(URL, data, headers={"sec-fetch-site": "same-origin"})
        if solves and (question := answer_to(response)):
            response = self.browser.post(URL, data | question, headers={"sec-fetch-site": "same-origin"})
        return response


def answer_to(response) -> dict:
    page = response.content.decode()
    asked = re.search(r'name="frage" value="([^"]+)".*?Wie viel ist (\w+) plus (\w+)\?', page, re.DOTALL)
    return {"frage": asked[1], "antwort": str(SUMS[asked[2]] + SUMS[asked[3]])} if asked else {}


def test_one_sender_cannot_keep_others_away():
    flood, other = Visitor("198.51.100.7"), Visitor("203.0.113.9")
    statuses = [flood.send().status_code for _ in range(8)]

    assert statuses == [200, 200] + [400] * 6
    assert other.send().status_code == 200


def test_whoever_answers_goes_on_up_to_a_bound():
    visitor = Visitor("198.51.100.7")
    statuses = [visitor.send(solves=True).status_code for _ in range(8)]

    assert statuses == [200] * 6 + [429] * 2 and Report.objects.count() == 6


def test_a_wrong_forged_or_old_answer_is_none(monkeypatch):
    visitor = Visitor("198.51.100.7")
    visitor.send(), visitor.send()
    refused = visitor.send()
    question = answer_to(refused)
    assert "Rechenfrage" in refused.content.decode() and "Nummer 3" in refused.content.decode()
    for wrong in ({"antwort": "99"}, {"frage": "5:x:y"}, {"antwort": ""}, {"frage": ""}):
        assert visitor.send(**(question | wrong)).status_code == 400
    monkeypatch.setattr(limits, "HOUR", -1)
    assert visitor.send(**question).status_code == 400


@pytest.mark.parametrize("kind", ["person", "barriere"])
def test_removal_and_barriers_get_through_a_flood_from_everywhere(kind):
    """A flood of one kind has its own budget; within the other, a sum is all that is asked."""
    for number in range(12):
        Visitor(f"198.51.100.{number}").send(solves=True)
    assert Visitor("203.0.113.1").send(solves=True).status_code == 429 and Report.objects.count() == 10

    for number in range(6):
        assert Visitor(f"203.0.113.{number}").send(kind, solves=True).status_code == 200


def test_who_is_refused_learns_another_way(settings):
    settings.OPERATOR_EMAIL = "post@portal.example"
    visitor = Visitor("198.51.100.7")
    for _ in range(6):
        visitor.send("person", solves=True)

    assert "schreiben Sie an post@portal.example" in visitor.send("person").content.decode()


def test_an_ipv6_network_is_one_sender_and_an_unnamed_proxy_is_none():
    statuses = [Visitor(f"2001:db8:1:1::{number}").send().status_code for number in range(1, 5)]
    assert statuses == [200, 200, 400, 400]
    Report.objects.all().delete()
    assert [Visitor("127.0.0.1").send(text=f"x{n}").status_code for n in range(6)] == [200] * 4 + [400] * 2


@pytest.mark.parametrize(
    "typed",
    [
        "/\\boese.example/", "/%5c/../x/", "//boese.example/", "/a//b/", "/./a/", "/a/../b/", "/a/%2e%2e/b/",
        "/\t/boese.example", "/a b/", "/\u202eabc/", "https://boese.example/",
    ],
)  # fmt: skip
def test_a_page_is_a_plain_path_of_this_site(typed):
    assert known_path(typed) == ""
