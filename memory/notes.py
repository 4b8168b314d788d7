"""What is read and asked for while something is made, noted by itself (`memory.backends`, `memory.kept`)."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from memory.sql import Tables


@dataclass
class Notes:
    """`passing`: tables it read whose changes nobody hears of. `things`: what it was made of, as `memory.kept` says."""

    tables: set[str] = field(default_factory=set)
    passing: set[str] = field(default_factory=set)
    has_written: bool = False
    things: list[Any] = field(default_factory=list)

    @property
    def reach(self) -> set[str]:
        """The tables that were read, itself or through what is remembered."""
        return self.tables.union(*(thing.reach for thing in self.things))


class _Open(threading.local):
    def __init__(self):
        self.innermost: Notes | None = None


_open = _Open()


@contextmanager
def noting() -> Iterator[Notes]:
    """What is made inside notes for itself; who makes something else meanwhile notes apart."""
    outer, notes = _open.innermost, Notes()
    _open.innermost = notes
    try:
        yield notes
    finally:
        _open.innermost = outer
        if outer is not None:
            outer.has_written |= notes.has_written


def note_statement(tables: Tables) -> None:
    if (notes := _open.innermost) is not None:
        notes.tables |= tables.named
        notes.passing |= tables.passing
        notes.has_written |= tables.changes


def note_tables(tables: Iterable[str]) -> None:
    """Those of which something was made that is used again."""
    if (notes := _open.innermost) is not None:
        notes.tables.update(tables)


def note_thing(thing: Any) -> None:
    if (notes := _open.innermost) is not None:
        notes.things.append(thing)
