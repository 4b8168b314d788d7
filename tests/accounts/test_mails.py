"""Mails of the accounts: sent by the queue, leading to the portal's own address, telling nobody who has an account."""

import json
import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from accounts import invitations
from accounts.models import Editor
from tests.accounts.conftest import PASSWORD, sign_in
from tests.admin_pages import save
from tests.core.test_tasks import queue, work

__all__ = ["queue"]
pytestmark = pytest.mark.django_db
FORGOTTEN = "/redaktion/konto/passwort/vergessen/"
EVIL = "boese.example"


@pytest.fixture(autouse=True)
def names(settings):
    settings.SITE_URL = "https://portal.example"
    settings.ALLOWED_HOSTS = ["*"]


def waiting() -> str:
    return json.dumps(list(DBTaskResult.objects.values("task_path", "args_kwargs")))


def test_links_never_lead_where_the_request_says(admin_client, account):
    account()
    assert Client().post(FORGOTTEN, {"email": "ada@amt.example"}, headers={"host": EVIL}).status_code == 302
    save(admin_client, Editor, username="neu", email="neu@amt.example", HTTP_HOST=EVIL)
    work()

    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert re.findall(r"https?://[^/\s]+", message.body) == ["https://portal.example"]


def test_what_waits_holds_no_link_and_no_password(client, admin_client, account):
    account()
    client.post(FORGOTTEN, {"email": "ada@amt.example"})
    save(admin_client, Editor, username="neu", email="neu@amt.example")
    token = invitations.token_for(Editor.objects.get(username="neu").invitation)
    token = token.partition(":")[0]  # without the second in which it was made

    assert DBTaskResult.objects.count() == 2
    assert "http" not in waiting() and token not in waiting() and PASSWORD not in waiting()
    work()
    assert token in mail.outbox[1].body and not DBTaskResult.objects.exists()


@pytest.mark.parametrize("name", ["ada", "niemand", "neu", "weg"])
def test_asking_for_a_link_does_the_same_for_every_address(client, account, name):
    """Whether somebody has an account would show in the time that the answer takes."""
    account(), account("neu", password=None), account("weg", is_active=False)
    with CaptureQueriesContext(connection) as asked:
        client.post(FORGOTTEN, {"email": f"{name}@amt.example"})
    with CaptureQueriesContext(connection) as for_another:
        Client().post(FORGOTTEN, {"email": "noch-niemand@amt.example"})

    def shape(queries) -> list[str]:
        """Without the counters of tries, which differ between the first and the second, and running numbers."""
        asked = (query["sql"] for query in queries)
        return [re.sub(r'"\w*\d{9}\w*"', "", sql)[:60] for sql in asked if "portal_cache" not in sql]

    assert shape(asked) == shape(for_another)
    assert DBTaskResult.objects.count() == 2 and not mail.outbox


def test_invitation_that_was_replaced_or_revoked_meanwhile_is_not_sent(admin_client):
    save(admin_client, Editor, username="neu", email="neu@amt.example")
    editor = Editor.objects.get(username="neu")
    invitations.invite(editor=editor, by=editor)
    work()
    assert len(mail.outbox) == 1

    invitations.invite(editor=editor, by=editor)
    invitations.revoke(editor.invitation)
    work()
    assert len(mail.outbox) == 1


def test_no_invitation_to_an_account_that_was_not_saved(admin_client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("accounts.admin.steps.messages.success", fail)
    with pytest.raises(RuntimeError):
        save(admin_client, Editor, username="neu", email="neu@amt.example")

    assert not DBTaskResult.objects.exists() and not Editor.objects.filter(username="neu").exists()


def test_changed_password_is_told_later_and_the_page_does_not_wait(client, account, settings):
    account()
    sign_in(client)
    settings.EMAIL_BACKEND = "tests.core.mail_server.Away"
    new = {"oldpassword": PASSWORD, "password1": "acht-gelbe-Vögel!", "password2": "acht-gelbe-Vögel!"}

    assert client.post("/redaktion/konto/passwort/", new).status_code == 302

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    work()
    assert mail.outbox[0].subject == "Passwort geändert"
