"""The public records of one kind in the order of their list, and how facets are made over them."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from core.facet_data import Rows, packed, positions_of
from core.text import sort_key
from memory.kept import remembered
from packed.rows import PackedRows, Shared


class Pairs:
    """Pairs of numbers, such as a field and a network that names it, in a tenth of the memory of a list of them."""

    def __init__(self, pairs: Iterable[tuple[int, int]]):
        self._first, self._second = array("q"), array("q")
        for first, second in pairs:
            self._first.append(first)
            self._second.append(second)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._first, self._second, strict=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pairs) and (self._first, self._second) == (other._first, other._second)

    def by_second(self) -> Shared:
        """second → its firsts; those that have the same share one tuple."""
        found: dict[int, tuple[int, ...]] = {}
        for first, second in self:
            found[second] = (*found.get(second, ()), first)
        return Shared(found)


class Listing:
    """Kept in parts: an edit that adds, removes and renames no record sorts nothing and leaves the positions
    as they are, and with them the facets that come from other tables.

    `row`: a named tuple of the columns that are kept, `pk` and `name` among them; `records`: those of the list;
    `texts`: the columns of which nearly each value is another.
    """

    def __init__(
        self, kind: str, row: type[tuple], records: Callable[[], QuerySet], texts: tuple[str, ...] = ("name",)
    ):
        self.kind, self.row, self.records, self.texts = kind, row, records, texts
        self.columns = tuple(row.__annotations__)

    def rows(self) -> Rows:
        return remembered(f"{self.kind}: rows", self._rows)

    def position(self) -> dict[int, int]:
        return remembered(f"{self.kind}: position", self._position)

    def linked(self, pairs: Iterable[tuple[Any, int]]) -> dict[Any, list[int]]:
        """value → positions, from pairs of a value and a record's key."""
        return positions_of(pairs, self.position())

    def packed(self, facet: tuple) -> tuple:
        """A facet to be kept as a part of its own."""
        return packed(facet, len(self.position()))

    def by_column(self, column: str) -> dict[Any, list[int]]:
        """value → positions, of a column of the records; one that the rows do not keep is asked for."""
        if column in self.columns:
            return self.rows().by(column)
        return self.linked(self.records().order_by().values_list(column, "pk"))

    def _table(self) -> PackedRows:
        return remembered(f"{self.kind}: table", self._read)

    def _read(self) -> PackedRows:
        rows = self.records().order_by("pk").values_list(*self.columns)
        return PackedRows(self.row, rows.iterator(), self.texts)

    def _names(self) -> tuple[Sequence[int], Sequence[str]]:
        return self._table().column("pk"), self._table().column("name")

    def _order(self) -> "array[int]":
        """Places in the table in the order of the dictionary."""
        pks, names = remembered(f"{self.kind}: names", self._names)
        keys = list(zip(map(sort_key, names), pks, strict=True))
        return array("I", sorted(range(len(keys)), key=keys.__getitem__))

    def _rows(self) -> Rows:
        order = remembered(f"{self.kind}: order", self._order)
        return Rows(self._table().by(order), self.position())

    def _position(self) -> dict[int, int]:
        pks, _names = remembered(f"{self.kind}: names", self._names)
        order = remembered(f"{self.kind}: order", self._order)
        return {pks[place]: number for number, place in enumerate(order)}
