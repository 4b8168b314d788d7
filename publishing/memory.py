"""What a process keeps in memory as long as the content it was made from stays the same.

Nobody declares what a thing depends on, so nothing can be forgotten: while it is built, the tables that its
queries read and the parts that it asks for are noted. An edit raises the stamps of the tables it wrote
(`publishing.signals`). Then a part is read again if one of its own tables changed, and a thing is built
again if a table changed or a part came out different: a new summary of a network reads the networks again,
but leaves the bit sets of their regions as they are.
"""

import re
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from core.trial import kept_apart
from publishing.models import ContentStamp, TableStamp

_READ = re.compile(r'(?:FROM|JOIN) "(\w+)"')


@dataclass(frozen=True)
class _Recipe:
    """How a thing is made. `build` takes nothing from outside but parts, else it would not notice changes."""

    name: str
    build: Callable[[], Any]
    daily: bool  # depends on today


@dataclass
class _Notes:
    """What is read and asked for while something is built."""

    tables: set[str] = field(default_factory=set)
    parts: list[tuple[_Recipe, Any]] = field(default_factory=list)


@dataclass
class _Kept:
    recipe: _Recipe
    value: Any
    day: date | None
    stamp: int  # the content stamp under which it was last found to hold
    tables: list[str]
    versions: list[int]
    parts: list[tuple[_Recipe, Any]]


_kept: dict[str, _Kept] = {}
_lock = threading.RLock()
_building: list[_Notes] = []  # under the lock, innermost last
_stamps: tuple[int, dict[str, int]] = (-1, {})


def remembered(name: str, build: Callable[[], Any], daily: bool = False) -> Any:
    """The thing of that name, built anew when its content, or for a daily one the day, has changed.

    One query when nothing changed. Threads share the value: nobody may change it. Of a state that is only tried
    out, nothing is remembered.
    """
    if (apart := kept_apart()) is not None:
        return _apart(apart, name, build)
    stamp = ContentStamp.current()
    kept = _kept.get(name)
    if kept and kept.stamp == stamp and (not daily or kept.day == date.today()):
        return kept.value
    with _lock:
        return _current(_Recipe(name, build, daily), stamp)


def part(name: str, build: Callable[[], Any], daily: bool = False) -> Any:
    """Something that others are made of, for use while one of them is built."""
    if (apart := kept_apart()) is not None:
        return _apart(apart, name, build)
    recipe = _Recipe(name, build, daily)
    value = _current(recipe, _stamps[0])
    _building[-1].parts.append((recipe, value))
    return value


def _apart(apart: dict[str, Any], name: str, build: Callable[[], Any]) -> Any:
    if name not in apart:
        apart[name] = build()
    return apart[name]


def forget() -> None:
    """For tests: a rolled back one leaves a stamp that will be given again."""
    global _stamps
    with _lock:
        _kept.clear()
        _stamps = (-1, {})


def _current(recipe: _Recipe, stamp: int) -> Any:
    kept = _kept.get(recipe.name)
    if kept and kept.recipe != recipe:
        raise ValueError(f"Two different things are called {recipe.name!r}.")
    if kept is None or not _holds(kept, recipe, stamp):
        kept = _kept[recipe.name] = _build(recipe, stamp, kept)
    kept.stamp = stamp
    return kept.value


def _holds(kept: _Kept, recipe: _Recipe, stamp: int) -> bool:
    if recipe.daily and kept.day != date.today():
        return False
    if kept.stamp == stamp:
        return True
    if _versions(kept.tables, stamp) != kept.versions:
        return False
    return all(_current(other, stamp) is value for other, value in kept.parts)


def _build(recipe: _Recipe, stamp: int, old: _Kept | None) -> _Kept:
    day = date.today()
    _versions([], stamp)  # known before anything is read: what changes meanwhile is read again next time
    with _noting() as notes:
        value = recipe.build()
    if old is not None and value == old.value:
        value = old.value  # who was made of it still holds
    tables = sorted(notes.tables)
    return _Kept(recipe, value, day, stamp, tables, _versions(tables, stamp), notes.parts)


def _versions(tables: list[str], stamp: int) -> list[int]:
    """The stamps of some tables, read once for each content stamp."""
    global _stamps
    if _stamps[0] != stamp:
        _stamps = (stamp, TableStamp.versions())
    return [_stamps[1].get(table, 0) for table in (TableStamp.ANY, *tables)]


@contextmanager
def _noting():
    notes = _Notes()

    def note(execute, sql, params, many, context):
        if _building[-1] is notes:  # what a part reads while it is built is its own affair
            notes.tables.update(_READ.findall(sql))
        return execute(sql, params, many, context)

    _building.append(notes)
    try:
        with connection.execute_wrapper(note):
            yield notes
    finally:
        _building.pop()
