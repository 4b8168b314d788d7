"""What goes to release together, on the pages of single records: the package that keeps it declares how.

There is one such package (cases).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import QuerySet

from accounts.models import Editor
from core.words import Words
from publishing.models import Record, Revision


@dataclass(frozen=True)
class HandedIn:
    """What became of handing in. `url`: where to go on, if not where the form leads anyway."""

    done: bool
    said: str
    url: str = ""


@dataclass(frozen=True)
class Waiting:
    """Something in the queue that is decided as a whole. `decidable`: by the account that asks."""

    url: str
    title: str
    kind: str
    risk: Words
    why: str
    number: int
    by: Editor | None
    since: datetime | None
    answer: str
    decidable: bool


class Together(Protocol):
    def hand_in(self, *, record: Record, others: Iterable[Record], by: Editor, why: str) -> HandedIn:
        """The record of a form, with what it wrote elsewhere and what it needs."""

    def released_with(self, record: Record, change: Revision | None) -> list[tuple[Record, Revision | None]]:
        """What becomes public together with it and its open change, each with its own."""

    def waiting(self, by: Editor, only_mine: bool) -> list[Waiting]:
        """The gravest first; `only_mine`: what the account can release."""


class Queue(Protocol):
    """Something else that waits for a decision of those in charge."""

    def waiting(self, by: Editor, only_mine: bool) -> list[Waiting]:
        """As `Together.waiting`."""

    def rows(self, by: Editor, only_mine: bool) -> QuerySet:
        """The same to be counted."""


_ways: list[Together] = []
_queues: list["Queue"] = []


def register(way: Together) -> None:
    _ways.append(way)


def register_queue(queue: "Queue") -> None:
    _queues.append(queue)


def hand_in(*, record: Record, others: Iterable[Record], by: Editor, why: str) -> HandedIn:
    """What a form wrote, to those who release. Raises PermissionDenied or ValidationError."""
    (way,) = _ways
    return way.hand_in(record=record, others=others, by=by, why=why)


def released_with(record: Record, change: Revision | None) -> list[tuple[Record, Revision | None]]:
    return [pair for way in _ways for pair in way.released_with(record, change)]


def waiting(by: Editor, only_mine: bool) -> list[Waiting]:
    queues = [*(way.waiting for way in _ways), *(queue.waiting for queue in _queues)]
    return [one for waiting_in in queues for one in waiting_in(by, only_mine)]


def further(by: Editor, only_mine: bool) -> list[QuerySet]:
    """What waits besides changes and cases, to be counted."""
    return [queue.rows(by, only_mine) for queue in _queues]
