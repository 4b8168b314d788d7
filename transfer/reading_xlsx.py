"""XLSX: opened only after its parts were counted and weighed; values, never formulas or macros."""

import io
import logging
from datetime import date, datetime, time, timedelta

from openpyxl import load_workbook
from openpyxl.xml import DEFUSEDXML

from transfer.sheet import MAX_COLUMNS, Sheet, UploadError, sheet_of
from transfer.xlsx_parts import BROKEN, Part, check_parts

_log = logging.getLogger(__name__)


def read_xlsx(content: bytes) -> Sheet:
    """The first sheet. Raises UploadError."""
    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is missing; no file of strangers is parsed without it.")
    parts = check_parts(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        if not book.worksheets:
            raise UploadError("Die Datei enthält kein Tabellenblatt.")
        page = book.worksheets[0]
        part = parts[page._worksheet_path.lstrip("/")]  # the read-only sheet says nothing else about its part
        _check_page(part)
        page.reset_dimensions()
        rows = enumerate(page.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1), 1)
        sheet = sheet_of((number, [_text(value) for value in row]) for number, row in rows)
    except UploadError:
        raise
    except Exception as error:  # the library raises whatever a broken part makes it stumble over
        _log.info("Unreadable XLSX file: %s", type(error).__name__)
        raise UploadError(BROKEN) from error
    if part.has_formulas:
        sheet.notes.append("Die Datei enthält Formeln; übernommen ist, was zuletzt ausgerechnet war.")
    if len(book.worksheets) > 1:
        sheet.notes.append(f"Gelesen ist nur das erste Blatt, „{page.title}“.")
    if isinstance(book.properties.modified, datetime):
        sheet.modified = book.properties.modified.date()
    return sheet


def _check_page(part: Part) -> None:
    """Refuses merged cells, whose value belongs to one of them only."""
    if part.merged:
        named = ", ".join(part.merged[:10])
        more = f" und {len(part.merged) - 10} weitere" if len(part.merged) > 10 else ""
        raise UploadError(f"Verbundene Zellen lassen sich nicht zuordnen: {named}{more}. Bitte den Verbund aufheben.")


def _text(value) -> str:
    """A cell as somebody would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        if value.time() == time():
            return f"{value:%d.%m.%Y}"
        return f"{value:%d.%m.%Y %H:%M:%S}" if value.second else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value).replace(".", ",")
    return str(value)
