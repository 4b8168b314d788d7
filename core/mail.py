"""Mails leave as tasks: no request waits for a mail server, and one that is away for hours loses none."""

from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage

from core.tasks import URGENT, Hopeless, task

_AWAY = "core.mail.away"
# After a server did not take one mail, none is tried for this long: each might wait for its whole time-out,
# and everything else in the queue with it.
SECONDS_AWAY = 50


class NotSent(Exception):
    """The mail server did not take a mail; says why, without addresses."""


def link(path: str) -> str:
    """The full address of a page, for mails: never from what a request says about its host."""
    return f"{settings.SITE_URL}{path}"


def send_later(to: str, subject: str, body: str) -> None:
    """Have a mail sent once the transaction is through. Not for texts with secrets, which would lie in a table:
    those are written in a task of their own that ends with `send_now`."""
    deliver.enqueue(to, subject, body)


@task(takes_context=True, priority=URGENT)
def deliver(context, to: str, subject: str, body: str) -> None:
    send_now(context, to, subject, body)


def send_now(context, to: str, subject: str, body: str, reply_to: str = "") -> None:
    """In a task: hand a mail to the server. Raises NotSent, and Hopeless if it never takes this address."""
    if cache.get(_AWAY):
        raise NotSent("The server was away a moment ago.")
    # Sent twice, it is the same mail.
    subject = " ".join(subject.split())  # names in it may have lines, a header has none
    same = {"Message-ID": f"<{context.task_result.id}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"}
    try:
        answers = [reply_to] if reply_to else None
        EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], headers=same, reply_to=answers).send()
    except SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        raise (Hopeless if 500 <= code < 600 else NotSent)(f"Address refused: {code}") from None
    except OSError as error:
        cache.set(_AWAY, True, timeout=SECONDS_AWAY)
        number = getattr(error, "smtp_code", None) or error.errno or ""
        raise NotSent(f"{type(error).__name__} {number}".strip()) from None
