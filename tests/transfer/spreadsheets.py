"""Our exports as German spreadsheet programs save them after they were opened there: a CSV loses what looks like a
number or a date, in the ways of each program.
"""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook

MONTHS = ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"]
_MONTH = re.compile(r"([A-Za-zä]{3,9})\.? (\d\d|\d{4})")
_Cell = tuple[Any, str]  # value, number format


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def _typed(text: str, day: str, month: str) -> _Cell:
    """What a program makes of a cell of a CSV. `day`, `month`: its formats of such dates."""
    if re.fullmatch(r"[+-]?\d+", text):
        return int(text), "General"
    if found := re.fullmatch(r"(\d\d?)\.(\d\d?)\.(\d{4})(?: (\d\d):(\d\d)(?::(\d\d))?)?", text):
        d, m, y, *time = (int(part) if part else 0 for part in found.groups())
        return datetime(y, m, d, *time), f"{day} hh:mm" if any(time) else day
    if found := re.fullmatch(r"(\d\d?)\.? ([A-Za-zä]{3,9})", text):
        if (name := found[2][:3].lower()) in MONTHS:
            return datetime(date.today().year, MONTHS.index(name) + 1, int(found[1])), "d\\. mmm"
    if (found := _MONTH.fullmatch(text)) and found[1][:3].lower() in MONTHS:
        year = int(found[2]) + (2000 if len(found[2]) == 2 else 0)
        return datetime(year, MONTHS.index(found[1][:3].lower()) + 1, 1), month
    if (found := re.fullmatch(r"(\d\d?)/(\d{4})", text)) and 0 < int(found[1]) < 13:
        return datetime(int(found[2]), int(found[1]), 1), month
    if found := re.fullmatch(r"(\d{4})-(\d\d)", text):
        return datetime(int(found[1]), int(found[2]), 1), month
    if found := re.fullmatch(r"(\d{1,3}(?:\.\d{3})*|\d+)(,\d\d)? ?(€|%)", text):
        number = float(found[1].replace(".", "") + (found[2] or "").replace(",", "."))
        cents = ".00" if found[2] else ""
        return (number, f'#,##0{cents}\\ "€"') if found[3] == "€" else (number / 100, f"0{cents}%")
    return text, "General"


def _saved(content: bytes, day: str, month: str) -> bytes:
    book = Workbook()
    for row in _rows(content):
        book.active.append([_typed(text, day, month)[0] for text in row])
        for position, text in enumerate(row, 1):
            cell = book.active.cell(book.active.max_row, position)
            cell.number_format = _typed(text, day, month)[1]
            if isinstance(cell.value, str):
                cell.data_type = "s"
    return _file(book)


def _file(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def excel_xlsx(content: bytes) -> bytes:
    return _saved(content, "mm-dd-yy", "mmm\\-yy")  # the built-in formats 14 and 17, shown as German


def calc_xlsx(content: bytes) -> bytes:
    return _saved(content, "DD.MM.YY", "MMM\\ YY")


def excel_csv(content: bytes) -> bytes:
    """Cells as they are shown, in the characters of Windows."""

    def shown(text: str) -> str:
        value, form = _typed(text, "d", "m")
        if isinstance(value, datetime):
            named = f"{MONTHS[value.month - 1].capitalize()}"
            if form == "m":
                return f"{named} {value:%y}"
            return f"{value:%d}. {named}" if "mmm" in form else f"{value:%d.%m.%Y %H:%M}".removesuffix(" 00:00")
        if isinstance(value, int):
            return str(value) if abs(value) < 10**11 else f"{value:.5E}".replace(".", ",")
        return text

    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(
        [shown(cell) for cell in row] for row in _rows(content)
    )
    return text.getvalue().encode("cp1252", "replace")


def xlsx_again(content: bytes) -> bytes:
    """Our own XLSX, opened and saved."""
    return _file(load_workbook(io.BytesIO(content)))


OF_CSV: dict[str, Callable[[bytes], bytes]] = {
    "Excel, XLSX": excel_xlsx,
    "Excel, CSV": excel_csv,
    "LibreOffice, XLSX": calc_xlsx,
}
