"""Rows in memory column by column, and numbers that share what belongs to them."""

from array import array
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from packed.strings import Strings


class Few(Sequence[Any]):
    """Values of which many are the same: each is kept once, and for each place which it is."""

    def __init__(self, values: Iterable[Hashable] = ()):
        self._numbers: dict[Hashable, int] = {}
        self._values: list[Any] = []
        self._which = array("I")
        for value in values:
            self.append(value)

    def append(self, value: Hashable) -> None:
        number = self._numbers.setdefault(value, len(self._values))
        if number == len(self._values):
            self._values.append(value)
        self._which.append(number)

    def __len__(self) -> int:
        return len(self._which)

    def __getitem__(self, place):
        return self._values[self._which[place]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Few) and (self._values, self._which) == (other._values, other._which)

    __hash__ = None  # type: ignore[assignment]  # it can grow


class PackedRows(Sequence[Any]):
    """Rows of a named tuple, made anew at each access: of numbers, of `texts`, of which nearly each is another, and of
    values of which there are few. 90 bytes for a network where it took 500."""

    def __init__(self, row: Any, rows: Iterable[Sequence[Any]], texts: tuple[str, ...] = ()):
        self._row, self._order = row, None
        self._columns: dict[str, Any] = {
            name: _column(kind, name in texts) for name, kind in row.__annotations__.items()
        }
        adding = [column.append for column in self._columns.values()]
        for values in rows:
            for add, value in zip(adding, values, strict=True):
                add(value)
        self._length = len(next(iter(self._columns.values())))

    def column(self, name: str) -> Sequence[Any]:
        """The values in the order in which the rows came."""
        return self._columns[name]

    def by(self, order: "array[int]") -> "PackedRows":
        """The same rows in another order."""
        found = PackedRows(self._row, ())
        found._columns, found._length, found._order = self._columns, self._length, order
        return found

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> list[Any]: ...
    def __getitem__(self, place):
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(self._length))]
        if self._order is not None:
            place = self._order[place]
        return self._row(*[column[place] for column in self._columns.values()])

    def __iter__(self) -> Iterator[Any]:
        return map(self.__getitem__, range(self._length))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PackedRows) and (self._columns, self._order) == (other._columns, other._order)

    __hash__ = None  # type: ignore[assignment]  # as of a list


def _column(kind: Any, is_text: bool) -> Any:
    if kind is int:
        return array("q")
    return Strings() if is_text else Few()


class Shared(Mapping[int, Any]):
    """number → a value that many numbers share; found by halving. An eighth of the room of a dictionary."""

    def __init__(self, values: Mapping[int, Hashable]):
        self._keys = array("q", sorted(values))
        self._values = Few(values[key] for key in self._keys)

    def __getitem__(self, key: int) -> Any:
        place = bisect_left(self._keys, key)
        if place == len(self._keys) or self._keys[place] != key:
            raise KeyError(key)
        return self._values[place]

    def get(self, key: int, default: Any = None) -> Any:
        place = bisect_left(self._keys, key)
        return self._values[place] if place < len(self._keys) and self._keys[place] == key else default

    def __iter__(self) -> Iterator[int]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Shared):
            return (self._keys, self._values) == (other._keys, other._values)
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]  # as of a dictionary


class Lists(Sequence["array[int]"]):
    """Lists of small numbers, one after the other."""

    def __init__(self, lists: Iterable[Iterable[int]]):
        self._numbers, self._ends = array("I"), array("I", [0])
        for one in lists:
            self._numbers.extend(one)
            self._ends.append(len(self._numbers))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, place):
        return self._numbers[self._ends[place] : self._ends[place + 1]]
