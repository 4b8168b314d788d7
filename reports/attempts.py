"""„Lebt es noch?“: whether visitors reached somebody, counted by entry, answer and month.

Of which kinds of entries it is asked, `pages.alive.asked_about` says. One visitor counts once a day for an entry. What
tells visitors apart is a hash with a salt that is drawn anew every day and forgotten with it: afterwards nobody can say
whose it was. Nothing of it stands beside the counts.
"""

import hmac
import secrets
from collections.abc import Iterable
from datetime import date
from enum import Enum

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from publishing.history import type_of
from publishing.models import Record
from reports.enums import Reached
from reports.models import Attempts

HOUR, DAY = 60 * 60, 24 * 60 * 60
MOST_EACH = 25  # entries a day, of one sender
MOST_ABOUT = 30  # answers a day about one entry, of all
MOST_ALL = 600  # an hour


class Counted(Enum):
    """What became of an answer."""

    YES, BEFORE, TOO_MANY = range(3)


def count(record: Record, answer: Reached, sender: str) -> Counted:
    """One visitor's answer. `sender`: see `reports.limits.sender_of`; without one, only the bounds for all hold."""
    now = timezone.localtime()
    day, about = now.date(), f"{record._meta.label_lower}:{record.pk}"
    bounds = [(f"{day}:{now.hour}:all", MOST_ALL, HOUR), (f"{day}:about:{about}", MOST_ABOUT, DAY)]
    if sender:
        known = _hash(day, sender)
        bounds.append((f"{day}:of:{known}", MOST_EACH, DAY))
        if cache.get(_key(f"{day}:{about}:{known}")):
            return Counted.BEFORE
    if any(cache.get(_key(name), 0) >= most for name, most, _ in bounds):
        return Counted.TOO_MANY
    if sender and not cache.add(_key(f"{day}:{about}:{known}"), True, DAY):
        return Counted.BEFORE  # pressed twice at the same moment
    for name, _, seconds in bounds:
        cache.set(_key(name), cache.get(_key(name), 0) + 1, seconds)
    _add(record, answer, day.replace(day=1))
    return Counted.YES


@transaction.atomic
def _add(record: Record, answer: Reached, month: date) -> None:
    row, _ = Attempts.objects.get_or_create(
        content_type=type_of(record), object_id=record.pk, month=month, answer=answer
    )
    Attempts.objects.filter(pk=row.pk).update(number=F("number") + 1)


def _hash(day: date, sender: str) -> str:
    salt = cache.get_or_set(_key(f"{day}:salt"), lambda: secrets.token_hex(16), DAY)
    return hmac.new(str(salt).encode(), sender.encode(), "sha256").hexdigest()


def _key(name: str) -> str:
    return f"attempts:{name}"


def attempts_of(record: Record) -> QuerySet[Attempts]:
    """By month, the latest first."""
    return Attempts.objects.filter(content_type=type_of(record), object_id=record.pk)


def last_two_months(today: date) -> tuple[date, date]:
    """The first days of this month and the one before: what is older says little of today."""
    this = today.replace(day=1)
    return this, (this.replace(year=this.year - 1, month=12) if this.month == 1 else this.replace(month=this.month - 1))


def missed_count(model: type[Record], today: date) -> Coalesce:
    """How often nobody reached an entry lately, for the order of a list."""
    rows = missed_since(today, model).filter(object_id=OuterRef("pk")).order_by()
    total = rows.values("object_id").annotate(n=Sum("number")).values("n")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)


def answered_lately(records: Iterable[Record], today: date) -> dict[Record, list[Attempts]]:
    """What visitors said of this month and the last, the latest and the bad news first; of those of which any did. One
    query."""
    by_key = {(type_of(record).pk, record.pk): record for record in records}
    if not by_key:
        return {}
    found: dict[Record, list[Attempts]] = {}
    rows = Attempts.objects.filter(month__in=last_two_months(today), object_id__in={pk for _kind, pk in by_key})
    for row in rows.order_by("-month", "-answer"):
        if record := by_key.get((row.content_type_id, row.object_id)):
            found.setdefault(record, []).append(row)
    return found


def missed_since(today: date, model: type[Record] | None = None) -> QuerySet[Attempts]:
    """How often nobody was reached, this month and the last; of entries of one kind, or of all."""
    rows = Attempts.objects.filter(answer=Reached.NO, month__in=last_two_months(today))
    return rows.filter(content_type=ContentType.objects.get_for_model(model)) if model else rows
