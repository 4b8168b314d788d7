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
from desk.deciding import Decision
from publishing.models import Record, Revision


@dataclass(frozen=True)
class HandedIn:
    """What became of handing in. `url`: where to go on, if not where the form leads anyway."""

    done: bool
    said: str
    url: str = ""


@dataclass(frozen=True)
class Company:
    """What becomes public together with a record, each with its open change; `left`: what they name and visitors will
    not see then, each with why; `decision`: about all of it, where it waits as one."""

    others: list[tuple[Record, Revision | None]]
    left: list[tuple[Record, str]]
    decision: Decision | None = None

    @property
    def named(self) -> list[str]:
        return [f"{one} ({one._meta.verbose_name})" for one, _change in self.others]

    @property
    def missed(self) -> list[str]:
        return [f"{one} ({one._meta.verbose_name}): {why}" for one, why in self.left]


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
    def hand_in(self, *, record: Record, others: Iterable[Record], by: Editor, why: str, seen: str | None) -> HandedIn:
        """A record with what its form wrote elsewhere and what it needs."""

    def company(self, record: Record, by: Editor) -> Company:
        """What goes with it; before it is handed in, as the account that asks would do that, or else its authors."""

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


def hand_in(*, record: Record, others: Iterable[Record], by: Editor, why: str, seen: str | None = None) -> HandedIn:
    """To those who release, from wherever. Raises PermissionDenied or ValidationError; `seen`: as for every step."""
    (way,) = _ways
    return way.hand_in(record=record, others=others, by=by, why=why, seen=seen)


def company(record: Record, by: Editor) -> Company:
    (way,) = _ways
    return way.company(record, by)


def waiting(by: Editor, only_mine: bool) -> list[Waiting]:
    queues = [*(way.waiting for way in _ways), *(queue.waiting for queue in _queues)]
    return [one for waiting_in in queues for one in waiting_in(by, only_mine)]


def further(by: Editor, only_mine: bool) -> list[QuerySet]:
    """What waits besides changes and cases, to be counted."""
    return [queue.rows(by, only_mine) for queue in _queues]
