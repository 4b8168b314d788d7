"""Nobody may try passwords or codes without end, and whoever is stopped learns how long."""

import time
from threading import Thread, current_thread, main_thread

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts import rate_limits
from accounts.cache_keys import hashed_key
from core import tasks
from tests.accounts.conftest import (
    CHECK,
    LOGIN,
    PASSWORD,
    confirm,
    is_signed_in,
    set_up_app,
    sign_in,
)

pytestmark = pytest.mark.django_db


def later(monkeypatch, seconds):
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + seconds)


def from_address(number) -> Client:
    return Client(REMOTE_ADDR=f"10.1.{number // 250}.{number % 250 + 1}")


def test_an_account_is_closed_to_an_address_after_five_wrong_passwords(account, monkeypatch):
    account()
    names = ["ada", "ADA", "ada@amt.example", "Ada@amt.example", "ada"]
    assert [sign_in(from_address(9), name, "falsch").status_code for name in names] == [200] * 5

    refused = sign_in(from_address(9), "ada")
    words = refused.content.decode()
    assert refused.status_code == 429 and "Zu viele Versuche" in words and "noch <strong>5 Minuten</strong>" in words
    assert 280 < int(refused.headers["Retry-After"]) <= 300

    later(monkeypatch, 301)
    client = from_address(9)
    sign_in(client)
    assert is_signed_in(client)


def test_the_waiting_time_shrinks(account, monkeypatch):
    account()
    for _ in range(5):
        sign_in(from_address(8), "ada", "falsch")
    later(monkeypatch, 200)

    assert 60 < int(sign_in(from_address(8), "ada").headers["Retry-After"]) <= 100


def test_other_accounts_stay_open(account):
    account(), account("eva")
    for _ in range(6):
        sign_in(from_address(7), "ada", "falsch")

    client = from_address(7)
    sign_in(client, "eva")
    assert is_signed_in(client)


def test_an_address_is_stopped_whatever_names_it_tries(client, account):
    account()
    statuses = [sign_in(client, f"name{number}", "falsch").status_code for number in range(12)]

    assert statuses == [200] * 10 + [429] * 2
    assert sign_in(client).status_code == 429
    elsewhere = from_address(1)
    sign_in(elsewhere)
    assert is_signed_in(elsewhere)


def test_right_passwords_do_not_count(client, account):
    account()
    for _ in range(12):
        assert sign_in(client).status_code == 302
        client.post("/redaktion/konto/abmelden/")


def test_codes_are_limited_too(client, account):
    account()
    sign_in(client)
    set_up_app(client)
    client.post("/redaktion/konto/abmelden/")
    sign_in(client)
    statuses = [client.post(CHECK, {"code": f"00000{number}"}).status_code for number in range(6)]

    assert statuses == [200] * 5 + [429]
    assert "5 Minuten" in client.post(CHECK, {"code": "000000"}).content.decode()


@pytest.mark.parametrize(
    ("path", "data", "allowed"),
    [
        ("/redaktion/konto/bestaetigen/", {"password": "falsch"}, 5),
        ("/redaktion/konto/passwort/", {"oldpassword": "x", "password1": "y", "password2": "y"}, 5),
    ],
)
def test_changes_of_the_access_are_limited(client, account, path, data, allowed):
    account()
    sign_in(client)
    statuses = [client.post(path, data).status_code for _ in range(allowed + 1)]

    assert statuses == [200] * allowed + [429]


def test_asking_for_links_and_challenges_is_limited(client, account, mailoutbox):
    account()
    for _ in range(7):
        response = client.post("/redaktion/konto/passwort/vergessen/", {"email": "ada@amt.example"})
    assert response.status_code == 429 and len(mailoutbox) == 5

    challenges = [client.get("/redaktion/konto/passkeys/anmelden/", HTTP_ACCEPT="application/json") for _ in range(31)]
    assert [response.status_code for response in challenges] == [200] * 30 + [429]


def test_new_password_opens_the_account_again(account):
    from allauth.account.adapter import get_adapter

    editor = account()
    for _ in range(6):
        response = sign_in(from_address(9), "ada", "falsch")
    assert response.status_code == 429

    get_adapter().forget_attempts(response.wsgi_request, editor)
    assert sign_in(from_address(9)).status_code == 302


@pytest.mark.parametrize("trusted", [0, 1])
def test_forwarded_addresses_count_only_behind_a_proxy(account, settings, trusted):
    """TRUST_PROXY sets the count; without it anybody could claim a new address with each attempt."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    account()
    client = Client(REMOTE_ADDR="10.0.0.1")
    statuses = []
    for number in range(12):
        # The first part is what the visitor claims; the proxy adds the last.
        header = {"x-forwarded-for": f"1.2.3.4, 10.9.9.{number}"}
        data = {"login": f"n{number}", "password": "falsch"}
        statuses.append(client.post(LOGIN, data, headers=header).status_code)

    assert (429 in statuses) is (trusted == 0)


@pytest.mark.parametrize("header", ["unsinn", "", ",", "1.2.3.4:80", "[::1]:80", "unknown, _hidden", "9" * 3000])
def test_nonsense_as_address_is_no_error(account, settings, header):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    account()

    response = Client(REMOTE_ADDR="").post(
        LOGIN, {"login": "ada", "password": PASSWORD}, headers={"x-forwarded-for": header}
    )
    assert response.status_code == 302


def test_counters_hold_no_address_and_no_name_and_go_away(account, monkeypatch):
    account()
    sign_in(Client(REMOTE_ADDR="203.0.113.77"), "ada@amt.example", "falsch")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM portal_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert len(keys) >= 4 and all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in keys)
    assert hashed_key("a", "", 1) == hashed_key("a", "", 1) != hashed_key("b", "", 1)

    with connection.cursor() as cursor:
        cursor.execute("UPDATE portal_cache SET expires = %s", ["2020-01-01 00:00:00"])
    tasks.tidy_up()  # nobody has to come by
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM portal_cache WHERE expires < %s", ["2021-01-01 00:00:00"])
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("seconds", "words"), [(10, "10 Sekunden"), (60, "60 Sekunden"), (61, "2 Minuten"), (3600, "60 Minuten")]
)
def test_waiting_time_in_words(seconds, words):
    assert rate_limits.waiting_time(seconds) == words


def test_confirming_is_possible_after_signing_in(client, account):
    account()
    sign_in(client)

    assert confirm(client).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_processes_count_together(account):
    """Threads with connections of their own stand for processes: they share nothing but the database."""
    account()
    statuses = []

    def attempt(number):
        statuses.append(sign_in(from_address(1), "ada", "falsch").status_code)
        if current_thread() is not main_thread():
            connection.close()

    threads = [Thread(target=attempt, args=[number]) for number in range(8)]
    for thread in threads:
        if connection.vendor == "sqlite":  # whose database in memory belongs to one thread
            thread.run()
        else:
            thread.start()
    for thread in threads:
        if thread.ident:
            thread.join()

    assert 1 <= statuses.count(200) <= 5 and set(statuses) == {200, 429}
    cache.clear()
