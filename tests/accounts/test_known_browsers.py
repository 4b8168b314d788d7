"""Whoever guesses is stopped; whoever signed in before with this browser is not locked out by it."""

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client

from accounts.known_browsers import COOKIE
from tests.accounts.conftest import LOGIN, PASSWORD, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
LEAVE = "/redaktion/konto/abmelden/"


@pytest.fixture(autouse=True)
def fresh_counts(settings):
    """Few are allowed together, so that a test reaches it with few requests."""
    settings.ACCOUNT_RATE_LIMITS = {
        "login_failed": "10/m/ip,5/5m/key", "login_failed_anywhere": "8/h/key", "login_failed_known": "5/5m/key",
    }  # fmt: skip
    yield
    cache.clear()


def at(number: int) -> Client:
    return Client(REMOTE_ADDR=f"203.0.113.{number}")


def guess(count: int, name="ada", first=100) -> list[int]:
    """From many addresses."""
    return [sign_in(at(first + number), name, "falsch").status_code for number in range(count)]


def test_five_wrong_tries_of_one_stranger_lock_nobody_else_out(account):
    account()
    stranger = at(1)
    assert [sign_in(stranger, "ada", "falsch").status_code for _ in range(6)] == [200] * 5 + [429]

    holder = at(2)
    assert sign_in(holder).status_code == 302 and is_signed_in(holder)


def test_a_flood_from_everywhere_is_stopped_but_not_a_known_browser(account):
    account()
    known, unknown = at(1), at(2)
    sign_in(known)
    known.post(LEAVE)
    assert guess(10) == [200] * 8 + [429] * 2
    assert sign_in(unknown).status_code == 429

    assert sign_in(known).status_code == 302 and is_signed_in(known)


def test_a_known_browser_is_limited_by_itself_wherever_it_is(account):
    account()
    browser = at(1)
    sign_in(browser)
    browser.post(LEAVE)
    statuses = []
    for number in range(6):
        browser.defaults["REMOTE_ADDR"] = f"203.0.113.{number}"
        statuses.append(sign_in(browser, "ada", "falsch").status_code)

    assert statuses == [200] * 5 + [429] and sign_in(browser).status_code == 429


@pytest.mark.parametrize("forge", ["", "x", "W10:1abc:def", "other"])
def test_a_cookie_of_another_account_or_a_forged_one_is_none(account, forge):
    account(), account("eva")
    browser = at(1)
    sign_in(browser, "eva")
    browser.post(LEAVE)
    if forge != "other":
        browser.cookies[COOKIE] = forge
    guess(8)

    assert sign_in(browser).status_code == 429


def test_the_cookie_opens_nothing_and_stays_in_the_area(account):
    account()
    browser = at(1)
    sign_in(browser)
    cookie = browser.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/redaktion/", True, "Lax")
    assert PASSWORD not in cookie.value and "ada" not in str(signing.loads(cookie.value, salt="portal.known-browser"))

    other = Client()
    other.cookies[COOKIE] = cookie.value
    assert not is_signed_in(other) and other.get(LOGIN).status_code == 200


def test_after_a_new_password_the_holder_gets_in_although_others_go_on(account):
    from allauth.account.adapter import get_adapter

    editor = account()
    guess(9)
    holder = at(2)
    refused = sign_in(holder)
    assert refused.status_code == 429

    get_adapter().forget_attempts(refused.wsgi_request, editor)  # what choosing the new password does
    assert sign_in(holder).status_code == 302
    holder.post(LEAVE)
    guess(9, first=150)
    assert sign_in(holder).status_code == 302
