"""Rows of text as files for spreadsheets. What looks like a formula stays text."""

import csv
import io
from collections.abc import Iterable, Iterator

from sheets.formulas import harmless


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
