"""When a session ends: by itself, by a new password, by a button, by an administrator."""

import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from core.tasks import tidying
from tests.accounts.conftest import PASSWORD, is_signed_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Moves the time, for sessions in the database as well."""
    passed = {"hours": 0.0}
    real, now = time.time, timezone.now
    monkeypatch.setattr(time, "time", lambda: real() + passed["hours"] * 3600)
    monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(hours=passed["hours"]))

    def move(hours):
        passed["hours"] += hours

    return move


def test_ends_with_the_browser_and_after_eight_hours_without_work(client, account, clock):
    account()
    sign_in(client)
    cookie = client.cookies["sessionid"]
    assert cookie["max-age"] == "" and cookie["expires"] == "" and cookie["httponly"]

    clock(7)
    assert is_signed_in(client)
    clock(7)
    assert is_signed_in(client)
    clock(8.1)
    assert not is_signed_in(client)


def test_nobody_can_stay_signed_in(client, account):
    account()
    page = client.get("/redaktion/konto/anmelden/").content.decode()
    sign_in(client, remember="on")

    assert "remember" not in page and client.cookies["sessionid"]["max-age"] == ""


def test_work_does_not_write_with_every_page(client, account):
    account(is_superuser=True)
    sign_in(client)
    client.get("/redaktion/")
    before = Session.objects.get().expire_date
    client.get("/redaktion/")

    assert Session.objects.get().expire_date == before


def test_new_password_ends_the_other_sessions(client, account, mailoutbox):
    account()
    other = Client()
    sign_in(client), sign_in(other)

    data = {"oldpassword": PASSWORD, "password1": "acht-gelbe-Vögel!", "password2": "acht-gelbe-Vögel!"}
    assert client.post("/redaktion/konto/passwort/", data).status_code == 302

    assert is_signed_in(client) and not is_signed_in(other)
    [mail] = mailoutbox
    assert mail.to == ["ada@amt.example"] and "Passwort wurde geändert" in mail.body and "127.0.0.1" not in mail.body


def test_leaving_everywhere_leaves_others_alone(client, account):
    account(), account("eva")
    second, eva = Client(), Client()
    sign_in(client), sign_in(second), sign_in(eva, "eva")
    assert client.get("/redaktion/konto/ueberall-abmelden/").status_code == 405

    response = client.post("/redaktion/konto/ueberall-abmelden/", follow=True)

    assert "überall abgemeldet" in response.content.decode()
    assert not is_signed_in(client) and not is_signed_in(second) and is_signed_in(eva)


def test_administrator_ends_the_sessions_of_a_colleague(client, account, admin_client):
    editor = account()
    sign_in(client)

    admin_client.post(f"/redaktion/accounts/editor/{editor.pk}/konto/abmelden/")

    assert not is_signed_in(client) and is_signed_in(admin_client)


def test_expired_sessions_are_deleted_whether_or_not_somebody_signs_in(client, account):
    account()
    sign_in(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(hours=1))
    tidying.send(sender=None)

    assert Session.objects.count() == 0
