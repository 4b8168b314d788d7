"""Records that move on together: packages above say which record is part of something that goes as a whole.

Such a whole has a word, which everything written in it carries as `Revision.batch`. Steps of the workflow that concern
a change are taken by one of its records only with this word, so nobody moves a part alone.
"""

from dataclasses import dataclass
from typing import Protocol

from django.db.models import QuerySet

from publishing.enums import Verb
from publishing.models import Record, Revision

# What is refused to a part alone. The other steps begin where nothing waits.
STEPS = frozenset({Verb.SUBMIT, Verb.RECALL, Verb.SEND_BACK, Verb.RELEASE, Verb.DISCARD})


@dataclass(frozen=True)
class Whole:
    """What a record is part of, with its page."""

    batch: str
    title: str
    url: str


class Wholes(Protocol):
    """A kind of wholes, registered by the package that keeps them."""

    def whole_of(self, record: Record) -> Whole | None:
        """The undecided one that the record is part of."""

    def without_parts(self, revisions: QuerySet[Revision]) -> QuerySet[Revision]:
        """Without the changes of records that are part of an undecided one."""


_kinds: list[Wholes] = []


def register(kind: Wholes) -> None:
    _kinds.append(kind)


def whole_of(record: Record) -> Whole | None:
    """What a record is part of until that is decided."""
    return next((whole for kind in _kinds if (whole := kind.whole_of(record))), None)


def alone(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """Those changes of a queryset that are decided one by one."""
    for kind in _kinds:
        revisions = kind.without_parts(revisions)
    return revisions
