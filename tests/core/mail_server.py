"""Mail servers that do not do what they should, as backends for EMAIL_BACKEND."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.base import BaseEmailBackend


def note(messages) -> None:
    """For tests that count."""


class Away(BaseEmailBackend):
    def send_messages(self, messages):
        note(messages)
        raise ConnectionRefusedError(111, "Connection refused")


class Refusing(BaseEmailBackend):
    """Knows nobody of that name."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such user here")})
