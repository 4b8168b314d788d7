"""Mails that never went out are told to those who can do something about it."""

import pytest

from core.mail import send_later
from tests.core.test_tasks import queue, work
from tests.roles import administrator, editor

__all__ = ["queue"]
pytestmark = pytest.mark.django_db


def test_administrators_see_how_many_mails_were_given_up(client, settings):
    client.force_login(administrator())
    assert "Aufgegebene Nachrichten" not in client.get("/redaktion/").content.decode()
    settings.EMAIL_BACKEND = "tests.core.mail_server.Refusing"
    send_later("weg@amt.example", "Betreff", "Guten Tag")
    work()

    assert "Aufgegebene Nachrichten <strong>1</strong>" in client.get("/redaktion/").content.decode()
    client.force_login(editor())
    assert "Aufgegebene Nachrichten" not in client.get("/redaktion/").content.decode()
