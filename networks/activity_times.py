"""When events take place, for single ones and for the database: the one rule of every list, page and answer.

A plan is no date, however it is worded; regular is only what a source states a frequency of; what has ended, by itself
or with its whole, is past.
"""

from datetime import date
from typing import Any

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
