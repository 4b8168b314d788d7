"""Rows of one file that mean the same entry, or perhaps do: the same words in another order, or a slip of the pen."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from duplicates.names import core, halves, nearly, plain
from sheets.sheet import MAX_ROWS

_BY_HAND = 3_000  # rows of a table in which somebody slips; longer ones come from a program
_IN_A_BLOCK = 50


class Seen:
    """The rows before, by the entry or the key (tables.matching) that tells them apart."""

    def __init__(self, before: Iterable[tuple[int, str, int | None]]):
        self._rows: dict[str | int, int] = {}
        self._half: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for number, key, record in before:
            self._rows.setdefault(record or key, number)
            if not record:
                self._keep(key, number)

    def same(self, entry: int | str, number: int) -> int:
        """The first row about this entry: this one, unless there is one before."""
        return self._rows.setdefault(entry, number)

    def perhaps(self, key: str, number: int) -> int:
        """The first row that says perhaps the same of what is new; 0 where none does."""
        first = self._rows.get(words, 0) if (words := _words(key)) else 0
        name, place = _parts(key)
        near = (one for half in halves(name) for one in self._half.get(half, ())[:_IN_A_BLOCK])
        slips = [at for other, its, at in near if (its == place or not its or not place) and nearly(name, other)]
        self._keep(key, number)
        return min(filter(None, (first, *slips)), default=0)

    def _keep(self, key: str, number: int) -> None:
        self._rows.setdefault(_words(key), number)
        if len(self._rows) <= _BY_HAND:
            name, place = _parts(key)
            for half in halves(name):
                self._half[half].append((name, place, number))


@lru_cache(maxsize=MAX_ROWS)  # every slice asks it of all rows before
def _words(key: str) -> str:
    """The same of two keys of new rows whose names are made of the same words."""
    name, _, place = key.rpartition("@")
    words = core(name)
    return f"{words}@@{place}" if words else ""


def _parts(key: str) -> tuple[str, str]:
    name, _, place = key.rpartition("@")
    return plain(name), place
