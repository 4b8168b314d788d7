"""The public records of one kind in the order of their list, and how facets are made over them."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import starmap
from typing import Any

from django.db.models import QuerySet

from core.facets import Rows, packed, positions_of
from core.text import sort_key
from memory.kept import remembered


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

    def by_second(self) -> dict[int, tuple[int, ...]]:
        """second → its firsts; those that have the same share one tuple."""
        found: dict[int, tuple[int, ...]] = {}
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}
        for first, second in self:
            firsts = (*found.get(second, ()), first)
            found[second] = shared.setdefault(firsts, firsts)
        return found


class Listing:
    """Kept in parts: an edit that adds, removes and renames no record sorts nothing and leaves the positions
    as they are, and with them the facets that come from other tables.

    `row`: a named tuple of the columns that are kept, `pk` and `name` among them; `records`: those of the list.
    """

    def __init__(self, kind: str, row: type[tuple], records: Callable[[], QuerySet]):
        self.kind, self.row, self.records = kind, row, records
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

    def _table(self) -> list[Any]:
        return remembered(f"{self.kind}: table", self._read)

    def _read(self) -> list[Any]:
        return list(starmap(self.row, self.records().order_by("pk").values_list(*self.columns)))

    def _names(self) -> list[tuple[int, str]]:
        return [(row.pk, row.name) for row in self._table()]

    def _order(self) -> list[int]:
        """Places in the table in the order of the dictionary."""
        keys = [(sort_key(name), pk) for pk, name in remembered(f"{self.kind}: names", self._names)]
        return sorted(range(len(keys)), key=keys.__getitem__)

    def _rows(self) -> Rows:
        table = self._table()
        return Rows([table[place] for place in remembered(f"{self.kind}: order", self._order)])

    def _position(self) -> dict[int, int]:
        return self.rows().position
