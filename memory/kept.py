"""What a process keeps in memory as long as the content it was made from stays the same.

Nobody declares what a thing depends on, so nothing can be forgotten: while it is built, the tables that its
queries read and the things that it asks for are noted. A change stamps the tables it wrote (`memory.stamps`).
Then a thing is built again if one of its own tables changed, or if a thing it was made of came out different: a new
summary of a network reads the networks again, but leaves the bit sets of their regions as they are.

What a thing says, it says in the language in which it was made; each language keeps its own.

Things made from rows that are not committed yet, as in a trial, are kept for that transaction alone.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Model

from core.words import language
from memory import stamps
from memory.notes import note_thing, noting
from memory.stamps import Versions, Work


class _Recipe(NamedTuple):
    """How a thing is made. `build` takes nothing from outside but things, else it would not notice changes."""

    name: str
    build: Callable[[], Any]
    daily: bool  # depends on today
    language: str | None

    @property
    def key(self) -> tuple[str, str | None]:
        return self.name, self.language


@dataclass
class Kept:
    """`tables`, `versions`: what it read itself. `reach`: also what the things it was made of read.

    `state`: the one under which it was last found to hold.
    """

    recipe: _Recipe
    value: Any
    day: date | None
    state: Versions
    tables: list[str]
    versions: list[int]
    parts: list[tuple[_Recipe, Any]]
    reach: frozenset[str]


_TELLING = 9
_kept: dict[tuple[str, str | None], Kept] = {}
_lock = threading.RLock()


def remembered(name: str, build: Callable[[], Any], daily: bool = False) -> Any:
    """The thing of that name, built anew when its content, or for a daily one the day, has changed.

    One query when nothing changed, none inside of `stamps.steady`. Threads share the value: nobody may change it.
    """
    recipe = _Recipe(name, build, daily, language())
    work = stamps.work()
    if work.pins:
        kept = _find(recipe, work)
    else:
        with stamps.steady():
            kept = _find(recipe, work)
    note_thing(kept)
    return kept.value


def forget() -> None:
    """For tests that compare with what is built from nothing."""
    with _lock:
        _kept.clear()
        stamps.work().apart.clear()


def _find(recipe: _Recipe, work: Work) -> Kept:
    state = stamps.current_of(work)
    kept = work.apart.get(recipe.key) or _kept.get(recipe.key)
    if kept and kept.state is state and kept.recipe == recipe and _is_of_today(kept):
        return kept
    if work.written:
        return _current(recipe, work, state)
    if not stamps.is_latest(state):  # another thread may have built it for a newer one
        state = stamps.read()
    with _lock:
        return _current(recipe, work, state)


def _current(recipe: _Recipe, work: Work, state: Versions) -> Kept:
    known = [store[recipe.key] for store in (work.apart, _kept) if recipe.key in store]
    for kept in known:
        if kept.recipe != recipe:
            raise ValueError(f"Two different things are called {recipe.name!r}.")
        if _holds(kept, work, state):
            if not work.written:
                kept.state = state
            return kept
    kept = _build(recipe, work, state, known[-1] if known else None)
    (_kept if kept.reach.isdisjoint(work.written) else work.apart)[recipe.key] = kept
    return kept


def _is_of_today(kept: Kept) -> bool:
    return kept.day is None or kept.day == date.today()


def _holds(kept: Kept, work: Work, state: Versions) -> bool:
    if not _is_of_today(kept):
        return False
    if kept.state is state:
        return True
    if [state.get(table, 0) for table in kept.tables] != kept.versions:
        return False
    return all(_current(other, work, state).value is value for other, value in kept.parts)


def _says_the_same(new: Any, old: Any) -> bool:
    """Two states of a record are equal to Django by their key alone: what holds records never says the same."""
    return bool(new == old) and not _holds_records(new)


def _holds_records(value: Any) -> bool:
    """The first few of what a list, a set or a dict holds tell of all."""
    match value:
        case Model():
            return True
        case dict():
            return any(map(_holds_records, islice(value.values(), _TELLING)))
        case list() | tuple() | set() | frozenset():
            return any(map(_holds_records, islice(value, _TELLING)))
    parts = fields(value) if is_dataclass(value) and not isinstance(value, type) else ()
    return any(_holds_records(getattr(value, part.name)) for part in parts)


def _build(recipe: _Recipe, work: Work, state: Versions, old: Kept | None) -> Kept:
    """The state is known before anything is read: what changes meanwhile is read again next time."""
    day = date.today()
    with noting() as notes:
        value = recipe.build()
    if notes.passing:
        raise RuntimeError(f"{recipe.name} reads {sorted(notes.passing)}, whose changes are not stamped.")
    made_of, tables = {thing.recipe.key: thing for thing in notes.things}.values(), sorted(notes.tables)
    reach = frozenset(tables).union(*(thing.reach for thing in made_of))
    if old is not None and reach <= old.reach and _says_the_same(value, old.value):
        value, reach = old.value, old.reach  # who was made of it still holds
    is_daily = recipe.daily or any(thing.day for thing in made_of)
    versions, parts = [state.get(table, 0) for table in tables], [(thing.recipe, thing.value) for thing in made_of]
    return Kept(recipe, value, day if is_daily else None, state, tables, versions, parts, reach)
