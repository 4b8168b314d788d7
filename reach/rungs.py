"""The contact ladder: whom somebody can reach about an entry, surest first. Pure: no database, no clock."""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple


class Rung(IntEnum):
    """How near to the entry whoever answers is. Sorts; the smaller the better."""

    PERSON = 1  # somebody responsible for exactly this, with a channel of their own
    BEHIND = 2  # somebody responsible without a channel; their office has one
    OWN = 3  # the entry's own office or website
    NEAR = 4  # who carries it, what it is part of, or what the sources treat together with it
    REGION = 5  # the office of its region that the finder names
    NOBODY = 6


class Way(NamedTuple):
    """One step of a ladder. `kind`: what `key` is: „person“, „office“, „network“ or „website“; `why`: how it belongs to
    the entry, a key of `reach.words.WHY`."""

    rung: Rung
    kind: str
    key: int
    why: str


class Reach(NamedTuple):
    """The first rung in a line: a number to sort by, and what cards print („2 Ansprechpersonen“, „über …“,
    „kein Kontakt bekannt“)."""

    rung: int
    label: str


NOT_REACHABLE = Reach(Rung.NOBODY, "")


def distinct(ways: Iterable[Way]) -> list[Way]:
    """Each person, office and network once, on its best rung."""
    best: dict[tuple[str, int], Way] = {}
    for way in sorted(ways, key=lambda way: way.rung):  # stable: in the order given among equals
        best.setdefault((way.kind, way.key), way)
    return list(best.values())
