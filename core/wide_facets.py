"""A facet with thousands of values, most of them with a handful of records: positions instead of bits.

Bits of 50,000 networks over 30,000 organisations would take 190 MB, and no form shows 50,000 checkboxes. The
form offers the most frequent values with exact counts. Few hits are counted record by record; among many hits
only the values that have the most records at all are candidates.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from core.bits import bits_of, positions
from core.options import Offered, Option

OFFERED = 30
CANDIDATES = 100
FEW = 1500  # hits


class WideFacet:
    """`labels`: value → label; `members`: value → positions. `get` makes a value's bits when they are asked for."""

    def __init__(self, labels: Mapping[str, str], members: Mapping[str, Iterable[int]], length: int):
        self.labels, self.length = labels, length
        self.members = {value: array("I", found) for value, found in members.items() if value in labels}
        self.values_at: dict[int, list[str]] = defaultdict(list)
        for value, found in self.members.items():
            for position in found:
                self.values_at[position].append(value)
        biggest = sorted(self.members, key=lambda value: (-len(self.members[value]), value))[:CANDIDATES]
        self.frequent = {value: bits_of(self.members[value], length) for value in biggest}

    def get(self, value: str, default: int = 0) -> int:
        found = self.members.get(value)
        return bits_of(found, self.length) if found else default

    def offered(self, remaining: int, chosen: Iterable[str]) -> list[Offered]:
        """The chosen values and the most frequent ones among the remaining records, with their hits."""
        if remaining.bit_count() <= FEW:
            hits = Counter(value for position in positions(remaining) for value in self.values_at.get(position, ()))
        else:
            hits = Counter({value: (remaining & bits).bit_count() for value, bits in self.frequent.items()})
        for value in chosen:
            hits[value] = (remaining & self.get(value)).bit_count()
        best = sorted((value for value in hits if hits[value]), key=lambda value: (-hits[value], value))
        shown = dict.fromkeys([*chosen, *best[:OFFERED]])
        return [Offered(Option(value, self.labels[value]), hits[value]) for value in shown]


class Labelled(Mapping):
    """value → option, made only when somebody asks for it."""

    def __init__(self, labels: Mapping[str, str]):
        self.labels = labels

    def __getitem__(self, value: str) -> Option:
        return Option(value, self.labels[value])

    def __contains__(self, value: object) -> bool:
        return value in self.labels

    def __iter__(self):
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)
