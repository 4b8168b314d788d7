"""What a tool would change at an entry that others are in charge of: kept as a proposal to them by the package above
that has such.
"""

from typing import Protocol

from accounts.models import Editor
from core.fuzzy_dates import FuzzyDate
from publishing.models import Record, SourceDocument


class Keeper(Protocol):
    def suggest(
        self,
        *,
        record: Record,
        texts: dict[str, str],
        by: Editor,
        source: SourceDocument | None,
        as_of: FuzzyDate,
        why: str,
        token: str,
    ) -> None:
        """`texts`: cells of a table by the key of their column (tables.columns); `as_of`: from when they are, where the
        source does not say it; `token`: of the tool, to take it back by."""

    def withdraw(self, *, record: Record, token: str) -> bool:
        """Whether it waited still."""


_keepers: list[Keeper] = []


def register(keeper: Keeper) -> None:
    _keepers[:] = [keeper]


def suggest(**said) -> None:
    _keepers[0].suggest(**said)


def withdraw(**which) -> bool:
    return _keepers[0].withdraw(**which)
