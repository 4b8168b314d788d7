"""Filters with counts that stay fast: one bit per record for every value of every facet.

A facet index holds, for each value, an integer whose n-th bit says whether the n-th record (in the default
order) has it. Filtering is AND and OR of integers, a count is a popcount: about 1 µs for 50,000 records,
where GROUP BY costs tens of milliseconds. What has thousands of values, such as the networks of
organisations, keeps positions instead of bits (`core.wide_facets`). The index lives in the process
(`memory.kept`), so it is never stale.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.http import QueryDict

from core.bits import bits_of, positions, slice_of
from core.options import Option
from core.text import sort_key
from core.wide_facets import Labelled, WideFacet

MANY = 60  # options; a hierarchy with more shows only the levels below what is chosen
MAX_VALUES = 100  # of one parameter; nobody ticks more, and it bounds the work for nonsense


@dataclass(frozen=True)
class FacetSpec:
    """A facet: its parameter and label, and whether several values may be chosen.

    `hidden_unless_chosen`: values that the list leaves out until somebody asks for them. `wide`: so many
    values that only the most frequent are offered; its options and members are those a `WideFacet`'s.
    """

    param: str
    label: str
    hierarchical: bool = False
    hidden_unless_chosen: tuple[str, ...] = ()
    wide: bool = False


@dataclass
class FacetData:
    """What an index is built from. `rows`: primary keys in the default order."""

    pks: list[int]
    options: dict[str, list[Option] | dict[str, str]]  # of a wide facet: value → label
    members: dict[str, dict[str, Iterable[int] | int]]  # param → value → positions, or bits
    orders: dict[str, list[int]] = field(default_factory=dict)  # sort → positions in that order

    @classmethod
    def of(cls, pks: list[int], facets: dict[str, tuple], orders: dict[str, list[int]] | None = None) -> "FacetData":
        """From each facet's options and members, as `two_levels` and `of_choices` give them."""
        return cls(
            pks,
            {param: options for param, (options, _) in facets.items()},
            {param: members for param, (_, members) in facets.items()},
            orders or {},
        )


class FacetIndex:
    """The bit sets of one kind of record."""

    def __init__(self, specs: Sequence[FacetSpec], data: FacetData):
        self.specs = {spec.param: spec for spec in specs}
        self.pks, self.orders = data.pks, data.orders
        self.everything = (1 << len(self.pks)) - 1
        self.wide = {param: WideFacet(data.options[param], data.members[param], len(self.pks))
                     for param, spec in self.specs.items() if spec.wide}  # fmt: skip
        narrow = [param for param in self.specs if param not in self.wide]
        self.options = {param: data.options[param] for param in narrow}
        self.bits = {param: _bit_sets(data.members[param], len(self.pks)) for param in narrow} | self.wide
        self.by_value = {
            param: {option.value: option for option in options} for param, options in self.options.items()
        } | {param: Labelled(data.options[param]) for param in self.wide}
        self.above = {param: _above(options) for param, options in self.options.items()}
        self.is_deep = {
            param: sum(option.offered and self.bits[param][option.value] != 0 for option in self.options[param]) > MANY
            for param in narrow
        }
        self.position = {pk: position for position, pk in enumerate(self.pks)}
        self.kept: dict[tuple, Any] = {}  # what forms print of it

    def select(self, chosen: dict[str, list[str]], within: int | None = None) -> "Selection":
        return Selection(self, chosen, self.everything if within is None else within)

    def bits_of(self, pks: Iterable[int]) -> int:
        """The bit set of some records, for a selection within a text search."""
        found = (self.position.get(pk) for pk in pks)
        return bits_of((position for position in found if position is not None), len(self.pks))


class Selection:
    """The chosen values of all facets, and what they leave: AND between facets, OR inside one."""

    def __init__(self, index: FacetIndex, chosen: dict[str, list[str]], within: int):
        self.index, self.chosen, self.within = index, chosen, within
        self._unions = {param: self._union(param, values) for param, values in chosen.items() if values}
        self._hidden = self._hidden_bits()
        self.bits = self._remaining(leave_out=None)

    def count(self) -> int:
        return self.bits.bit_count()

    def hidden_count(self) -> int:
        """How many matching records the default of a facet leaves out."""
        return (self._unhidden() & self._hidden).bit_count()

    def counts(self, param: str) -> dict[str, int]:
        """Hits per value, the facet's own selection left out."""
        remaining = self._remaining(leave_out=param)
        return {value: (remaining & bits).bit_count() for value, bits in self.index.bits[param].items()}

    def remaining(self, param: str) -> int:
        """The records that the other facets leave."""
        return self._remaining(leave_out=param)

    def offered(self, param: str) -> list[tuple[Option, int]]:
        """The options that the form shows, with their hits: those that have any, and the chosen ones."""
        chosen = self.chosen.get(param, ())
        remaining = self._remaining(leave_out=param)
        if wide := self.index.wide.get(param):
            return wide.offered(remaining, chosen)
        bits, found = self.index.bits[param], []
        for option in self._within_reach(param, chosen):
            count = (remaining & bits[option.value]).bit_count()
            if count or option.value in chosen:
                found.append((option, count))
        return found

    def _within_reach(self, param: str, chosen: Iterable[str]) -> list[Option]:
        """What is offered or chosen; of a large hierarchy only its top and what lies directly below something
        chosen."""
        options = [option for option in self.index.options[param] if option.offered or option.value in chosen]
        if not self.index.is_deep[param]:
            return options
        above, opened = self.index.above[param], set()
        for value in chosen:
            while value and value not in opened:
                opened.add(value)
                value = above[value]
        return [option for option in options if not option.depth or above[option.value] in opened]

    def without(self, param: str) -> int:
        """Hits when a facet's selection is dropped; what its default hides is hidden again."""
        rest = {other: values for other, values in self.chosen.items() if other != param}
        return self.index.select(rest, self.within).count()

    def page(self, number: int, size: int, sort: str = "") -> list[int]:
        """Primary keys of one page, `number` counts from 1."""
        start = (number - 1) * size
        if order := self.index.orders.get(sort):
            has = self.bits.to_bytes(len(order) // 8 + 1, "little")
            found = list(islice((p for p in order if has[p >> 3] >> (p & 7) & 1), start, start + size))
        else:
            found = slice_of(self.bits, start, size)
        return [self.index.pks[position] for position in found]

    def pks(self) -> list[int]:
        return [self.index.pks[position] for position in positions(self.bits)]

    def _union(self, param: str, values: list[str]) -> int:
        union = 0
        for value in values:
            union |= self.index.bits[param].get(value, 0)
        return union

    def _hidden_bits(self) -> int:
        hidden = 0
        for param, spec in self.index.specs.items():
            if spec.hidden_unless_chosen and param not in self._unions:
                hidden |= self._union(param, list(spec.hidden_unless_chosen))
        return hidden

    def _unhidden(self, leave_out: str | None = None) -> int:
        remaining = self.within
        for param, union in self._unions.items():
            if param != leave_out:
                remaining &= union
        return remaining

    def _remaining(self, leave_out: str | None) -> int:
        remaining = self._unhidden(leave_out)
        if leave_out and self.index.specs[leave_out].hidden_unless_chosen:
            return remaining  # its options show what each would bring, hidden ones too
        return remaining & ~self._hidden


def chosen_values(query: QueryDict, index: FacetIndex) -> dict[str, list[str]]:
    """The known values of the known facets in a query string; everything else is ignored."""
    chosen = {}
    for param in index.specs:
        known = index.by_value[param]
        values = dict.fromkeys(value for value in query.getlist(param)[:MAX_VALUES] if value in known)
        if values:
            chosen[param] = list(values)
    return chosen


def positions_of(pairs: Iterable[tuple[Any, int]], position: dict[int, int]) -> dict[Any, list[int]]:
    """value → positions of the records that have it; records outside the index are left out."""
    found = defaultdict(list)
    for value, pk in pairs:
        number = position.get(pk)
        if number is not None:
            found[value].append(number)
    return found


def two_levels(
    rows: Iterable[tuple[int, str, str, int | None]], members: dict[int, list[int]]
) -> tuple[list[Option], dict[str, set[int]]]:
    """Options of a vocabulary (rows: pk, value, label, parent): alphabetical, children below their parent,
    a parent includes its children."""
    rows = sorted(rows, key=lambda row: sort_key(row[2]))
    known = {row[0] for row in rows}
    children = defaultdict(list)
    for row in rows:
        children[row[3] if row[3] in known else None].append(row)
    options, found = [], {}
    for pk, value, label, _ in children[None]:
        below = children[pk]
        options.append(Option.make(value, label))
        found[value] = set(members.get(pk, ())).union(*(members.get(row[0], ()) for row in below))
        for row in below:
            options.append(Option.make(row[1], row[2], depth=1))
            found[row[1]] = set(members.get(row[0], ()))
    return options, found


def one_level(rows: Iterable[tuple[int, str, str]], members: dict[int, list[int]]) -> tuple[list[Option], dict]:
    """Options of records (rows: pk, value, label), alphabetical."""
    return two_levels(((*row, None) for row in rows), members)


def wide(rows: Iterable[tuple[int, str, str]], members: dict[int, list[int]]) -> tuple[dict, dict]:
    """A wide facet of records (rows: pk, value, label) that have members."""
    rows = [row for row in rows if row[0] in members]
    return {row[1]: row[2] for row in rows}, {row[1]: sorted(set(members[row[0]])) for row in rows}


def packed(facet: tuple[list[Option], dict], length: int) -> tuple[list[Option], dict[str, int]]:
    """A facet with bits in place of positions, for one that is kept."""
    options, members = facet
    return options, _bit_sets(members, length)


def of_choices(choices: Iterable[tuple[str, str]], members: dict[str, Iterable[int]]) -> tuple[list[Option], dict]:
    """The facet of a field with choices (value, label); the empty choice is none."""
    options = [Option.make(value, label) for value, label in choices if value]
    return options, {option.value: members.get(option.value, ()) for option in options}


class Rows:
    """The records of a list in its default order; each row begins with the primary key."""

    def __init__(self, rows: list[tuple]):
        self.rows = rows
        self.position = {row[0]: number for number, row in enumerate(rows)}

    @classmethod
    def by_name(cls, rows: Iterable[tuple]) -> "Rows":
        """Rows (primary key, name, …) in the order of the dictionary."""
        return cls(sorted(rows, key=lambda row: (sort_key(row[1]), row[0])))

    def by(self, column: int) -> dict[Any, list[int]]:
        """value of a column → positions"""
        found = defaultdict(list)
        for number, row in enumerate(self.rows):
            found[row[column]].append(number)
        return found

    def linked(self, pairs: Iterable[tuple[Any, int]]) -> dict[Any, list[int]]:
        return positions_of(pairs, self.position)

    def data(self, facets: dict[str, tuple], orders: dict[str, list[int]] | None = None) -> FacetData:
        return FacetData.of([row[0] for row in self.rows], facets, orders)


def _bit_sets(members: dict[str, Iterable[int] | int], length: int) -> dict[str, int]:
    return {value: found if isinstance(found, int) else bits_of(found, length) for value, found in members.items()}


def _above(options: list[Option]) -> dict[str, str]:
    """value → the value it is indented below, empty at the top."""
    path: list[str] = []
    above = {}
    for option in options:
        del path[option.depth :]
        above[option.value] = path[-1] if path else ""
        path.append(option.value)
    return above
