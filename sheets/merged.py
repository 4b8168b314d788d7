"""Merged cells: one that reaches over rows holds for each of them; what one covers beside itself is not known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from openpyxl.utils import range_boundaries

from sheets.sheet import MAX_COLUMNS, RawRow, Sheet, UploadError, column_name

MOST_RANGES = 1_000
MOST_CELLS = 100_000  # that are covered
TOO_MANY = "Die Tabelle hat sehr viele verbundene Zellen. Bitte den Verbund aufheben und noch einmal hochladen."


@dataclass
class _Range:
    name: str
    left: int  # columns from 0
    right: int
    top: int  # rows as the file counts them
    bottom: int
    text: str = ""


@dataclass
class Merged:
    """The merged cells of a sheet, by their names. Raises UploadError for more than a table of people has."""

    names: Iterable[str]
    ranges: list[_Range] = field(init=False)

    def __post_init__(self):
        found = (_range(name) for name in self.names)
        self.ranges = sorted((one for one in found if one), key=lambda one: one.top)
        if len(self.ranges) > MOST_RANGES:
            raise UploadError(TOO_MANY)

    def spread(self, rows: Iterable[RawRow]) -> Iterator[RawRow]:
        """The rows, with the text of a range in each of its rows."""
        waiting, open_ones = iter(self.ranges), []
        following = next(waiting, None)
        for number, cells in rows:
            while following and following.top <= number:
                open_ones.append(following)
                following = next(waiting, None)
            open_ones = [one for one in open_ones if one.bottom >= number]
            for one in open_ones:
                if one.left >= len(cells):
                    continue
                if one.top == number:
                    one.text = cells[one.left]
                elif not cells[one.left]:
                    cells[one.left] = one.text
            yield number, cells

    def mark(self, sheet: Sheet) -> None:
        """Says of each cell below the headers what being merged means for it."""
        by_number = {row.number: row for row in sheet.rows}
        left = MOST_CELLS
        for one in self.ranges:
            rows = range(max(one.top, sheet.reading.header_row + 1), min(one.bottom, sheet.rows[-1].number) + 1)
            columns = range(one.left, min(one.right + 1, len(sheet.headers)))
            left -= len(rows) * len(columns)
            if left < 0:
                raise UploadError(TOO_MANY)
            for row in (by_number[number] for number in rows if number in by_number):
                for position in columns:
                    if position > one.left:
                        row.errors.setdefault(position, f"Verbunden mit {column_name(one.left)} ({one.name}).")
                    elif row.number > one.top and row.cells[position]:
                        row.notes.setdefault(position, f"Aus der verbundenen Zelle {one.name}.")


def _range(name: str) -> _Range | None:
    left, top, right, bottom = range_boundaries(name)
    if left is None or top is None or right is None or bottom is None or left > MAX_COLUMNS:
        return None
    return _Range(name, left - 1, right - 1, top, bottom)
