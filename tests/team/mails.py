"""What the team is told by mail."""

from django.core import mail


def told() -> list[tuple[str, str]]:
    """To whom and what about; the mails are taken out."""
    found = [(message.to[0].partition("@")[0], message.subject.partition(": ")[2]) for message in mail.outbox]
    mail.outbox.clear()
    return sorted(found)
