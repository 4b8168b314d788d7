"""What a cell of a spreadsheet shows: its value in its number format, as somebody in Germany would type it."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from core.fuzzy_dates import MONTHS

# Of a format: texts in quotes, what is escaped, conditions and languages.
_NOT_SHOWN = re.compile(r'"[^"]{0,255}"|\\.|\[[^\[\]]{0,99}\]|am/pm|a/p', re.I)
_SIGN = re.compile(r"\[\$([^\[\]-]{0,9})(?:-[^\[\]]{0,99})?\]")  # [$€-407]
_SPACE = re.compile(r"[_*].|\[[^\[\]]{0,99}\]")
_FIGURES = re.compile(r"(#,#*)?#*(0*)(?:\.(0+))?")
_LITERAL = re.compile(r'"[^"]*"|\\.|[€$£%+() -]')
_MOST_DECIMALS = 10


def shown(value, form: str) -> str:
    """`form`: the number format of the cell, as the file has it: in English, whatever the program spoke."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        if value.time() == time():
            return _day(value, form)
        return f"{value:%d.%m.%Y %H:%M:%S}" if value.second else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return _day(value, form)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    return _number(value, form)


def _day(value: datetime | date, form: str) -> str:
    """A day, a month or a year, whichever of them are shown."""
    parts = set(re.findall(r"[ymdhs]", _NOT_SHOWN.sub("", form).partition(";")[0].lower()))
    if not parts & {"y", "m", "d"} or "d" in parts and "y" in parts:
        return f"{value:%d.%m.%Y}"
    if "h" in parts and not parts & {"y", "d"}:  # its m are minutes
        return f"{value:%d.%m.%Y}"
    day = f"{value.day}. " if "d" in parts else ""
    month = MONTHS[value.month - 1] if "m" in parts else ""
    return f"{day}{month} {value.year if 'y' in parts else ''}".strip()


def _number(value: int | float, form: str) -> str:
    """With zeros before, thousands, decimals and signs as shown; none of its figures is lost by that."""
    before, groups, zeros, decimals, after = _parts(form)
    if not (before or after or groups or zeros > 1 or decimals):
        return _bare(value)
    whole = value * 100 if "%" in after else value
    if decimals > _MOST_DECIMALS or abs(whole) >= 1e15 or abs(round(whole, decimals) - whole) > 1e-9:
        return _bare(value)
    width = zeros + (decimals + 1 if decimals else 0)
    figures = f"{abs(whole):0{max(width, 1)}{',' if groups else ''}.{decimals}f}"
    figures = figures.translate(str.maketrans(",.", ".,"))
    return f"{'-' if whole < 0 else ''}{before}{figures}{after}".strip()


@lru_cache(maxsize=256)
def _parts(form: str) -> tuple[str, bool, int, int, str]:
    """What stands before the figures, whether thousands are parted, zeros at least, decimals, what stands behind; all
    empty for a format that shows something else.
    """
    plain = _SPACE.sub("", _SIGN.sub(r'"\1"', form.partition(";")[0]))
    before, rest = _literals(plain)
    figures = _FIGURES.match(rest)
    after, rest = _literals(rest[figures.end() :] if figures else rest)
    if rest or not figures or not figures[0]:
        return "", False, 0, 0, ""
    return before, bool(figures[1]), len(figures[2]), len(figures[3] or ""), after


def _literals(form: str) -> tuple[str, str]:
    """The text at the beginning of a format, and the rest of it."""
    texts, at = [], 0
    while found := _LITERAL.match(form, at):
        texts.append(found[0].removeprefix("\\").strip('"'))
        at = found.end()
    return "".join(texts), form[at:]


def _bare(value: int | float) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value).replace(".", ",")
    return str(value)
