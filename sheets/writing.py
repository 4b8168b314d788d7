"""Rows of text as files for spreadsheets. What looks like a formula stays text."""

import csv
import io
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from core.formulas import STARTS, harmless

_LONGEST = 32_767  # what a cell of a spreadsheet holds


def as_csv(rows: Iterable[list[str]]) -> Iterator[str]:
    """As German spreadsheets open it: byte order mark, semicolons."""
    yield "\N{BYTE ORDER MARK}"
    line = io.StringIO()
    writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


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
