"""What a facet index is built from: records in the default order, options, and who has which value."""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import QuerySet

from core.options import Option
from core.text import sort_key
from core.words import Words
from packed.bits import bits_of, positions
from packed.ranks import Ranking


@dataclass
class FacetData:
    """What an index is built from. `pks`: primary keys in the default order."""

    pks: Sequence[int]
    options: dict[str, Any]  # param → options; of a wide facet: value → label
    members: dict[str, dict[str, Any]]  # param → value → positions, or bits
    orders: dict[str, Ranking] = field(default_factory=dict)  # sort → that order; others are the index's own
    records: Callable[[], QuerySet] | None = None  # asked for values that are not in memory
    direct: dict[str, dict[Any, int]] = field(default_factory=dict)  # param of a facet with steps → key → bits
    position: dict[int, int] | None = None  # of each key, where something else knows it already

    @classmethod
    def of(
        cls,
        pks: Sequence[int],
        facets: dict[str, tuple],
        orders: dict[str, Ranking] | None = None,
        records: Callable[[], QuerySet] | None = None,
        direct: dict[str, dict[Any, int]] | None = None,
        position: dict[int, int] | None = None,
    ) -> "FacetData":
        """From each facet's options and members, as `tree` and `of_choices` give them."""
        return cls(
            pks,
            {param: options for param, (options, _) in facets.items()},
            {param: members for param, (_, members) in facets.items()},
            orders or {},
            records,
            direct or {},
            position,
        )


class BitSets(dict[str, int]):
    """value → the set of its records."""

    @classmethod
    def of(cls, members: Mapping[str, Iterable[int] | int], length: int) -> "BitSets":
        """From positions, or sets, of each value."""
        if isinstance(members, cls):
            return members
        return cls({
            value: found if isinstance(found, int) else bits_of(found, length) for value, found in members.items()
        })  # fmt: skip

    @cached_property
    def _alike(self) -> tuple[array, list[tuple[str, ...]]]:
        """For each position which values its record has, as the number of a tuple: records that are alike share one.

        Without those at the end that have none.
        """
        length = max(map(int.bit_length, self.values()), default=0)
        which, alike = array("I", bytes(4 * length)), list[tuple[str, ...]]([()])
        more: dict[tuple[int, str], int] = {}
        for value, bits in self.items():
            for position in positions(bits):
                key = which[position], value
                if (number := more.get(key)) is None:
                    number = more[key] = len(alike)
                    alike.append((*alike[key[0]], value))
                which[position] = number
        return which, alike

    def hits(self, few: list[int]) -> Counter[str]:
        """How many of some positions, which are in order, each value has."""
        which, alike = self._alike
        found = Counter[str]()
        inside = few[: bisect_left(few, len(which))]
        for number, count in Counter(map(which.__getitem__, inside)).items():
            for value in alike[number]:
                found[value] += count
        return found


def positions_of(pairs: Iterable[tuple[Any, int]], position: dict[int, int]) -> dict[Any, list[int]]:
    """value → positions of the records that have it; records outside the index are left out."""
    found = defaultdict(list)
    for value, pk in pairs:
        number = position.get(pk)
        if number is not None:
            found[value].append(number)
    return found


class TermRow(NamedTuple):
    """What a facet offers of a record that others are linked to; `parent`: the key of what lies above it."""

    pk: int
    value: str
    label: str
    parent: int | None = None


def tree(rows: Iterable[TermRow], members: Mapping[int, list[int]]) -> tuple[list[Option], dict[str, set[int]]]:
    """Options of a vocabulary: alphabetical, children below their parent, a parent includes its children. What lies
    below something unknown stands at the top."""
    rows = sorted(rows, key=lambda row: sort_key(row.label))
    known = {row.pk for row in rows}
    children = defaultdict(list)
    for row in rows:
        children[row.parent if row.parent in known else None].append(row)
    options: list[Option] = []
    found: dict[str, set[int]] = {}

    def add(row: TermRow, depth: int) -> set[int]:
        options.append(Option(row.value, row.label, depth))
        below = (add(other, depth + 1) for other in children[row.pk])
        found[row.value] = set(members.get(row.pk, ())).union(*below)
        return found[row.value]

    for row in children[None]:
        add(row, 0)
    return options, found


def wide(rows: Iterable[TermRow], members: Mapping[int, list[int]]) -> tuple[dict, dict]:
    """A wide facet of records that have members."""
    rows = [row for row in rows if row.pk in members]
    return {row.value: row.label for row in rows}, {row.value: sorted(set(members[row.pk])) for row in rows}


def packed(facet: tuple[list[Option], dict], length: int) -> tuple[list[Option], BitSets]:
    """A facet with bits in place of positions, for one that is kept."""
    options, members = facet
    return options, BitSets.of(members, length)


def of_choices(choices: Iterable[tuple[Any, Words]], members: Mapping[Any, Iterable[int]]) -> tuple[list[Option], dict]:
    """The facet of a field with choices (value, label); the empty choice is none."""
    options = [Option(value, label) for value, label in choices if value]
    return options, {option.value: members.get(option.value, ()) for option in options}


class Rows:
    """The records of a list in its default order; each row has its key as `pk`."""

    def __init__(self, rows: Sequence[Any], position: dict[int, int] | None = None):
        self.rows = rows
        self.position = position or {row.pk: number for number, row in enumerate(rows)}

    def by(self, column: str) -> dict[Any, list[int]]:
        """value of a column → positions"""
        found = defaultdict(list)
        for number, value in enumerate(map(attrgetter(column), self.rows)):
            found[value].append(number)
        return found

    def linked(self, pairs: Iterable[tuple[Any, int]]) -> dict[Any, list[int]]:
        return positions_of(pairs, self.position)
