"""Whether a cell still says what the directory says, after a spreadsheet program showed it in its own way."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import models

from core import fuzzy_dates
from core.fields import FuzzyDateField
from inputs.text import cleaned
from sheets.formulas import as_written

_DIGITS = re.compile(r"\+?\d{1,30}", re.ASCII)
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.([12]\d{3})", re.ASCII)
_LETTER = re.compile(r"[^\W\d_]")


def says_the_same(target: Any, text: str, current: str) -> bool:
    """`text`: of a cell; `current`: what an export writes now. A program keeps no plus and no zeros before a number,
    writes amounts with a blank before their sign, and dates as it likes.
    """
    if text in (current, as_written(current)):
        return True
    if not text or not current:
        return False
    plain = cleaned(current).strip()
    if text in (plain, as_written(plain)):
        return True
    if _DIGITS.fullmatch(text) and _DIGITS.fullmatch(plain):
        return int(text) == int(plain)
    if isinstance(target, FuzzyDateField | models.DateField):
        return _day(text) == _day(plain)
    return not _LETTER.search(text) and "".join(text.split()) == "".join(plain.split())


def _day(text: str) -> str:
    """As EDTF; the text itself where it is no date."""
    try:
        return parse_date(text).edtf
    except fuzzy_dates.FuzzyDateError:
        return text


@lru_cache(maxsize=4096)
def parse_date(text: str) -> fuzzy_dates.FuzzyDate:
    """As `fuzzy_dates.parse`, which takes milliseconds for what is no EDTF; a table has the same days many times."""
    if match := _DAY.fullmatch(text):
        day, month, year = match.groups()
        try:
            return fuzzy_dates.FuzzyDate(date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            pass  # below, with the reason in words
    return fuzzy_dates.parse(text)
