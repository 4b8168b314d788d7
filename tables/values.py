"""What the values in the cells of a table mean: which of them cannot be read, and what editors said they stand for."""

import re
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError

from contacts import channel_values
from contacts.enums import ChannelKind
from core.text import fold
from inputs.phones import each_number, with_zero
from networks.models import Branch, Field
from sheets.sheet import MAX_ROWS
from tables.cells import Cells, spelling
from tables.columns import POST, AddedColumn, AmountColumn, Column, RowsColumn
from tables.meant import says_what
from tables.names import CellError
from tables.parting import BETWEEN, MAX_PARTS, split

_TRADES = (Field, Branch)
_ALIKE = 0.85
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


def is_of_trades(column: Any) -> bool:
    """Whether its words say what a firm does."""
    return getattr(getattr(column, "target", None), "related_model", None) in _TRADES


def is_misspelt(value: str, meant: str) -> bool:
    """Whether two are the same word but for a slip."""
    return bool(get_close_matches(fold(value), [fold(meant)], 1, _ALIKE))


def is_single(column: Column) -> bool:
    """Whether an entry says it once: what a table says instead takes the place of what stands there."""
    return not isinstance(column, RowsColumn) and not is_list(column)


def pieces(cells: Cells, column: Any, text: str, said: Container[str] = ()) -> list[str]:
    """The values of a cell. `said`: what editors said the meaning of. Raises CellError for more than any record has."""
    if not is_list(column):
        return [text]
    if isinstance(column, AmountColumn):  # „10 bis 49“
        return [text]
    if column.key in channel_values.NUMBERS:
        return [number for part in split(text) for number in each_number(part)]
    if column.key == ChannelKind.EMAIL:
        return [re.sub(r"^mailto:\s*", "", part, flags=re.I) for part in cells.parts(column.target, text, said)]
    # A network may have as many members as a table has rows; of nothing else a record has so many.
    most = MAX_ROWS if isinstance(column, AddedColumn) else MAX_PARTS
    return split(text, {}) if column.key == POST else cells.parts(column.target, text, said, most)


def without_counted(column: Column, text: str) -> str:
    """„120 Mitarbeiter“ → „120“ in a column of that name."""
    number, _, word = text.rpartition(" ")
    return number if isinstance(column, AmountColumn) and number and fold(word) in column.headers else text


def check(column: Column, value: Any) -> None:
    """A value of a new row, as the form checks it. Raises CellError."""
    if isinstance(column, RowsColumn) and column.part == "channels":
        try:
            channel_values.validate(column.key, value)
        except ValidationError as error:
            raise CellError(error.message) from error
        if column.key in channel_values.NUMBERS and with_zero(value):
            raise CellError(f"„{value}“ beginnt ohne Null. Das Tabellenprogramm hat sie wohl verloren.")


@dataclass
class Listed:
    """What a cell says, and which of its values cannot be read."""

    values: list[Any] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def listed(cells: Cells, column: Any, text: str, there: Collection[Any] = ()) -> Listed:
    """Every value by itself. `there`: what the record has already, which nobody checks once more."""
    found, seen = Listed(), set[Any]()
    try:
        parts = pieces(cells, column, text)
    except CellError as error:
        return Listed(faults=[Fault(column.key, text, str(error))])
    for part in parts:
        try:
            read = cells.read(column.target, without_counted(column, part))
            values = read.value if isinstance(read.value, list) else [read.value]
            for value in values:
                if value not in there:
                    check(column, value)
        except CellError as error:
            found.faults.append(Fault(column.key, part, str(error)))
            continue
        found.values += [value for value in dict.fromkeys(values) if value not in seen]
        seen.update(values)
        found.notes += [read.note] if read.note else []
    return found


def refused(cells: Cells, column: Any, text: str) -> str:
    """Why a text does not do in this column; nothing where it does."""
    if getattr(column, "target", None) is None:
        return ""
    return next((fault.what for fault in listed(cells, column, text).faults), "")


def is_doubted(cells: Cells, column: Any, text: str) -> bool:
    """Whether a value can be read and is asked about all the same, as whose it is."""
    is_way = isinstance(column, RowsColumn) and column.part == "channels" and column.target is not None
    if not text or not is_way or len(pieces(cells, column, text)) > 1:
        return False
    return not listed(cells, column, text).faults


class Meanings:
    """`said`: key of a column → a value as files have it → what to read in its place, empty for nothing."""

    def __init__(self, said: Mapping[str, Mapping[str, str]]):
        self._said = {
            key: {spelling(value): meant for value, meant in values.items()} for key, values in said.items() if values
        }

    def of(self, key: str, text: str) -> str | None:
        """What a whole cell means; None where nobody said so."""
        return self._said.get(key, {}).get(spelling(text))

    def judged(self, cells: Cells, said: Iterable[tuple[Column, str]]) -> set[str]:
        """Keys of the columns of which cells say other words than what somebody took them for."""
        return {column.key for column, text in said if self.text(cells, column, text) not in ("", text)}

    def own_words(self, cells: Cells, said: Iterable[tuple[Column, str]]) -> list[str]:
        """What a table calls the trade of an entry where no list has that word, whatever it was taken for: people look
        for it by that word."""
        found: list[str] = []
        for column, text in said:
            target: Any = getattr(column, "target", None)
            if not text or not is_of_trades(column):
                continue
            meanings = self._said.get(column.key, {})
            try:
                parts = pieces(cells, column, text, meanings)
            except CellError:
                continue
            names = cells.names(target.related_model)
            found += [
                part
                for part in parts
                if says_what(part) and not names.knows(part) and not is_misspelt(part, meanings.get(spelling(part), ""))
            ]
        return found

    def text(self, cells: Cells, column: Column, text: str) -> str:
        """The cell with what its values mean."""
        said = self._said.get(column.key)
        if not said or not text:
            return text
        if (whole := self.of(column.key, text)) is not None:
            return whole
        if not is_list(column):
            return text
        try:
            parts = pieces(cells, column, text, said)
        except CellError:
            return text
        meant = [said.get(spelling(part), part) for part in parts]
        return text if meant == parts else BETWEEN.join(one for one in meant if one)

    def repaired(self, cells: Cells, column: Column, text: str) -> str:
        """What is taken of a number or an address that the file has in another way; empty where it is the same."""
        if not text or column.key not in (*channel_values.NUMBERS, ChannelKind.EMAIL):
            return ""
        meant = self.text(cells, column, text)
        try:
            taken = pieces(cells, column, meant)
            is_same = taken == split(text) if meant == text else False
        except CellError:
            return ""
        return "" if is_same or not taken else f"„{text[:200]}“ ist gelesen als „{'“, „'.join(taken)[:200]}“."
