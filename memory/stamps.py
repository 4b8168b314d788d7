"""The state of the content: for each table the token of its last change.

A change stamps the tables it wrote in its own transaction, as the last thing before the commit: whoever sees the
change sees the stamp, and no writer waits for another's stamp longer than a commit takes. Inside the transaction,
what it has written and not committed counts for itself alone (`Work`).
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

# table → token. One object as long as nothing changes, so that states are compared by identity first.
Versions = dict[str, int]

_latest: Versions = {}


class Work:
    """What one connection has written and not committed, and what it has made from that.

    `written`: table → number of the last statement that wrote it. `apart`: things made from uncommitted rows.
    """

    def __init__(self):
        self.pins = 0
        self.pinned: Versions | None = None
        self.number = 0
        self.raised: Versions = {}
        self.begin()

    def begin(self) -> None:
        self.written: dict[str, int] = {}
        self.apart: dict[tuple, Any] = {}
        self._marks: dict[str, dict[str, int]] = {}
        self._seen: tuple[Versions, int, Versions] | None = None

    def wrote(self, tables: Iterable[str]) -> None:
        self.number += 1
        self.written |= dict.fromkeys(tables, self.number)

    def mark(self, savepoint: str) -> None:
        self._marks[savepoint] = dict(self.written)

    def back_to(self, savepoint: str) -> None:
        """The tables are as they were, so what was made from them then holds again; numbers are never given twice."""
        self.number += 1
        self.written = dict(self._marks.get(savepoint, self.written))

    def committed(self, raised: Versions) -> None:
        self.raised, self.pinned = raised, None
        self.begin()

    def seen(self, base: Versions) -> Versions:
        """The state with what the connection itself has written."""
        if not self.written:
            return base
        if self._seen is None or self._seen[0] is not base or self._seen[1] != self.number:
            self._seen = (base, self.number, base | {table: -number for table, number in self.written.items()})
        return self._seen[2]


class _Steady(threading.local):
    """Of this thread, inside of `steady`: to look for the connection takes longer than to read what it knows."""

    work: Work | None = None


_steady = _Steady()


def work() -> Work:
    return _steady.work or getattr(connection, "work")  # noqa: B009  of memory.backends, which the types do not know


def current() -> Versions:
    """The state that this connection sees; one query, none inside of `steady`."""
    return current_of(work())


def current_of(mine: Work) -> Versions:
    """The same for who has what the connection knows: to look for the connection takes longer than the rest."""
    if mine.pins and mine.pinned is not None:
        return mine.seen(mine.pinned) if mine.written else mine.pinned
    return read()


def read() -> Versions:
    """The state at this very moment, also inside of `steady`."""
    mine = work()
    base = _read()
    if mine.pins:
        mine.pinned = base
    return mine.seen(base)


def with_own(versions: Versions) -> Versions:
    """A state of before, with what the connection has written since in its one last transaction."""
    mine = work()
    return mine.seen(versions) if mine.written else versions | mine.raised


@contextmanager
def steady() -> Iterator[None]:
    """The state is read once, however often it is asked for inside, until the connection itself commits a change.

    What is made meanwhile may be newer than the state it is kept under, never older.
    """
    mine = _steady.work = work()
    mine.pins += 1
    try:
        yield
    finally:
        mine.pins -= 1
        if not mine.pins:
            mine.pinned = _steady.work = None


def is_latest(versions: Versions) -> bool:
    """Whether no other thread has seen a newer state since this one was read, as far as this process knows."""
    return versions is _latest


def _read() -> Versions:
    global _latest
    rows = dict(connection.rows('SELECT "table", version FROM memory_tablestamp'))  # type: ignore[attr-defined]
    if rows != _latest:
        _latest = rows
        return rows
    return _latest
