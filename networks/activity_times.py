"""When events take place, for single ones and for the database: the one rule of every list, page and answer.

A plan is no date, however it is worded; regular is only what a source states a frequency of; what has ended, by itself
or with its whole, is past.
"""

import re
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from core.words import _lazy
from networks.enums import EventKind
from networks.models import Event
from networks.models.activity import WHOLES

UPCOMING, RECURRING, PLANNED = "kommend", "regelmaessig", "geplant"
UNDATED, PAST = "ohne-datum", "vergangen"
TIMES = {
    UPCOMING: _lazy("kommende Termine"),
    RECURRING: _lazy("regelmäßige Termine"),
    PLANNED: _lazy("laut Quelle geplant"),
    UNDATED: _lazy("ohne Datum in der Quelle"),
    PAST: _lazy("vergangen"),
}

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?", re.ASCII)


class Days(NamedTuple):
    first: date
    last: date


def days_of(kind: str, is_planned: bool, start: str, end: str) -> Days | None:
    """What a calendar can keep: the days of a single event, where all that is said of them is said to the day."""
    if kind != EventKind.SINGLE or is_planned or not start:
        return None
    found = [_days(edtf) for edtf in (start, end) if edtf]
    known = [days for days in found if days]
    if len(known) < len(found) or known[-1].last < known[0].first:
        return None
    return Days(known[0].first, known[-1].last)


def _days(edtf: str) -> Days | None:
    """Of „2021-10-04“ and of „2021-10-04/2021-10-10“; none of what is only about then."""
    found = _DAYS.fullmatch(edtf)
    return Days(date.fromisoformat(found[1]), date.fromisoformat(found[2] or found[1])) if found else None


def time_of(event: Event, today: date) -> str:
    """One of `TIMES`. Asks for what the event is part of while it has no day of its own."""
    if event.is_planned:
        return PLANNED
    last = event.last_day
    if last and last < today:
        return PAST
    if event.kind != EventKind.SINGLE:
        return RECURRING if event.frequency else UNDATED
    return UPCOMING if last else UNDATED


def with_time(events: QuerySet) -> QuerySet:
    """`time`: what `time_of` says; `rank`: the place of its group in lists."""
    days: list[Any] = []
    for path in ("", *(f"{whole}__" for whole in WHOLES)):
        start = When(**{f"{path}kind": EventKind.SINGLE}, then=F(f"{path}start_latest"))
        days += (F(f"{path}end_latest"), Case(start))
    time = Case(
        When(is_planned=True, then=Value(PLANNED)),
        When(last__lt=date.today(), then=Value(PAST)),
        When(~Q(kind=EventKind.SINGLE) & ~Q(frequency=""), then=Value(RECURRING)),
        When(~Q(kind=EventKind.SINGLE) | Q(last=None), then=Value(UNDATED)),
        default=Value(UPCOMING),
        output_field=CharField(),
    )
    ranks = Case(*(When(time=name, then=Value(rank)) for rank, name in enumerate(TIMES)))
    return events.alias(last=Coalesce(*days)).annotate(time=time).alias(rank=ranks)
