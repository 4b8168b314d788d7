"""What was read from a file, whatever its format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from inputs.text import cleaned, one_line

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS = 200
MAX_CELL = 10_000
# Of all cells together: one long text may stand in thousands of cells of a small file.
MAX_CHARACTERS = 10_000_000
# After so many empty rows the rest of a sheet is only formatting.
MAX_GAP = 1_000
_FORMULA = re.compile(r"=.|[+@-]\s*[A-Za-z]\w*\(")


class UploadError(Exception):
    """The file cannot be used; says in German why, and what to do."""


@dataclass
class SheetRow:
    """`number` is that of the row in the file. Notes and errors by position of the cell."""

    number: int
    cells: list[str]
    notes: dict[int, str] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)


@dataclass
class Sheet:
    headers: list[str]
    rows: list[SheetRow]
    notes: list[str] = field(default_factory=list)
    modified: date | None = None


RawRows = Iterable[tuple[int, list[str]]]


def sheet_of(rows: RawRows) -> Sheet:
    """Checks the headers and every cell. The first row that is not empty holds the headers."""
    rows = iter(_without_gaps(rows))
    first = next(rows, None)
    if first is None:
        raise UploadError("Die Tabelle ist leer.")
    headers = [one_line(cell)[:200] for cell in first[1]]
    while headers and not headers[-1]:
        headers.pop()
    _check_headers(headers, first[0])
    sheet, length = Sheet(headers, []), 0
    for number, cells in rows:
        if len(sheet.rows) == MAX_ROWS:
            raise UploadError(f"Die Tabelle hat mehr als {_dots(MAX_ROWS)} Zeilen. Bitte in mehrere Dateien teilen.")
        sheet.rows.append(_checked(number, cells, len(headers)))
        length += sum(map(len, sheet.rows[-1].cells))
        if length > MAX_CHARACTERS:
            raise UploadError("Die Zellen haben zusammen mehr als 10 Mio. Zeichen. Bitte in mehrere Dateien teilen.")
    if not sheet.rows:
        raise UploadError("Unter der Kopfzeile steht keine einzige Zeile.")
    _drop_unnamed(sheet)
    return sheet


def _without_gaps(rows: RawRows) -> RawRows:
    gap = 0
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            gap = 0
            yield number, cells
        elif (gap := gap + 1) > MAX_GAP:
            return


def _check_headers(headers: list[str], number: int) -> None:
    if len(headers) > MAX_COLUMNS:
        raise UploadError(f"Die Tabelle hat {len(headers)} Spalten; erlaubt sind {MAX_COLUMNS}.")
    seen: dict[str, int] = {}
    for position, header in enumerate(headers):
        key = header.casefold()
        if key and key in seen:
            raise UploadError(
                f"Die Überschrift „{header}“ steht zweimal in Zeile {number}: {column_name(seen[key])} und "
                f"{column_name(position)}. Bitte eine davon umbenennen."
            )
        seen[key] = position


def _checked(number: int, cells: list[str], width: int) -> SheetRow:
    row = SheetRow(number, cells[:width] + [""] * (width - len(cells)))
    for position in range(width, len(cells)):
        if cells[position].strip():
            row.errors[position] = (
                f"{column_name(position)}: Hier steht etwas, aber die Kopfzeile hat nur {width} Spalten. "
                "Steht in einer Zelle davor ein Trennzeichen ohne Anführungszeichen?"
            )
            break
    for position, text in enumerate(row.cells):
        row.cells[position] = text = cleaned(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
        if len(text) > MAX_CELL:
            row.errors[position] = f"{_dots(len(text))} Zeichen; erlaubt sind {_dots(MAX_CELL)} je Zelle."
            row.cells[position] = text[:100]
        elif "\ufffd" in text:
            row.errors[position] = "Die Zelle enthält unlesbare Zeichen (\ufffd); die Datei wurde falsch gespeichert."
        elif _FORMULA.match(text):
            row.notes[position] = "Beginnt wie eine Formel; übernommen als Text, nichts wird ausgerechnet."
    return row


def _drop_unnamed(sheet: Sheet) -> None:
    """Columns without a header may only be empty."""
    unnamed = [position for position, header in enumerate(sheet.headers) if not header]
    for position in unnamed:
        if row := next((row for row in sheet.rows if row.cells[position]), None):
            raise UploadError(
                f"{column_name(position)} hat keine Überschrift, aber in Zeile {row.number} steht dort etwas. "
                "Bitte der Spalte einen Namen geben."
            )


def column_name(position: int) -> str:
    """As spreadsheets name it: A to Z, then AA."""
    letters, number = "", position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"Spalte {letters}"


def _dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")
