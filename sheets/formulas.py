"""Cells that a spreadsheet would run as a formula."""

import re

STARTS = ("=", "+", "-", "@", "\t", "\r")
# „+49 30 23125-022“ is no sum, as nothing stands between two of its numbers, and „+493023125“ is itself; but „+1 2/3“
# and „+49-30“ are computed. Words in brackets behind it („0–24 Uhr“) do not make it one.
_REMARK = r"(?: \((?=[^()]*[a-zäöüß])[\wäöüßÄÖÜ .:,;–/-]{1,60}\))?"
_PHONE = re.compile(rf"\+[1-9]\d{{5,14}}|\+[1-9]\d{{0,2}} \(?\d[\d ()-]{{5,30}}{_REMARK}", re.ASCII)


def harmless(cell: str) -> str:
    """With an apostrophe before what would be run, as spreadsheets write it themselves."""
    return f"'{cell}" if cell.startswith(STARTS) and not _PHONE.fullmatch(cell) else cell


def as_written(cell: str) -> str:
    """Without the apostrophe that `harmless` put there."""
    return cell[1:] if cell.startswith(tuple(f"'{start}" for start in STARTS)) else cell
