"""What an administrator does to somebody's access is told to the holder, where the holder still reads it."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail

from accounts.models import Editor
from tests.accounts.conftest import is_signed_in, set_up_app, sign_in
from tests.admin_pages import save

pytestmark = pytest.mark.django_db
FORGOTTEN = "/redaktion/konto/passwort/vergessen/"


@pytest.fixture
def change(admin_client):
    def change(editor, **values):
        assert save(admin_client, editor, **values).status_code == 302
        editor.refresh_from_db()

    return change


def test_a_changed_address_is_told_to_the_old_one_and_ends_open_links(client, account, change):
    editor = account()
    client.post(FORGOTTEN, {"email": "ada@amt.example"})
    link = re.search(r"https?://[^/]+(\S+)", mail.outbox.pop().body)[1]

    change(editor, email="boese@anderswo.example")

    [message] = mail.outbox
    assert message.to == ["ada@amt.example"] and "anderswo" not in message.body
    assert "„admin“ der Verwaltung hat die E-Mail-Adresse Ihres Kontos „ada“ geändert" in message.body
    assert "gilt nicht mehr" in client.get(link, follow=True).content.decode()
    log = LogEntry.objects.get(object_id=editor.pk).change_message
    assert "„ada@amt.example“ → „boese@anderswo.example“" in log


def test_other_changes_tell_nobody(account, change):
    change(account(), first_name="Ada")
    change(account("ohne", email=""), email="neu@amt.example")

    assert not mail.outbox


def test_an_open_invitation_to_the_old_address_ends(client, admin_client, change, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        save(admin_client, Editor, username="neu", email="neu@amt.example")
    link = re.search(r"https?://[^/]+(\S+)", mail.outbox[0].body)[1]
    editor = Editor.objects.get(username="neu")
    assert client.get(link).status_code == 200

    change(editor, email="anders@amt.example")

    assert client.get(link).status_code == 410


def test_a_second_factor_that_was_reset_is_told(client, account, admin_client):
    editor = account()
    sign_in(client)
    set_up_app(client)
    mail.outbox.clear()

    admin_client.post(f"/redaktion/accounts/editor/{editor.pk}/konto/faktor-zuruecksetzen/")

    [message] = mail.outbox
    assert message.to == ["ada@amt.example"] and "zweiten Faktor Ihres Kontos „ada“ zurückgesetzt" in message.body
    assert not is_signed_in(client)
