"""XLSX: opened only after its parts were counted and weighed; values, never formulas or macros."""

import io
import logging
from collections.abc import Iterator, Set
from dataclasses import replace

from openpyxl import load_workbook
from openpyxl.xml import DEFUSEDXML

from sheets.formats import shown
from sheets.headers import RawRow, header_among
from sheets.merged import Merged
from sheets.sheet import MAX_COLUMNS, Choice, Reading, Sheet, UploadError, first_rows, sheet_of
from sheets.xlsx_parts import BROKEN, check_parts

_log = logging.getLogger(__name__)


def read_xlsx(content: bytes, reading: Reading = Reading(), words: Set[str] = frozenset()) -> Sheet:
    """The chosen sheet, else the visible one that looks most like a table of its kind. Raises UploadError."""
    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is missing; no file of strangers is parsed without it.")
    parts = check_parts(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        if not book.worksheets:
            raise UploadError("Die Datei enthält kein Tabellenblatt.")
        for page in book.worksheets:
            page.reset_dimensions()
        page = _page(book.worksheets, reading.sheet, words)
        part = parts[page._worksheet_path.lstrip("/")]  # the read-only sheet says nothing else about its part
        reading = replace(reading, sheet=page.title, sheets=_choices(book.worksheets))
        merged = Merged(part.merged)
        sheet = sheet_of(merged.spread(_rows(page)), reading, words)
        merged.mark(sheet)
    except UploadError as error:
        error.reading = error.reading or reading
        raise
    except Exception as error:  # the library raises whatever a broken part makes it stumble over
        _log.info("Unreadable XLSX file: %s", type(error).__name__)
        raise UploadError(BROKEN) from error
    if part.has_formulas:
        sheet.notes.append("Die Datei enthält Formeln; übernommen ist, was zuletzt ausgerechnet war.")
    if len(book.worksheets) > 1:
        sheet.notes.append(f"Gelesen ist nur das Blatt „{page.title}“.")
    return sheet


def _page(pages: list, chosen: str, words: Set[str]):
    if named := [page for page in pages if page.title == chosen]:
        return named[0]
    visible = [page for page in pages if page.sheet_state == "visible"] or pages
    if len(visible) == 1:
        return visible[0]
    filled = [(page, rows) for page in visible if (rows := first_rows(_rows(page)))]
    return max(filled, key=lambda one: header_among(one[1], words).known)[0] if filled else visible[0]


def _choices(pages: list) -> tuple[Choice, ...]:
    hidden = " (ausgeblendet)"
    found = (Choice(page.title, page.title + hidden * (page.sheet_state != "visible")) for page in pages)
    return tuple(found) if len(pages) > 1 else ()


def _rows(page) -> Iterator[RawRow]:
    for number, row in enumerate(page.iter_rows(max_col=MAX_COLUMNS + 1), 1):
        yield number, [shown(cell.value, cell.number_format) if cell.value is not None else "" for cell in row]
