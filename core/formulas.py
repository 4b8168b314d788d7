"""Cells that a spreadsheet would run as a formula."""

import re

STARTS = ("=", "+", "-", "@", "\t", "\r")
# A telephone number, of which a program makes at most a number; with „-“ or „/“ it would calculate.
_NUMBER = re.compile(r"\+\d[\d ().]{5,}", re.ASCII)


def harmless(cell: str) -> str:
    """With an apostrophe before what would be run, as spreadsheets write it themselves; numbers stay as they are."""
    return f"'{cell}" if cell.startswith(STARTS) and not _NUMBER.fullmatch(cell) else cell


def as_written(cell: str) -> str:
    """Without the apostrophe that `harmless` put there."""
    return cell[1:] if cell.startswith(tuple(f"'{start}" for start in STARTS)) else cell
