"""A facet with thousands of values, most of them with a handful of records: positions instead of bits.

Bits of 50,000 networks over 30,000 organisations would take 190 MB, and no form shows 50,000 checkboxes. The
form offers the most frequent values with exact counts. Few hits are counted record by record; among many hits
only the values that have the most records at all are candidates.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from core.options import Offered, Option
from packed.bits import bits_of, positions
from packed.rows import Lists
from packed.strings import Strings

OFFERED = 30
CANDIDATES = 100
FEW = 1500  # hits


class WideFacet:
    """`labels`: value → label; `members`: value → positions. `get` makes a value's bits when they are asked for.

    Values are known by their number in order here: 6 MB for 50,000 of them, where strings and lists took 25.
    """

    def __init__(self, labels: Mapping[str, str], members: Mapping[str, Iterable[int]], length: int):
        values = sorted(value for value in members if value in labels)
        self.values, self.length = Strings(values), length
        self.labels = Strings(str(labels[value]) for value in values)
        self.members = Lists(members[value] for value in values)
        values_at: list[list[int]] = [[] for _ in range(length)]
        for number, found in enumerate(self.members):
            for position in found:
                values_at[position].append(number)
        self.values_at = Lists(values_at)
        biggest = sorted(range(len(values)), key=lambda number: -len(self.members[number]))[:CANDIDATES]
        self.frequent = {number: bits_of(self.members[number], length) for number in biggest}

    def number(self, value: str) -> int | None:
        place = bisect_left(self.values, value)
        return place if place < len(self.values) and self.values[place] == value else None

    def get(self, value: str, default: int = 0) -> int:
        number = self.number(value)
        return default if number is None else self._bits(number)

    def _bits(self, number: int) -> int:
        kept = self.frequent.get(number)
        return bits_of(self.members[number], self.length) if kept is None else kept

    def offered(self, remaining: int, chosen: Iterable[str]) -> list[Offered]:
        """The chosen values and the most frequent ones among the remaining records, with their hits."""
        if remaining.bit_count() <= FEW:
            hits = Counter(chain.from_iterable(self.values_at[position] for position in positions(remaining)))
        else:
            hits = Counter({number: (remaining & bits).bit_count() for number, bits in self.frequent.items()})
        first = [number for value in chosen if (number := self.number(value)) is not None]
        for number in first:
            hits[number] = (remaining & self._bits(number)).bit_count()
        best = sorted((number for number in hits if hits[number]), key=lambda number: (-hits[number], number))
        shown = dict.fromkeys([*first, *best[:OFFERED]])
        return [Offered(self.option(number), hits[number]) for number in shown]

    def option(self, number: int) -> Option:
        return Option(self.values[number], self.labels[number])


class Labelled(Mapping):
    """value → option, made only when somebody asks for it."""

    def __init__(self, facet: WideFacet):
        self.facet = facet

    def __getitem__(self, value: str) -> Option:
        if (number := self.facet.number(value)) is None:
            raise KeyError(value)
        return self.facet.option(number)

    def __iter__(self):
        return iter(self.facet.values)

    def __len__(self) -> int:
        return len(self.facet.values)
