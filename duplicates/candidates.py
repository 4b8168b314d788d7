"""Pairs of entries that may be one and the same, with a score and the reasons in words.

Entries are compared only inside blocks that share something: a name, half of a name, an address, a number. Large
blocks are sorted and only neighbours are compared, so that the work grows with the number of entries.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from contacts.models import Person
from duplicates.known import Known, by_key, load
from duplicates.names import LONG_ENOUGH, core, halves, nearly, plain
from memory.kept import remembered
from publishing.models import Record

MOST = 2000  # pairs of a kind
SEARCHED_AT_ONCE = 3000
KEPT = 7 * 24 * 60 * 60
SMALL = 8  # members of a block of which each is compared with each
WINDOW = 4  # neighbours that are compared in a larger one
SHARED = 6  # more entries than these share a host or a number because it is a portal or a switchboard


@dataclass(frozen=True)
class Pair:
    """Two entries, the lower key first."""

    first: int
    second: int
    score: int
    reasons: tuple[str, ...]

    @property
    def word(self) -> str:
        if self.score >= 90:
            return "sehr wahrscheinlich"
        return "wahrscheinlich" if self.score >= 75 else "möglich"


@dataclass(frozen=True)
class Found:
    """The pairs of a kind and when they were looked for."""

    at: datetime
    pairs: tuple[Pair, ...]


def candidates(model: type[Record], *, anew: bool = False) -> Found:
    """The likeliest pairs of a kind, best first.

    In a small directory always of this moment. In a large one the search takes seconds, so its result is shared
    by all processes until `find_duplicates` or an editor looks anew.
    """
    if model.objects.count() <= SEARCHED_AT_ONCE:
        return Found(timezone.now(), remembered(cache_key(model), search_of(model)))
    found = None if anew else cache.get(cache_key(model))
    if found is None:
        found = Found(timezone.now(), search_of(model)())
        cache.set(cache_key(model), found, KEPT)
    return found


def cache_key(model: type[Record]) -> str:
    """The name under which the pairs of a kind are kept."""
    return f"duplicates {model._meta.label_lower}"


_searches: dict[type[Record], Callable[[], tuple[Pair, ...]]] = {}


def search_of(model: type[Record]) -> Callable[[], tuple[Pair, ...]]:
    """The same function every time: what is remembered under a name is made in one way."""
    return _searches.setdefault(model, lambda: find_pairs(load(model), people=model is Person))


def find_pairs(entries: dict[int, Known], *, people: bool = False) -> tuple[Pair, ...]:
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    plains = {pk: [plain(name) for name in entry.names] for pk, entry in entries.items()}
    _same_names(entries, plains, found)
    _same_words(entries, found)
    _slips(entries, plains, found)
    _same_contacts(entries, found, people)
    pairs = [Pair(*key, _score(reasons), tuple(reasons)) for key, reasons in found.items()]
    return tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second))[:MOST])


def _score(reasons: dict[str, int]) -> int:
    """The best reason, and a little for each further one."""
    return min(100, max(reasons.values()) + 8 * (len(reasons) - 1))


def _same_names(entries, plains, found) -> None:
    blocks = by_key(entries, lambda entry: plains[entry.pk])
    for key, pks in blocks.items():
        short = len(key) < LONG_ENOUGH
        for a, b in _neighbours(pks, lambda pk: entries[pk].names[0]):
            main = plains[a][0] == key and plains[b][0] == key
            if short and not main and len(pks) > SHARED:
                continue  # an abbreviation of many
            if main:
                _note(entries, found, a, b, "gleicher Name", 95)
            else:
                which = next((name for name in entries[a].names if plain(name) == key), key)
                _note(entries, found, a, b, f"gleicher weiterer Name „{which}“", 60 if short else 88)


def _same_words(entries, found) -> None:
    for pks in by_key(entries, lambda entry: [core(entry.names[0])]).values():
        for a, b in _neighbours(pks, lambda pk: entries[pk].names[0]):
            if not _noted(found, a, b):
                _note(entries, found, a, b, "Name aus denselben Wörtern", 80)


def _slips(entries, plains, found) -> None:
    compared: set[tuple[int, int]] = set()
    blocks = by_key(entries, lambda entry: (half for key in plains[entry.pk] for half in halves(key)))
    for block, pks in blocks.items():
        if len(pks) < 2:
            continue
        ending = block.endswith(">")
        for a, b in _neighbours(pks, lambda pk: plains[pk][0][:: -1 if ending else 1]):  # noqa: B023
            if (a, b) in compared:
                continue
            compared.add((a, b))
            best = max(nearly(one, other) for one in plains[a] for other in plains[b])
            if best and not _noted(found, a, b):
                _note(entries, found, a, b, "fast gleicher Name, vielleicht ein Tippfehler", min(85, best - 10))


def _same_contacts(entries, found, people: bool) -> None:
    """Alone only a hint, together with a similar name nearly proof. People share the numbers of their office."""
    for attribute, words, score in (
        ("sites", "gleiche Website", 70),
        ("mails", "gleiche E-Mail-Adresse", 70),
        ("numbers", "gleiche Telefonnummer", 0 if people else 60),
    ):
        for key, pks in by_key(entries, lambda entry: getattr(entry, attribute)).items():  # noqa: B023
            if len(pks) > SHARED:
                continue
            for a, b in _each(sorted(pks)):
                if score or _noted(found, a, b):
                    _note(entries, found, a, b, f"{words} {key}", score or 60)


def _noted(found, a: int, b: int) -> bool:
    return (min(a, b), max(a, b)) in found


def _note(entries: dict[int, Known], found, a: int, b: int, reason: str, score: int) -> None:
    days = entries[a].day, entries[b].day
    if a != b and not (all(days) and days[0] != days[1]):  # a summit of another year is another event
        found[min(a, b), max(a, b)].setdefault(reason, score)


def _neighbours(pks: list[int], key: Callable[[int], str]) -> Iterable[tuple[int, int]]:
    if len(pks) <= SMALL:
        yield from _each(pks)
        return
    ordered = sorted(pks, key=lambda pk: (key(pk), pk))
    for at, a in enumerate(ordered):
        for b in ordered[at + 1 : at + 1 + WINDOW]:
            yield a, b


def _each(pks: list[int]) -> Iterable[tuple[int, int]]:
    return ((a, b) for at, a in enumerate(pks) for b in pks[at + 1 :])
