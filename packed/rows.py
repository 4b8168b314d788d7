"""Rows in memory column by column, and numbers that share what belongs to them."""

from array import array
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from packed.strings import Strings

_LOOSE = 16  # numbers between the lowest and the highest for each that is there


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

    def value(self, place: int, name: str) -> Any:
        """One of a row, without the others."""
        return self._columns[name][place if self._order is None else self._order[place]]

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
    """number → a value that many numbers share, found by its place: a twentieth of the room of a dictionary.

    Each number between the lowest and the highest takes room; where they lie far apart, a dictionary knows them.
    """

    def __init__(self, values: Mapping[int, Hashable]):
        keys = sorted(values)
        self._first, self._length = keys[0] if keys else 0, len(keys)
        span = keys[-1] - self._first + 1 if keys else 0
        self._which: Any = array("I", bytes(4 * span)) if span <= _LOOSE * len(keys) else {}
        self._values, numbers = list[Any]([None]), dict[Hashable, int]()
        for key in keys:
            value = values[key]
            if (number := numbers.setdefault(value, len(self._values))) == len(self._values):
                self._values.append(value)
            self._which[key - self._first] = number

    def __getitem__(self, key: int) -> Any:
        if (number := self._number(key)) == 0:
            raise KeyError(key)
        return self._values[number]

    def get(self, key: int, default: Any = None) -> Any:
        return self._values[number] if (number := self._number(key)) else default

    def _number(self, key: int) -> int:
        try:
            return self._which[key - self._first] if key >= self._first else 0
        except LookupError:  # beyond the last of the array, or not in the dictionary
            return 0

    def __iter__(self) -> Iterator[int]:
        return (key for key, number in self._numbered() if number)

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Shared):
            mine, others = ((one._first, one._which, one._values) for one in (self, other))
            return mine == others
        return super().__eq__(other)

    def _numbered(self) -> Iterable[tuple[int, int]]:
        pairs = self._which.items() if isinstance(self._which, dict) else enumerate(self._which)
        return ((self._first + place, number) for place, number in pairs)

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
