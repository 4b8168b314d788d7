"""The record of sign-ins: written with each, kept for a time, told to the holder of the account."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.dispatch import receiver
from django.utils import timezone

from accounts.models import Editor, SignIn
from accounts.sessions import delete_expired
from core.tasks import tidying

# Told apart by these marks, in this order, since each names its ancestors too.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
UNKNOWN_BROWSER = "anderer Browser"
# Whoever tries without end must not fill the disk.
MOST_FAILURES = 200


def browser_name(user_agent: str) -> str:
    """Coarse on purpose: enough to say „das war ich“, too little to recognise a device."""
    return next((name for mark, name in BROWSERS if mark in user_agent), UNKNOWN_BROWSER)


def record_sign_in(editor: Editor, *, succeeded: bool, user_agent: str) -> None:
    """Write one row and delete what is older than it may be."""
    SignIn.objects.create(editor=editor, succeeded=succeeded, browser=browser_name(user_agent))
    SignIn.objects.filter(at__lt=timezone.now() - timedelta(days=SignIn.DAYS)).delete()
    failures = SignIn.objects.filter(editor=editor, succeeded=False)
    too_many = list(failures.values_list("pk", flat=True)[MOST_FAILURES:])
    SignIn.objects.filter(pk__in=too_many).delete()


@receiver(tidying)
def delete_what_expired(**kwargs) -> None:
    """Sessions, and counters: the database cache deletes by itself only when it is full."""
    delete_expired()
    cache = settings.CACHES["default"]
    if cache["BACKEND"].endswith("DatabaseCache"):
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(cache["LOCATION"])
            now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])


@dataclass(frozen=True)
class LastVisit:
    """What happened before the present sign-in."""

    previous: SignIn | None
    failures: int

    def __str__(self) -> str:
        if self.previous is None:
            words, since = "Dies ist die erste gespeicherte Anmeldung dieses Kontos.", "Vorher"
        else:
            at: datetime = timezone.localtime(self.previous.at)
            words = f"Letzte Anmeldung am {at:%d.%m.%Y um %H:%M} Uhr mit {self.previous.browser}."
            since = "Seitdem"
        if self.failures == 1:
            words += f" {since} ist ein Versuch gescheitert."
        elif self.failures:
            words += f" {since} sind {self.failures} Versuche gescheitert."
        return words


def last_visit(editor: Editor) -> LastVisit:
    """The successful sign-in before the latest one, and how many failed in between."""
    latest, previous = [*SignIn.objects.filter(editor=editor, succeeded=True)[:2], None, None][:2]
    failures = SignIn.objects.filter(editor=editor, succeeded=False)
    if latest:
        failures = failures.filter(at__lt=latest.at)
    if previous:
        failures = failures.filter(at__gt=previous.at)
    return LastVisit(previous, failures.count())
