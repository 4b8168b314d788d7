"""Accounts, and signing in as a person does: through the forms."""

import re
import time
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client

from accounts.models import Editor

PASSWORD = "sieben-graue-Katzen"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"
LOGIN = "/redaktion/konto/anmelden/"
FACTOR = "/redaktion/konto/zweiter-faktor/"
CHECK = f"{FACTOR}pruefen/"


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def no_turn_of_the_code(monkeypatch):
    """Codes change every half minute, but not between showing one and typing it."""
    now = time.time()
    monkeypatch.setattr(totp, "time", SimpleNamespace(time=lambda: now))


@pytest.fixture
def account():
    """Makes an account that may enter /redaktion/; groups by name."""

    def account(username="ada", *, groups=(), **values) -> Editor:
        values = {"email": f"{username}@amt.example", "password": PASSWORD, "is_staff": True} | values
        editor = Editor.objects.create_user(username, **values)
        editor.groups.set(Group.objects.get_or_create(name=name)[0] for name in groups)
        return editor

    return account


def sign_in(client: Client, login="ada", password=PASSWORD, **more):
    return client.post(LOGIN, {"login": login, "password": password} | more, headers={"user-agent": FIREFOX})


def confirm(client: Client):
    """Re-authenticate, as every change of the access demands."""
    return client.post("/redaktion/konto/bestaetigen/", {"password": PASSWORD})


def code_of(secret: str, steps: int = 0) -> str:
    """What an authenticator app shows, or showed `steps` half-minutes ago."""
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()) - steps))


def forget_used_codes() -> None:
    """A code counts once; the clock of a test does not move on to the next."""
    cache.clear()


def set_up_app(client: Client) -> SimpleNamespace:
    """Set up an app in the browser of somebody signed in; the secret and the recovery codes."""
    confirm(client)
    page = client.get(f"{FACTOR}app/einrichten/").content.decode()
    secret = re.search(r'class="konto-secret">([A-Z2-7]+)<', page)[1]
    response = client.post(f"{FACTOR}app/einrichten/", {"code": code_of(secret)})
    assert response.status_code == 302, response.content.decode()
    page = client.get(f"{FACTOR}codes/").content.decode()
    return SimpleNamespace(secret=secret, codes=re.findall(r"<code>(\d{8})</code>", page))


def is_signed_in(client: Client) -> bool:
    return client.get("/redaktion/").status_code == 200
