"""What was read from a file, whatever its format."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from itertools import chain, dropwhile, islice

from core.fuzzy_dates import FuzzyDate
from inputs.text import cleaned, one_line
from sheets.headers import LOOKED_AT, Head, RawRow, header_among, stand_among

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 30_000
MAX_COLUMNS = 200
MAX_CELL = 10_000
# Of all cells together: one long text may stand in thousands of cells of a small file.
MAX_CHARACTERS = 10_000_000
# After so many empty rows the rest of a sheet is only formatting.
MAX_GAP = 1_000
_LISTS = ("encodings", "sheets", "header_rows")  # of a Reading: what may be chosen
NO_HEADERS = -1  # as the row of the headers: the first row is one of values
# What spreadsheets show for a formula that fails, in German and English, and for a column that is too narrow.
_FAILED = re.compile(
    r"#(?:NV|N/A|WERT!|VALUE!|BEZUG!|REF!|DIV/0!|ZAHL!|NUM!|NAME\?|NULL!|ÜBERLAUF!|SPILL!|KALK!|CALC!|FELD!|FIELD!"
    r"|GETTING_DATA|DATEN_ABRUFEN|BLOCKIERT!|BLOCKED!|CONNECT!|VERBINDEN!|UNBEKANNT!|UNKNOWN!)|Err:5\d\d|#{3,}",
    re.I,
)
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,3}", re.ASCII | re.I)
# What people write into a cell about which they have nothing to say.
_NOTHING = re.compile(
    r"[-–—./?]{1,5}|k\. ?[aA]\.?|n\. ?(?:a|v|b)\.?|n/a|keine? Angaben?|nicht (?:bekannt|vorhanden)|entfällt|"
    r"N\. ?N\.?",
    re.I,
)
# What stands alone below a table, about all of it.
_ABOUT_ALL = re.compile(
    r"(?:Summe|Gesamt|Insgesamt|Anzahl|Total|Quelle|Legende|Stand|Hinweise?|Erläuterung|\*)\b|\*", re.I
)
_FORMULA = re.compile(r"=.|[+@-]\s*[A-Za-z]\w*\(")


@dataclass(frozen=True)
class Choice:
    """One way to read a file: `value` as it stands in a Reading, `label` for people, `sample`: what is then read."""

    value: str
    label: str
    sample: str = ""


@dataclass(frozen=True)
class Reading:
    """How a file is read. Given to `sheets.reading.read`, it says what somebody chose; empty or 0 means: find out.

    `Sheet.reading` says what was found or taken, with what may be chosen instead; each list holds the taken way, too,
    and is empty where there is nothing to choose. `as_dict` is for a form or a JSON field and back by `Reading(**…)`.
    """

    encoding: str = ""  # of CSV, as Python names it
    sheet: str = ""  # of XLSX: its title
    header_row: int = 0  # number of the row in the file, or NO_HEADERS
    encodings: tuple[Choice, ...] = field(default=(), compare=False)
    sheets: tuple[Choice, ...] = field(default=(), compare=False)
    header_rows: tuple[Choice, ...] = field(default=(), compare=False)

    @classmethod
    def of_kept(cls, kept: dict) -> "Reading":
        """From a JSON field, where it stands as `asdict` has it."""
        lists = {name: tuple(Choice(**one) for one in kept[name]) for name in _LISTS if name in kept}
        return cls(**{**kept, **lists})

    @property
    def has_choice(self) -> bool:
        return any(len(getattr(self, name)) > 1 for name in _LISTS)

    def as_dict(self) -> dict[str, str | int]:
        return {"encoding": self.encoding, "sheet": self.sheet, "header_row": self.header_row}


class UploadError(Exception):
    """The file cannot be used; says in German why, and what to do. `reading`: what may be chosen that could help."""

    def __init__(self, message: str, reading: Reading | None = None):
        super().__init__(message)
        self.reading = reading


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
    stand: FuzzyDate | None = None  # from when the rows above its headers say that it is
    reading: Reading = Reading()


RawRows = Iterable[RawRow]


def sheet_of(rows: RawRows, reading: Reading = Reading(), words: Set[str] = frozenset()) -> Sheet:
    """Checks the headers, wherever they stand, and every cell. `words`: folded headers that are known."""
    rows = iter(_without_gaps(rows))
    first = first_rows(rows)
    if not first:
        raise UploadError("Die Tabelle ist leer.", reading)
    guessed = header_among(first, words)
    head = reading.header_row or first[guessed.place][0]
    unsure = words and not (reading.header_row or guessed.known)
    reading = replace(reading, header_row=head, header_rows=_header_rows(first, guessed))
    if head == NO_HEADERS:
        sheet = _below([column_name(at) for at in range(_width(first))], chain(first, rows))
        sheet.reading = reading
        return sheet
    below = dropwhile(lambda row: row[0] < head, chain(first, rows))
    number, cells = next(below, (0, []))
    if number != head:
        raise UploadError(f"Zeile {head} ist leer oder nicht da. Bitte eine andere als Kopfzeile wählen.", reading)
    try:
        sheet = _below(cells, below)
    except UploadError as error:
        error.reading = reading
        raise
    sheet.reading = reading
    if above := [row for row in first if row[0] < head]:
        sheet.stand = stand_among(above)
        sheet.notes.append(f"Die Überschriften stehen in Zeile {head}; {_not_read(above, sheet.stand)}.")
    if unsure:
        sheet.notes.append(
            f"In Zeile {head} steht keine Überschrift, die das Portal kennt. Beginnt die Tabelle gleich mit Angaben, "
            "wählen Sie als Zeile mit den Überschriften „keine“."
        )
    return sheet


def _not_read(rows: list[RawRow], stand: FuzzyDate | None) -> str:
    numbers = f"Zeile {rows[0][0]}" if len(rows) == 1 else f"den Zeilen {rows[0][0]} bis {rows[-1][0]}"
    if stand:
        return f"aus {numbers} ist nur der Stand gelesen: {stand}"
    return f"{numbers} wurde nicht gelesen" if len(rows) == 1 else f"die {numbers[4:]} wurden nicht gelesen"


def _width(rows: list[RawRow]) -> int:
    return max(at for _number, cells in rows for at, cell in enumerate(cells, 1) if cell.strip())


def _header_rows(first: list[RawRow], guessed: Head) -> tuple[Choice, ...]:
    found = ((number, [one_line(cell) for cell in cells if cell.strip()]) for number, cells in first)
    rows = (Choice(str(number), f"Zeile {number}", " · ".join(cells)[:120]) for number, cells in found)
    none = (Choice(str(NO_HEADERS), "keine, die Tabelle beginnt gleich mit Angaben"),)
    return (*rows, *none) if guessed.known < 2 else tuple(rows)  # one may be a value („Netzwerk“)


def _below(head: list[str], rows: Iterator[RawRow]) -> Sheet:
    headers = [one_line(cell)[:200] for cell in head]
    while headers and not headers[-1]:
        headers.pop()
    sheet, length = Sheet(_told_apart(headers), []), 0
    for number, cells in rows:
        if cells == head:
            continue  # printed again at the top of a page
        if len(headers) > 2 and (remark := _remark(cells)):
            sheet.notes.append(f"Zeile {number} wurde nicht gelesen: „{remark[:80]}“.")
            continue
        if len(sheet.rows) == MAX_ROWS:
            raise UploadError(f"Die Tabelle hat mehr als {_dots(MAX_ROWS)} Zeilen. Bitte in mehrere Dateien teilen.")
        sheet.rows.append(_checked(number, cells, len(headers)))
        length += sum(map(len, sheet.rows[-1].cells))
        if length > MAX_CHARACTERS:
            raise UploadError("Die Zellen haben zusammen mehr als 10 Mio. Zeichen. Bitte in mehrere Dateien teilen.")
    if not sheet.rows:
        raise UploadError("Unter der Kopfzeile steht keine einzige Zeile.")
    _name_unnamed(sheet)
    return sheet


def _remark(cells: list[str]) -> str:
    """What stands alone in a row and is about the whole table."""
    filled = [text for cell in cells if (text := cell.strip())]
    return one_line(filled[0]) if len(filled) == 1 and _ABOUT_ALL.match(filled[0]) else ""


def first_rows(rows: RawRows) -> list[RawRow]:
    """Among them are the headers."""
    return list(islice(_without_gaps(rows), LOOKED_AT))


def _without_gaps(rows: RawRows) -> RawRows:
    gap = 0
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            gap = 0
            yield number, cells
        elif (gap := gap + 1) > MAX_GAP:
            return


def _told_apart(headers: list[str]) -> list[str]:
    """Of two alike the later also says in which column it stands."""
    if len(headers) > MAX_COLUMNS:
        raise UploadError(f"Die Tabelle hat {len(headers)} Spalten; erlaubt sind {MAX_COLUMNS}.")
    seen: set[str] = {""}
    for position, header in enumerate(headers):
        if header and header.casefold() in seen:
            headers[position] = f"{header} ({column_name(position)})"
        seen.add(headers[position].casefold())
    return headers


def is_failed(text: str) -> bool:
    """Whether a program shows an error in place of what it could not compute."""
    return bool(_FAILED.fullmatch(text))


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
        elif is_failed(text):
            row.errors[position] = f"{text} ist ein Fehler des Tabellenprogramms, keine Angabe."
        elif _ROUNDED.fullmatch(text):
            row.errors[position] = (
                f"{text} ist eine gerundete Zahl; die letzten Ziffern sind verloren. Bitte die Spalte als Text "
                "formatieren und die Nummer neu eintragen."
            )
        elif _NOTHING.fullmatch(text):
            row.cells[position], row.notes[position] = "", f"„{text}“ gilt als leer."
        elif _FORMULA.match(text):
            row.notes[position] = "Beginnt wie eine Formel; übernommen als Text, nichts wird ausgerechnet."
    return row


def _name_unnamed(sheet: Sheet) -> None:
    """What stands below no header has the name of its column."""
    filled = {position for row in sheet.rows for position, text in enumerate(row.cells) if text}
    for position, header in enumerate(sheet.headers):
        if not header and position in filled:
            sheet.headers[position] = column_name(position)


def column_name(position: int) -> str:
    """As spreadsheets name it: A to Z, then AA."""
    letters, number = "", position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"Spalte {letters}"


def _dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")
