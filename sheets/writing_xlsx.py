"""XLSX for spreadsheets; imported when somebody asks for a file: its library takes 6 MB that pages do not need."""

from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from sheets.formulas import STARTS

_LONGEST = 32_767  # what a cell of a spreadsheet holds


def as_xlsx(rows: Iterable[list[str]], title: str) -> IO[bytes]:
    """A file, row by row on disk; every cell is text, also „=1+1“."""
    book = Workbook(write_only=True)
    page = book.create_sheet(title[:31])
    page.freeze_panes = "A2"
    for row in rows:
        page.append([_text_cell(page, cell) for cell in row])
    file = TemporaryFile()
    book.save(file)
    file.seek(0)
    return file


def _text_cell(page, text: str):
    text = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]
    if not text.startswith(STARTS):
        return text
    cell = WriteOnlyCell(page, value=text)
    cell.data_type = "s"
    cell.number_format = "@"
    return cell
