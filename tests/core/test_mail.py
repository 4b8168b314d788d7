"""Mails wait for the server, not people; and the queue keeps no links that open accounts."""

import json

import pytest
from django.core import mail
from django.core.cache import cache
from django_tasks_db.models import DBTaskResult

from core.mail import send_later
from tests.core import mail_server
from tests.core.test_tasks import hopes, let_time_pass, queue, work

__all__ = ["hopes", "queue"]
pytestmark = pytest.mark.django_db


def test_mail_is_sent_when_the_server_is_back(settings, caplog):
    settings.EMAIL_BACKEND = "tests.core.mail_server.Away"
    send_later("ada@amt.example", "Betreff", "Guten Tag")
    work()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    let_time_pass()
    cache.clear()
    work()

    [message] = mail.outbox
    assert (message.to, message.subject, message.body) == (["ada@amt.example"], "Betreff", "Guten Tag")
    assert "ada@" not in caplog.text and "ConnectionRefusedError" in caplog.text


def test_server_that_hangs_is_asked_once_not_for_every_mail(settings, monkeypatch):
    settings.EMAIL_BACKEND = "tests.core.mail_server.Away"
    asked = []
    monkeypatch.setattr(mail_server, "note", asked.append)
    for _ in range(3):
        send_later("ada@amt.example", "Betreff", "Guten Tag")
    work()

    assert len(asked) == 1 and DBTaskResult.objects.filter(status="READY").count() == 3


def test_mail_tried_twice_is_the_same_mail(settings):
    send_later("ada@amt.example", "Betreff", "Guten Tag")
    row = DBTaskResult.objects.get()
    work()
    row.save(force_insert=True)  # as if the process had been killed just before it noted that it was done
    work()

    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_address_that_is_refused_for_good_is_not_tried_again(settings, caplog, hopes):
    settings.EMAIL_BACKEND = "tests.core.mail_server.Refusing"
    send_later("weg@amt.example", "Betreff", "Guten Tag")
    work()

    assert len(hopes) == 1 and "550" in caplog.text and "weg@" not in caplog.text
    assert "weg@" not in json.dumps(list(DBTaskResult.objects.values("args_kwargs", "traceback")))


def test_name_with_line_ends_in_a_subject_is_no_header():
    send_later("ada@amt.example", "Stimmt „Netz\r\nBcc: alle@amt.example\u2028“ noch?", "Guten Tag")
    work()

    [message] = mail.outbox
    assert message.subject == "Stimmt „Netz Bcc: alle@amt.example “ noch?" and "Bcc" not in message.message()
