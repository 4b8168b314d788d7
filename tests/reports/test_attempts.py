"""„Lebt es noch?“: visitors say whether they reached somebody; a number is all that stays."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from memory.pages import pages
from networks.models import Network
from publishing.models import SourceDocument
from reports import attempts
from reports.models import Attempts
from tests.factories import cite, hide, make, read

pytestmark = pytest.mark.django_db
URL = "/lebt-es-noch/"
HERE = {"sec-fetch-site": "same-origin"}


@pytest.fixture(autouse=True)
def no_counts():
    yield
    cache.clear()


@pytest.fixture
def network():
    network = make(Network, name="Lichtnetz")
    cite(network, make(SourceDocument, as_of="2018"))
    return network


def send(network, answer="nicht-erreicht", ip="198.51.100.7", **headers):
    browser = Client(enforce_csrf_checks=True, REMOTE_ADDR=ip)
    return browser.post(URL, {"seite": network.get_absolute_url(), "antwort": answer}, headers=headers or HERE)


def counts() -> dict[str, int]:
    return {row.answer: row.number for row in Attempts.objects.all()}


def test_one_tap_is_counted_and_thanked_for_without_a_cookie(network):
    response = send(network)
    page = read(response)

    assert response.status_code == 200 and not response.cookies and "no-store" in response["Cache-Control"]
    assert "Danke, das hilft" in page and "Gezählt als „nicht erreicht“" in page
    assert "Wen Sie stattdessen fragen können" in page
    assert counts() == {"nicht-erreicht": 1}
    assert Attempts.objects.get().month == date.today().replace(day=1)


def test_only_network_answer_month_and_number_are_kept():
    kept = {field.name for field in Attempts._meta.concrete_fields}

    assert kept == {"id", "content_type", "object_id", "month", "answer", "number"}


def test_a_visitor_counts_once_a_day_whatever_they_answer(network):
    send(network)
    assert "schon gezählt" in read(send(network, "erreicht"))
    assert counts() == {"nicht-erreicht": 1}

    assert "Danke" in read(send(make(Network))) and "Danke" in read(send(network, ip="203.0.113.9"))
    assert sum(row.number for row in Attempts.objects.all()) == 3


def test_no_address_lies_in_the_cache_and_another_salt_knows_nobody(network, monkeypatch):
    keys = []
    real = cache.set
    monkeypatch.setattr(cache, "set", lambda key, *rest, **more: keys.append(key) or real(key, *rest, **more))
    send(network)
    assert keys and not any("198.51" in key for key in keys)

    cache.delete(attempts._key(f"{attempts.timezone.localdate()}:salt"))
    assert "Danke" in read(send(network))


def test_floods_are_bounded(network, monkeypatch):
    monkeypatch.setattr(attempts, "MOST_ABOUT", 3)
    statuses = [send(network, ip=f"198.51.100.{number}").status_code for number in range(5)]
    assert statuses == [200, 200, 200, 429, 429] and counts() == {"nicht-erreicht": 3}
    assert send(make(Network)).status_code == 200

    monkeypatch.setattr(attempts, "MOST_EACH", 2)
    others = [send(make(Network), ip="203.0.113.9").status_code for _ in range(3)]
    assert others == [200, 200, 429]

    monkeypatch.setattr(attempts, "MOST_ALL", 6)
    assert send(make(Network), ip="203.0.113.77").status_code == 429


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://anders.example"}])
def test_other_sites_count_nothing(network, headers):
    response = send(network, **headers)

    assert response.status_code == 403 and not counts()
    assert 'name="antwort"' in response.content.decode()


@pytest.mark.parametrize("answer", ["", "vielleicht", "\0", "erreicht' OR 1"])
def test_nonsense_counts_nothing(network, answer):
    assert send(network, answer).status_code == 400 and not counts()


def test_what_is_not_public_has_no_question(network):
    hide(network)

    assert send(network).status_code == 404
    assert Client().get(URL, {"seite": network.get_absolute_url()}).status_code == 404
    assert Client().get(URL).status_code == 404


def test_looking_counts_nothing(client, network):
    assert (
        "Haben Sie hier jemanden erreicht?" in read(client.get(URL, {"seite": network.get_absolute_url()}))
        and not counts()
    )


def test_asked_where_nobody_has_confirmed_and_nothing_has_ended(client, network):
    def asks(record) -> bool:
        return f'action="{URL}"' in client.get(record.get_absolute_url()).content.decode()

    assert asks(network) and asks(make(Network, stated_status="unklar"))
    assert not asks(make(Network, checked_on=date.today()))
    assert not asks(make(Network, stated_status="beendet"))


@pytest.mark.django_db(transaction=True)
def test_an_answer_makes_no_page_anew(client, settings, django_assert_num_queries):
    settings.PORTAL_CACHE = True
    pages.forget()
    network = make(Network)
    urls = (network.get_absolute_url(), "/netzwerke/", "/ueber/unbestaetigt/")
    for url in urls:
        client.get(url)
    send(network)

    for url in urls:
        with django_assert_num_queries(1):  # the stamps
            client.get(url)
    pages.forget()
