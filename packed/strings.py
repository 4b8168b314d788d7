"""Many strings in one block of bytes.

A string of its own takes 49 bytes besides its letters, and whoever looks at it writes to its count of references, so
that processes soon hold a copy each of what they shared. A block is only read.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload


class Strings(Sequence[str]):
    """Made anew at each access: half a microsecond. They sort as they stand here and as bytes alike."""

    def __init__(self, strings: Iterable[str] = ()):
        self._block, self._ends = bytearray(), array("I", [0])
        self.extend(strings)

    def append(self, string: str) -> None:
        self._block += string.encode()
        self._ends.append(len(self._block))

    def extend(self, strings: Iterable[str]) -> None:
        for string in strings:
            self.append(string)

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place):
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        ends = self._ends
        return self._block[ends[place] : ends[place + 1]].decode()

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Strings) and (self._block, self._ends) == (other._block, other._ends)

    __hash__ = None  # type: ignore[assignment]  # it can grow


class Numbers:
    """The place of each string among others, found by its hash: a tenth of the room of a dictionary.

    The strings may grow, and are told here then; each stands there once. `first`: the first place that counts.
    Whoever looks something up meanwhile finds what was there before.
    """

    def __init__(self, strings: Strings, first: int = 0):
        self._strings, self._first, self._next = strings, first, first
        self._slots = array("I", bytes(4 * 8))  # place + 1, and 0 where there is none

    def note(self) -> None:
        """The strings that were appended since."""
        if 2 * len(self._strings) <= len(self._slots):
            self._enter(self._slots, self._next)
            return
        slots = array("I", bytes(4 << (2 * len(self._strings)).bit_length()))
        self._enter(slots, self._first)
        self._slots = slots

    def get(self, string: str) -> int | None:
        slots = self._slots
        place = slots[self._slot(slots, string)]
        return place - 1 if place else None

    def __contains__(self, string: str) -> bool:
        return self.get(string) is not None

    def __getitem__(self, string: str) -> int:
        if (place := self.get(string)) is None:
            raise KeyError(string)
        return place

    def _enter(self, slots: array, start: int) -> None:
        for place in range(start, len(self._strings)):
            slots[self._slot(slots, self._strings[place])] = place + 1
        self._next = len(self._strings)

    def _slot(self, slots: array, string: str) -> int:
        """Where its place is noted, or would be."""
        strings, last = self._strings, len(slots) - 1
        slot = hash(string) & last
        while (place := slots[slot]) and strings[place - 1] != string:
            slot = (slot + 1) & last
        return slot
