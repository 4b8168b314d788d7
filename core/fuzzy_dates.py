"""Dates as sources give them: "Ende 2018", "Sommer 2023", "seit Oktober" without a year.

Stored as EDTF (Extended Date/Time Format, ISO 8601-2, levels 0 to 2; library ``edtf``), together with the
source's wording. From the EDTF string follow the earliest and the latest possible day, which make such
dates sortable and filterable.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from core.words import _, _lazy

MONTHS = [
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
]  # fmt: skip
SEASONS = {"Frühjahr": 21, "Frühling": 21, "Sommer": 22, "Herbst": 23, "Winter": 24}
SEASON_NAMES = {21: "Frühjahr", 22: "Sommer", 23: "Herbst", 24: "Winter"}
PARTS_OF_YEAR = {"Anfang": (1, 3), "Mitte": (5, 8), "Ende": (10, 12)}

HINT = _lazy(
    "Erlaubt sind zum Beispiel „18.09.2017“, „10/2021“, „Oktober 2021“, „Sommer 2023“, „Ende 2018“, "
    "„um 2016“, „4.–10. Oktober 2021“, „Oktober“ (Jahr unbekannt) oder EDTF wie „2018-10/2018-12“."
)


class FuzzyDateError(ValueError):
    """The text is no date that this module understands; the message is German and for editors."""


@dataclass(frozen=True)
class FuzzyDate:
    """An EDTF date and, where it says more than the date itself, the wording it was given in."""

    edtf: str
    wording: str = ""

    def __str__(self) -> str:
        return display(self.edtf, self.wording)


_month_names = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_month_names |= {name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9, "mrz": 3}
_MONTH = r"(?P<month>[A-Za-zäÄ]{3,9})\.?"
_PREFIX = re.compile(
    r"^(seit|ab|bis|bis zum|im|am|vom|von|in|dem|den|zum|das jahr|jahr|(mo|di|mi|do|fr|sa|so)(\w*tag|ttwoch)?[.,]*)\s+",
    re.I,
)
_APPROX = re.compile(r"^(ca\.?|circa|um|etwa|rund|ungefähr|vermutlich)\s+", re.I)
# What the parser, which takes milliseconds, need not be asked about: plain dates, and German words.
_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?~?", re.ASCII)
_PLAIN_INTERVAL = re.compile(rf"{_PLAIN.pattern}(?:/{_PLAIN.pattern})?", re.ASCII)
_NO_EDTF = re.compile(r"[a-df-jlmq-tvß-ü]")
_RANGE = re.compile(r" ?(?:–|—|\bbis(?: zum)?\b) ?| - |(?<=[\w.])-(?=\w)", re.I)
# Hyphens and dashes of other looks, as texts are set and copied: „2016 − 2019“.
_DASHES = str.maketrans("‐‑﹣－‒―−", "----–––")
_YEARS = re.compile(r"(\d{4})( ?[-–—/] ?)(\d\d)", re.ASCII)
_WINTER = re.compile(r"winter (\d{4}|\d\d) ?[/–-] ?(\d{4}|\d\d)", re.I | re.ASCII)
# A year of two digits, behind what can only stand before a year.
_SHORT_YEAR = re.compile(
    rf"((?<!\d)\d{{1,2}}\.\s*\d{{1,2}}\.\s*|\b(?:{'|'.join([*_month_names, *SEASONS, *PARTS_OF_YEAR])})\.?\s+"
    r"|\bQ[1-4][ /]+|\bQuartal\s+|(?<![\d./])\d{1,2}/(?=1[3-9]|[2-9]\d)|^\d{1,2}\.(?=(?:1[3-9]|[2-9]\d)$))"
    r"['’]?(\d\d)(?![\d./])",
    re.I,
)
_TWO_NUMBERS = re.compile(r"(0?[1-9]|[12]\d|3[01])[./](0?[1-9]|1[0-2])\.?")
_SLASHED = re.compile(r"(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/(?:\d\d|\d{4})")
YEARS_BACK, YEARS_AHEAD = 50, 20  # that a year of two digits may mean
MAX_LENGTH = 120  # characters; no date needs more, and the parser takes its time


def parse(text: str) -> FuzzyDate:
    """Read a German or an EDTF date.

    >>> parse("Ende 2018")
    FuzzyDate(edtf='2018-10~/2018-12~', wording='Ende 2018')
    >>> parse("10/2021")
    FuzzyDate(edtf='2021-10', wording='')

    A year of two digits is the one from fifty years back to twenty ahead: „1.12.26“ is in 2026.
    Raises FuzzyDateError when the text cannot be read as a date, or may mean two.
    """
    text = " ".join(str(text).split()).translate(_DASHES)
    if len(text) > MAX_LENGTH:
        raise FuzzyDateError(_("Diese Zeitangabe ist zu lang."))
    text = _unambiguous(text)
    edtf = text if _is_edtf(text) else _german(text)
    try:
        if not edtf or not _is_edtf(edtf):
            raise FuzzyDateError(text)
        earliest, latest = bounds(edtf)
    except FuzzyDateError as error:
        said = _("„{text}“ ist keine verständliche Zeitangabe. {hint}")
        if re.search(r"[\dX]-\d\d-\d\d", edtf or text):
            said = _("Diesen Tag gibt es nicht: „{text}“.")
        raise FuzzyDateError(said.format(text=text, hint=HINT)) from error
    if earliest and latest and earliest > latest:
        raise FuzzyDateError(_("„{text}“ endet, bevor es beginnt.").format(text=text))
    wording = "" if text in (edtf, display(edtf)) or re.fullmatch(r"[\d./ ]+", text) else text
    return FuzzyDate(edtf, wording)


def _unambiguous(text: str) -> str:
    """With years of four digits. Refuses what may be read in two ways, in words that name both."""
    if _TWO_NUMBERS.fullmatch(text):
        day, month = (int(number) for number in re.findall(r"\d+", text))
        meant = _("Ist „{text}“ ein Tag, fehlt das Jahr: zum Beispiel „{day}.{month}.{this_year}“.")
        if day <= 12 and not text.endswith("."):
            meant += " " + _("Ist es ein Monat, schreiben Sie das Jahr mit vier Ziffern: „{day}/{year}“.")
        today = date.today()
        raise FuzzyDateError(meant.format(text=text, day=day, month=month, year=2000 + month, this_year=today.year))
    if years := _YEARS.fullmatch(text):
        return _two_years(text, int(years[1]), years[2].strip(), years[3])
    if _SLASHED.fullmatch(text):
        raise FuzzyDateError(
            _("„{text}“ lässt offen, was Tag und was Monat ist. Bitte mit Punkten: Tag.Monat.Jahr.").format(text=text)
        )
    return _SHORT_YEAR.sub(lambda found: f"{found[1]}{_whole_year(int(found[2]), text)}", text)


def _two_years(text: str, first: int, dash: str, short: str) -> str:
    """„2018–20“ are years; „2023-24“ may be years or a winter, „2010/11“ years or a month, and is asked."""
    last = first - first % 100 + int(short) + (100 if first % 100 == 99 and short == "00" else 0)
    month = f"{first}-{short}"
    name = "" if dash != "-" and short > "12" else _display_plain(month)
    # ISO 8601 writes a month like that, so that only the next year is likely.
    is_month = dash == "-" and short <= "12" and last != first + 1
    if last <= first or is_month:
        return month
    if not name or name == month:
        return f"{first}/{last}"
    raise FuzzyDateError(
        _("„{text}“ kann „{name}“ oder „{first} bis {last}“ heißen. Bitte eines davon schreiben.").format(
            text=text, name=name, first=first, last=last
        )
    )


def _whole_year(short: int, text: str) -> int:
    this = date.today().year
    for year in range(this - this % 100 - 100 + short, this + YEARS_AHEAD + 1, 100):
        if year >= this - YEARS_BACK:
            return year
    earlier = this - this % 100 - 100 + short
    raise FuzzyDateError(
        _("Das Jahr in „{text}“ kann {earlier} oder {later} sein. Bitte mit vier Ziffern schreiben.").format(
            text=text, earlier=earlier, later=earlier + 100
        )
    )


@lru_cache(maxsize=4096)
def _is_edtf(text: str) -> bool:
    if _PLAIN_INTERVAL.fullmatch(text):
        return True
    if _NO_EDTF.search(text):
        return False
    try:
        _parsed(text)
    except ValueError:
        return False
    return not text.startswith(("..", "/")) and not text.endswith(("..", "/"))


def _german(text: str) -> str | None:
    """The EDTF string for a German wording, or None."""
    while _PREFIX.match(text):
        text = _PREFIX.sub("", text, count=1)
    if match := _APPROX.match(text):
        rest = _single(text[match.end() :])
        return f"{rest}~" if rest and "/" not in rest else rest
    if single := _single(text):
        return single
    ends = _RANGE.split(text, maxsplit=1)
    if len(ends) == 2:
        return _interval(*ends)
    return None


def _interval(start: str, end: str) -> str | None:
    """„4.“ and „10. Oktober 2021“ → 2021-10-04/2021-10-10; what the start lacks it takes from the end."""
    last = _single(end)
    if not last:
        return None
    first: str | None
    if re.fullmatch(r"\d{1,2}\.?", start) and len(last) == 10:
        first = f"{last[:7]}-{int(start.rstrip('.')):02d}"
    elif re.fullmatch(r"\d{1,2}\.\s*\d{1,2}\.?", start) and len(last) == 10:
        first = _single(f"{start.rstrip('.')}.{last[:4]}")
    else:
        first = _single(f"{start} {last[:4]}") or _single(start)
    return f"{first}/{last}" if first else None


def _single(text: str) -> str | None:
    """The EDTF string for one German date without range, or None."""
    if match := re.fullmatch(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})", text):
        day, month, year = match.groups()
        return f"{year}-{int(month):02d}-{int(day):02d}"
    if match := _WINTER.fullmatch(text):
        return _winter(*match.groups())
    if match := re.fullmatch(r"(\d{1,2})\s*[/.]\s*(\d{4})", text):
        return f"{match[2]}-{int(match[1]):02d}"
    if match := re.fullmatch(rf"(?:(?P<day>\d{{1,2}})(?:\.\s*|\s+))?{_MONTH}(?:\s+(?P<year>\d{{4}}))?", text):
        month = _month_names.get(match["month"].casefold())
        if month:
            day = f"-{int(match['day']):02d}" if match["day"] else ""
            return f"{match['year'] or 'XXXX'}-{month:02d}{day}"
    if match := re.fullmatch(r"(\w+)\s+(?:des Jahres\s+)?(\d{4})", text):
        word, year = match[1].capitalize(), match[2]
        if word in SEASONS:
            return f"{year}-{SEASONS[word]}"
        if word in PARTS_OF_YEAR:
            first, last = PARTS_OF_YEAR[word]
            return f"{year}-{first:02d}~/{year}-{last:02d}~"
    if match := re.fullmatch(r"(?:Q([1-4])|([1-4])\. Quartal)[ /]+(\d{4})", text, re.I):
        quarter = int(match[1] or match[2])
        return f"{match[3]}-{3 * quarter - 2:02d}/{match[3]}-{3 * quarter:02d}"
    return text if re.fullmatch(r"\d{4}", text) else None


def _winter(first: str, second: str) -> str | None:
    """„Winter 2022/23“: from December to the end of February."""
    years = [int(year) for year in (first, second) if len(year) == 4]
    if not years or (int(first) + 1 - int(second)) % 100:
        return None
    start = years[0] if len(first) == 4 else years[0] - 1
    return f"{start}-12/{start + 1}-02" if len(years) == 1 or years[1] == start + 1 else None


def _parsed(text: str) -> Any:
    """What the library reads. It is loaded when first asked: 5 MB that plain dates, which nearly all are, never need.
    Raises ValueError."""
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        return parse_edtf(text)
    except (EDTFParseException, TypeError) as error:  # a TypeError of the library's own, for instance for „../.“
        raise ValueError(text) from error


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Earliest and latest possible day; None where the date leaves it open (no year, open end).

    Raises FuzzyDateError for what is no EDTF date and for a day that no calendar has, as in „2021-02-29“.
    """
    if not edtf:
        return None, None
    try:
        if _PLAIN_INTERVAL.fullmatch(edtf):
            ends = [_plain_bounds(*found.groups()) for end in edtf.split("/") if (found := _PLAIN.fullmatch(end))]
            return ends[0][0], ends[-1][1]
        for month, day in re.findall(r"XXXX-(\d\d)-(\d\d)", edtf):
            date(2000, int(month), int(day))  # without a year, any year may have the day: 2000 was a leap year
        parsed = _parsed(edtf)
        return _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (ValueError, TypeError, OverflowError) as error:
        raise FuzzyDateError(_("„{edtf}“ ist keine gültige EDTF-Angabe.").format(edtf=edtf)) from error


def _plain_bounds(year: str, month: str | None, day: str | None) -> tuple[date | None, date | None]:
    first = (int(year), int(month or 1), int(day or 1))
    last = (int(year), int(month or 12), int(day or 0) or monthrange(int(year) or 4, int(month or 12))[1])
    return _day(first), _day(last)


def _day(when) -> date | None:
    year, month, day = when[:3]
    return date(year, month, day) if 0 < year < 9999 else None


@lru_cache(maxsize=4096)
def display(edtf: str, wording: str = "") -> str:
    """German text for a date: the source's wording where there is one, else as precise as it is known."""
    if wording:
        return wording
    if not edtf:
        return ""
    if "/" in edtf:
        first, last = edtf.split("/", 1)
        if len(first) == len(last) == 10 and first[:7] == last[:7]:
            return f"{int(first[8:])}.–{int(last[8:])}. {MONTHS[int(last[5:7]) - 1]} {last[:4]}"
        return f"{display(first)} bis {display(last)}"
    about = "etwa " if edtf.endswith(("~", "?", "%")) else ""
    return about + _display_plain(edtf.rstrip("~?%"))


def as_input(edtf: str, wording: str = "") -> str:
    """What a form shows for a date: text that ``parse`` reads back as the same date.

    >>> as_input("XXXX-10"), as_input("2018-10~/2018-12~", "Ende 2018")
    ('XXXX-10', 'Ende 2018')
    """
    readable = (text for text in (wording, display(edtf)) if reads_as(text, edtf))
    return next(readable, edtf)


def reads_as(text: str, edtf: str) -> bool:
    try:
        return bool(text) and parse(text).edtf == edtf
    except FuzzyDateError:
        return False


def _display_plain(edtf: str) -> str:
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", edtf):
        return f"{match[3]}.{match[2]}.{match[1]}"
    if match := re.fullmatch(r"(\d{4}|XXXX)-(\d\d)", edtf):
        month = int(match[2])
        name = SEASON_NAMES.get(month) or (MONTHS[month - 1] if 1 <= month <= 12 else "")
        if name:
            return f"{name} (ohne Jahr)" if match[1] == "XXXX" else f"{name} {match[1]}"
    return edtf.replace("X", "?")


def machine_readable(edtf: str) -> str:
    """The value for ``<time datetime>``: only as precise as known, empty where HTML has no such form."""
    plain = edtf.rstrip("~?%")
    valid = re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", plain)
    return plain if valid else ""
