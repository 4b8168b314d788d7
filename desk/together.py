"""What goes to release together, on the pages of single records: the package that keeps it declares how.

There is one such package (cases).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from accounts.models import Editor
from core.words import Words
from publishing.models import Record


@dataclass(frozen=True)
class HandedIn:
    """What became of handing in. `url`: where to go on, if not where the form leads anyway."""

    done: bool
    said: str
    url: str = ""


@dataclass(frozen=True)
class Waiting:
    """Something in the queue that is decided as a whole."""

    url: str
    title: str
    kind: str
    risk: Words
    why: str
    number: int
    by: Editor | None
    since: datetime | None
    answer: str


class Together(Protocol):
    def hand_in(self, *, record: Record, others: Iterable[Record], by: Editor, why: str) -> HandedIn:
        """The record of a form, with what it wrote elsewhere and what it needs."""

    def waiting(self, by: Editor, only_mine: bool) -> list[Waiting]:
        """The gravest first; `only_mine`: what the account can release."""


_ways: list[Together] = []


def register(way: Together) -> None:
    _ways.append(way)


def hand_in(*, record: Record, others: Iterable[Record], by: Editor, why: str) -> HandedIn:
    """What a form wrote, to those who release. Raises PermissionDenied or ValidationError."""
    (way,) = _ways
    return way.hand_in(record=record, others=others, by=by, why=why)


def waiting(by: Editor, only_mine: bool) -> list[Waiting]:
    return [one for way in _ways for one in way.waiting(by, only_mine)]
