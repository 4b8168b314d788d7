"""What the values in the cells of a table mean: which of them cannot be read, and what editors said they stand for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from contacts import channel_values
from tables.cells import BETWEEN, COMMAS, CellError, Cells, split
from tables.columns import Column, FieldColumn, OneRowColumn, RowsColumn

MISSING = "Fehlt; ohne diese Angabe lässt sich nichts anlegen."


@dataclass(frozen=True)
class Fault:
    """A cell that costs its row the statement of that column. `value`: which of its values is wrong, empty where it is
    missing; `stops`: the row is nothing without it.
    """

    key: str
    value: str
    what: str
    stops: bool = False


def is_list(column: Column) -> bool:
    """Several values in a cell?"""
    target = getattr(column, "target", None)
    if target is None or isinstance(column, RowsColumn):
        return target is not None
    return bool(target.many_to_many) or not getattr(target, "attname", "")


def pieces(column: Column, text: str) -> list[str]:
    """The values of a cell. Raises CellError for more than any record has."""
    return [text] if not is_list(column) else split(text, {}) if column.key == "post" else split(text)


def check(column: Column, value: Any) -> None:
    """A value of a new row, as the form checks it. Raises CellError."""
    if isinstance(column, RowsColumn) and column.part == "channels":
        try:
            channel_values.validate(column.key, value)
        except ValidationError as error:
            raise CellError(error.message) from error


def faults_of(cells: Cells, column: Column, text: str, error: CellError) -> list[Fault]:
    """Of a cell that raised `error`: which of its values are wrong, or else all of it."""
    found: list[Fault] = []
    if text and isinstance(column, FieldColumn | RowsColumn | OneRowColumn):
        try:
            for piece in pieces(column, text):
                found += _wrong(cells, column, piece)
        except CellError:
            found = []
    return found or [Fault(column.key, text, str(error))]


def _wrong(cells: Cells, column: Any, piece: str) -> list[Fault]:
    try:
        check(column, cells.read(column.target, piece).value)
    except CellError as error:
        parts = split(piece, COMMAS) if is_list(column) and not isinstance(column, RowsColumn) else []
        if len(parts) > 1:
            return [fault for part in parts for fault in _wrong(cells, column, part)]
        return [Fault(column.key, piece, str(error))]
    return []


def spelling(value: str) -> str:
    """What two values have in common that mean the same."""
    return " ".join(value.split()).casefold()


class Meanings:
    """`said`: key of a column → a value as files have it → what to read in its place, empty for nothing."""

    def __init__(self, said: Mapping[str, Mapping[str, str]]):
        self._said = {
            key: {spelling(value): meant for value, meant in values.items()} for key, values in said.items() if values
        }

    def text(self, column: Column, text: str) -> str:
        """The cell with what its values mean."""
        said = self._said.get(column.key)
        if not said or not text:
            return text
        if (whole := said.get(spelling(text))) is not None:
            return whole
        if not is_list(column):
            return text
        try:
            parts = pieces(column, text)
        except CellError:
            return text
        meant = [one for part in parts for one in _meant(said, part)]
        return text if meant == parts else BETWEEN.join(one for one in meant if one)


def _meant(said: Mapping[str, str], piece: str) -> list[str]:
    if (found := said.get(spelling(piece))) is not None:
        return [found]
    parts = split(piece, COMMAS)
    if any(spelling(part) in said for part in parts):
        return [said.get(spelling(part), part) for part in parts]
    return [piece]
