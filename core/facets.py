"""Filters with counts that stay fast: one bit per record for every value of every facet.

A facet index holds, for each value, an integer whose n-th bit says whether the n-th record (in the default
order) has it. Filtering is AND and OR of integers, a count is a popcount: about 1 µs for 50,000 records,
where GROUP BY costs tens of milliseconds. What has thousands of values, such as the networks of
organisations, keeps positions instead of bits (`core.wide_facets`). The index lives in the process
(`memory.kept`), so it is never stale.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import cached_property, reduce
from operator import or_
from typing import Any

from core.facet_data import BitSets, FacetData
from core.filters import FacetFilter
from core.options import Offered, Option
from core.wide_facets import Labelled, WideFacet
from packed.bits import bits_of, positions, slice_of
from packed.ranks import sparse
from packed.recent import Recent

MANY = 60  # options; a hierarchy with more shows only the levels below what is chosen
FEW = 400  # records that are counted one by one
MAX_KNOWN = 200  # sets of many records in which the hits of values are kept
MAX_KEPT = 60  # choices whose form is kept, see `Recent`


class FacetIndex:
    """The bit sets of one kind of record, by the declarations of its filters (`core.filters`)."""

    def __init__(self, filters: Mapping[str, Any], data: FacetData):
        self.specs = {param: one for param, one in filters.items() if isinstance(one, FacetFilter)}
        self.pks, self.orders, self.records, self.direct = data.pks, data.orders, data.records, data.direct
        self.everything = (1 << len(self.pks)) - 1
        self.wide = {param: WideFacet(data.options[param], data.members[param], len(self.pks))
                     for param, spec in self.specs.items() if spec.wide and spec.is_kept}  # fmt: skip
        narrow = [param for param in self.specs if param not in self.wide]
        self.options: dict[str, list[Option]] = {param: data.options.get(param, []) for param in narrow}
        self.bits: dict[str, Any] = {
            param: BitSets.of(data.members.get(param, {}), len(self.pks)) for param in narrow
        } | self.wide
        self.by_value: dict[str, Mapping[str, Option]] = {
            param: {option.value: option for option in options} for param, options in self.options.items()
        } | {param: Labelled(wide) for param, wide in self.wide.items()}
        self.above = {param: _above(options) for param, options in self.options.items()}
        self.is_deep = {
            param: sum(option.offered and self.bits[param][option.value] != 0 for option in self.options[param]) > MANY
            for param in narrow
        }
        # A value of a facet with steps counts what lies in its first.
        self.counted: dict[str, Any] = self.bits | {
            param: self.specs[param].counted(direct) for param, direct in self.direct.items()
        }
        self.position = data.position or {pk: position for position, pk in enumerate(self.pks)}
        self.kept = Recent(MAX_KEPT)  # what forms print of it
        self.known: dict[tuple[str, int], dict[str, int]] = {}  # hits of values in sets that many selections leave

    def select(self, chosen: dict[str, list[str]], within: int | None = None) -> "Selection":
        return Selection(self, chosen, self.everything if within is None else within & self.everything)

    def bits_at(self, param: str, value: str) -> int:
        """What a known value finds; asked of the database where no bits are kept for it."""
        found = self.bits[param].get(value, None)
        if found is None:
            found = self.bits_of(self._asked(param, value))
        return found

    def union(self, param: str, values: Iterable[str]) -> int:
        """What any of some known values finds."""
        return reduce(or_, (self.bits_at(param, value) for value in values), 0)

    def first(self, bits: int, number: int) -> list[int]:
        """Primary keys of a set, the first in the default order."""
        return [self.pks[position] for position in slice_of(bits, 0, number)]

    def _asked(self, param: str, value: str) -> Iterable[int]:
        if self.records is None:
            return ()
        return self.specs[param].filter(self.records(), [value]).order_by().values_list("pk", flat=True)

    def steps(self, param: str, values: list[str]) -> list[int]:
        """What some values find, in steps, the nearest first; empty for a facet that has none."""
        if param not in self.direct or not values:
            return []
        key = ("steps", param, *values)
        if (found := self.kept.get(key)) is None:
            direct, seen, found = self.direct[param], 0, []
            for keys in self.specs[param].steps(values):
                bits = reduce(or_, (direct[one] for one in keys if one in direct), 0)
                found.append(bits & ~seen)
                seen |= bits
            self.kept.put(key, found)
        return found

    def option(self, param: str, value: str) -> Option:
        """A known value as forms and chips show it."""
        known = self.by_value[param]
        return known[value] if value in known else self.specs[param].find([value])[value]

    def hits(self, param: str, within: "Within") -> Callable[[str], int]:
        """Counts the records of a narrow facet's values in a set: few record by record, and what was counted in many is
        kept, because the next selection mostly differs in one facet: of the 1.9 ms of a list in 50,000 that took 0.7.
        """
        sets = self.counted[param]
        if isinstance(sets, BitSets) and within.few is not None:
            return sets.hits(within.few).__getitem__
        known = self.known.setdefault((param, within.bits), {})
        if len(self.known) > MAX_KNOWN:
            self.known.clear()

        def count(value: str) -> int:
            if value not in known:
                known[value] = (within.bits & sets[value]).bit_count()
            return known[value]

        return count

    def bits_of(self, pks: Iterable[int]) -> int:
        """The bit set of some records, for a selection within a text search."""
        found = (self.position.get(pk) for pk in pks)
        return bits_of((position for position in found if position is not None), len(self.pks))


class Within:
    """A set of records in which something is counted. `few`: their positions, where they are not many."""

    def __init__(self, bits: int):
        self.bits = bits

    @cached_property
    def few(self) -> list[int] | None:
        return sparse(self.bits) if self.bits.bit_count() <= FEW else None


class Selection:
    """The chosen values of all facets, and what they leave: AND between facets, OR inside one."""

    def __init__(self, index: FacetIndex, chosen: dict[str, list[str]], within: int):
        self.index, self.chosen, self.within = index, chosen, within
        self._steps: dict[str, list[int]] = {}
        self._unions = {param: self.index.union(param, values) for param, values in chosen.items() if values}
        self._hidden = self._hidden_bits()
        self.bits = self._remaining(leave_out=None)
        self._within = Within(self.bits)

    def count(self) -> int:
        return self.bits.bit_count()

    def hidden_count(self) -> int:
        """How many matching records the default of a facet leaves out."""
        return (self._unhidden() & self._hidden).bit_count()

    def counts(self, param: str) -> dict[str, int]:
        """Hits per value, the facet's own selection left out; of a facet with steps those of the first."""
        remaining = self._remaining(leave_out=param)
        return {value: (remaining & bits).bit_count() for value, bits in self.index.counted[param].items()}

    def steps(self, param: str) -> list[int]:
        """What a facet leaves in each of its steps, the nearest first; the last is what lies in none of them."""
        if param not in self._steps:
            found = [self.bits & bits for bits in self.index.steps(param, self.chosen.get(param, []))]
            self._steps[param] = [*found, self.bits & ~reduce(or_, found, 0)]
        return self._steps[param]

    def remaining(self, param: str) -> int:
        """The records that the other facets leave."""
        return self._remaining(leave_out=param)

    def offered(self, param: str) -> list[Offered]:
        """The options that the form shows, with their hits: those that have any, and the chosen ones."""
        chosen = self.chosen.get(param, ())
        remaining = self._remaining(leave_out=param)
        known = self.index.by_value[param]
        asked = [self.index.option(param, value) for value in chosen if value not in known]
        found = [Offered(one, (remaining & self.index.bits_at(param, one.value)).bit_count()) for one in asked]
        if wide := self.index.wide.get(param):
            return found + wide.offered(remaining, [value for value in chosen if value in known])
        within = self._within if remaining == self._within.bits else Within(remaining)
        hits = self.index.hits(param, within)
        for option in self._within_reach(param, chosen):
            count = hits(option.value)
            if count or option.value in chosen:
                found.append(Offered(option, count))
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
                value = above.get(value, "")
        return [option for option in options if not option.depth or above[option.value] in opened]

    def without(self, param: str) -> int:
        """Hits when a facet's selection is dropped; what its default hides is hidden again."""
        rest = {other: values for other, values in self.chosen.items() if other != param}
        return self.index.select(rest, self.within).count()

    def less(self, bits: int) -> "Selection":
        """The same choice without some records, which its options and hits still count."""
        rest = copy(self)
        rest.bits = self.bits & ~bits
        return rest

    def page(self, start: int, size: int, sort: str = "", steps: str = "") -> list[int]:
        """Primary keys from `start` on, which counts from 0. `steps`: the facet whose steps come before the order."""
        found = list[int]()
        order = self.index.orders.get(sort)
        for bits in self.steps(steps) if steps else [self.bits]:
            count = bits.bit_count()
            if start < count and len(found) < size:
                missing = size - len(found)
                found += order.page(bits, start, missing) if order else slice_of(bits, start, missing)
            start = max(0, start - count)
        return [self.index.pks[position] for position in found]

    def pks(self) -> list[int]:
        return [self.index.pks[position] for position in positions(self.bits)]

    def _hidden_bits(self) -> int:
        hidden = 0
        for param, spec in self.index.specs.items():
            if spec.hidden_unless_chosen and param not in self._unions:
                hidden |= self.index.union(param, list(spec.hidden_unless_chosen))
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


def _above(options: list[Option]) -> dict[str, str]:
    """value → the value it is indented below, empty at the top."""
    path: list[str] = []
    above = {}
    for option in options:
        del path[option.depth :]
        above[option.value] = path[-1] if path else ""
        path.append(option.value)
    return above
