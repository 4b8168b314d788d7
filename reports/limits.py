"""How many reports are taken, so that nobody can fill the list or keep others from using it.

A few from each sender are taken as they come. After that, or while many arrive from everywhere, a sum has to be
solved. Removals and barriers, which the law gives a deadline, have a budget of their own.
"""

import ipaddress
import secrets
from datetime import timedelta
from enum import Enum

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from core.words import _, _lazy
from reports.models import Report

HOUR = 60 * 60
FREE_EACH = 5  # an hour, of one sender, without a question
FREE_ALL = 60  # an hour, of all, in each of the two budgets
MOST_EACH = 30  # an hour, with it
MOST_ALL = 600
_SALT = "portal.report.question"
NUMBERS = _lazy("null eins zwei drei vier fünf sechs sieben acht neun")


class Verdict(Enum):
    """What happens to the next report."""

    TAKEN, ASKED, REFUSED = range(3)


def sender_of(request: HttpRequest) -> str:
    """Where a report comes from, as coarse as providers give it out; empty where nobody can tell senders apart.

    Kept for an hour and only as a hash (settings.CACHES), to count by.
    """
    try:
        ip = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except ValueError:
        return ""
    if ip.is_loopback:  # a proxy that does not say for whom it asks
        return ""
    return str(ipaddress.ip_network((ip, 64 if ip.version == 6 else 32), strict=False))


def judge(sender: str, *, urgent: bool) -> Verdict:
    """For one report more."""
    own = cache.get(_key(sender), 0) if sender else 0
    since = timezone.now() - timedelta(seconds=HOUR)
    everybody = Report.objects.filter(created_at__gt=since, is_urgent=urgent).count()
    if own >= MOST_EACH or everybody >= MOST_ALL:
        return Verdict.REFUSED
    return Verdict.ASKED if own >= FREE_EACH or everybody >= FREE_ALL else Verdict.TAKEN


def count(sender: str) -> None:
    """One report was taken."""
    if sender:
        cache.set(_key(sender), cache.get(_key(sender), 0) + 1, HOUR)


def _key(sender: str) -> str:
    return f"report:{sender}"


def new_question() -> tuple[str, str]:
    """A sum in words, and what to send back with the answer."""
    first, second = (2 + secrets.randbelow(8) for number in range(2))
    words = NUMBERS.split()
    question = _("Wie viel ist {first} plus {second}?").format(first=words[first], second=words[second])
    return question, signing.dumps(first + second, salt=_SALT)


def is_answered(question: str, answer: str) -> bool:
    try:
        return answer.strip() == str(signing.loads(question, salt=_SALT, max_age=HOUR))
    except signing.BadSignature:
        return False
