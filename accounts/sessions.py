"""Sessions of an account: kept alive while it works, and ended everywhere."""

import time

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import Editor

SEEN = "seen"
# Not with every request: each is a write.
SECONDS_BETWEEN_WRITES = 300


def mark_seen(session) -> None:
    """Count the time without work anew; saving the session moves its end."""
    now = int(time.time())
    if now - session.get(SEEN, 0) >= SECONDS_BETWEEN_WRITES:
        session[SEEN] = now


def end_sessions(editor: Editor, *, keep: str | None = None) -> int:
    """End every session of an account, but not the one with the key `keep`; returns how many.

    Reads them all: there are as many as people who work, because expired ones are deleted soon.
    """
    theirs = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=timezone.now()).exclude(pk=keep)
        if session.get_decoded().get(SESSION_KEY) == str(editor.pk)
    ]
    return Session.objects.filter(pk__in=theirs).delete()[0]


def delete_expired() -> None:
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
