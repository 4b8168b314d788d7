"""Rows of text as files for spreadsheets. What looks like a formula stays text."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Literal

from sheets.formulas import harmless

_AT_ONCE = 1 << 16  # characters


def as_csv(
    rows: Iterable[list[str]], delimiter: str = ";", mark: str = "\N{BYTE ORDER MARK}", *, quoted: bool = False
) -> Iterator[str]:
    """As German spreadsheets open it, unless asked otherwise: byte order mark, semicolons. `quoted`: every cell, so
    that programs that guess the delimiter find it beside long texts."""
    lines = io.StringIO(mark)
    lines.seek(0, io.SEEK_END)
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n", quoting=quoting)
    for row in rows:
        writer.writerow([cell and harmless(cell) for cell in row])
        if lines.tell() >= _AT_ONCE:
            yield lines.getvalue()
            lines.seek(0)
            lines.truncate()
    yield lines.getvalue()
