"""From when rows of a table are, when an export of ours was made, and what is no day at all."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from core import fuzzy_dates
from sheets.sameness import parse_date
from tables.columns import STAND
from tables.values import Fault

_CHECKED = "checked_on"
_DAY_OF_MONTH = re.compile(r"-(\d\d)-(\d\d)$")  # as EDTF
# How a moment may be written, and how long it lasts.
_MOMENTS = {
    "%d.%m.%Y %H:%M:%S": timedelta(seconds=1),
    "%Y-%m-%d %H:%M:%S": timedelta(seconds=1),
    "%d.%m.%Y %H:%M": timedelta(minutes=1),
}


def unread_days(text: dict[str, str]) -> list[Fault]:
    """What is compared only, and says nothing where it cannot be read."""
    try:
        if said := text.get(_CHECKED, ""):
            parse_date(said)
    except fuzzy_dates.FuzzyDateError as error:
        return [Fault(_CHECKED, said, str(error))]
    return []


def last_day_of(row: dict[str, str], of_file: str) -> date | None:
    """The latest day that the „Stand“ of a row may mean, where it can be read, else that of the file."""
    text = row.get(STAND) or row.get(_CHECKED, "")
    return (_bounds(text) or fuzzy_dates.bounds(of_file))[1]


def oldest(texts: Iterable[str]) -> str:
    """Of what several rows say, from when they are; nothing where none can be read."""
    said = {text: found[0] for text in texts if (found := _bounds(text)) and found[0]}
    return min(said, key=lambda text: said[text], default="")


def _bounds(text: str) -> tuple[date | None, date | None] | None:
    try:
        return fuzzy_dates.bounds(parse_date(text).edtf) if text else None
    except fuzzy_dates.FuzzyDateError:
        return None


def read_moment(text: str) -> datetime | None:
    """The last moment that the „Exportiert am“ of our own export may mean, also after a spreadsheet rewrote it."""
    for form, precision in _MOMENTS.items():
        try:
            return timezone.make_aware(datetime.strptime(text.strip(), form)) + precision
        except (ValueError, OverflowError):
            continue
    return None


def range_taken_for_day(text: str) -> str:
    """„10 bis 12“ of „10-12“, which programs take for the tenth of December; nothing where it was no range."""
    try:
        found = _DAY_OF_MONTH.search(parse_date(text).edtf)
    except fuzzy_dates.FuzzyDateError:
        return ""
    month, day = map(int, found.groups()) if found else (0, 0)
    return f"{day} bis {month}" if day < month else ""
