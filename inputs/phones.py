"""Telephone numbers as people write them: the one that a text names, in the form that is dialled.

Shown is always what is written; dialled is only what can mean one number. Two numbers, an extension behind a word or a
number without its area lead nowhere, as a wrong link calls a stranger. The numbering plans of the world are those of
the library ``phonenumbers``, loaded when a number is first read: it takes memory that pages never need.
"""

import re
from typing import NamedTuple

from inputs.text import cleaned, one_line, plain_dashes

COUNTRY = "DE"  # of a number that names none
_DIALLED = re.compile(r"\+[1-9]\d{3,14}")  # ITU-T E.164: 15 digits at most
_SIGNS = str.maketrans({"／": "/", "＋": "+", "[": "(", "]": ")"})
# Dialled as they are, everywhere in the country: emergencies, the authorities, social services, inquiries.
_SERVICE = re.compile(r"11[025]|116\d{3}|118\d{2}|19222")
_RUN = re.compile(r"\+? ?\(?\d(?:[\d ()/.+-]{0,60}\d)?")
_POWER = re.compile(r"\d[.,]?\d{0,20}E[+-]?\d", re.IGNORECASE)  # what a spreadsheet made of a number
_ROUNDED = re.compile(r"\s*[1-9]\d{1,9}0{5,10}(?:[.,]0)?\s*", re.ASCII)  # the same, written out again

_TIME = r"\d{1,2}(?:[.:]\d\d)?"
_UNTIL = r" ?(?:-|bis|und|u\.) ?"
_DAY = r"(?:Mo|Di|Mi|Do|Fr|Sa|So)(?:n|ens|enst|ttwoch|nners|ei|ms|nn)?(?:tags?)?\b\.?"
# Digits that belong to no number: when it is answered, where the telephone stands, what a call costs.
_BESIDE_IT = re.compile(
    rf"(?<![\w.:/+-])(?:{_DAY}[ ,:]{{0,3}})?{_TIME}(?:{_UNTIL}{_TIME})? ?(?:Uhr|h)\b"
    rf"(?:{_UNTIL}{_TIME} ?(?:Uhr|h)\b)?"
    rf"|(?<![\w.:/+-])\d{{1,2}}[.:]\d\d{_UNTIL}\d{{1,2}}[.:]\d\d(?!\d)"
    rf"|{_DAY}[ ,:]{{0,3}}{_TIME}{_UNTIL}{_TIME}(?![\d-]|[.:]\d)"
    rf"|\b24 ?/ ?7\b"
    rf"|\b(?:Raum|Zimmer|Zi\.|Büro|Etage|Gebäude|Haus) [A-Z]?\d[\d./]{{0,8}}"
    rf"|\b\d{{1,3}}(?:[.,]\d\d?)? ?(?:ct|cent|euro|€)(?!\w)",
    re.IGNORECASE,
)
# What stands before the last slash of one number: its country, its area, or both.
_AREA = re.compile(r"(?:\(?(?:\+|00) ?\d{1,3}\)?[ /.-]*)?(?:\(0\) ?)?\(?(?:0? ?\d{0,5}|0?\d?(?: \d{1,2}){1,3})\)?")
_BARE = re.compile(r"\(?[1-9][\d ()/.-]{4,20}", re.ASCII)
_SECOND = re.compile(r"/\s*-|-\d+ +-\d|[^+]\+")
_UP_TO = re.compile(r"[ -](\d{1,3}) ?- ?(\d{1,3})$")
_NEXT = 9  # „-23-25“ are three, „47 11-22“ is one, and so is „425 09-15“: no extension begins with the zero of a pair
_BETWEEN = re.compile(r"[,;|\n]|\s/\s|\s(?:und|oder|u\.|o\.|bzw\.?)\s")
_FAX = re.compile(r"\bf(?:ax)?\b|telefax", re.IGNORECASE)


MOST = 250  # characters of a text with a number
_FEWEST_DIGITS = 3  # 115
_MOST_MISSING = 6  # digits: „0351“


def has_number(text: str) -> bool:
    """Whether something in it can be dialled at all; „4,96213E+11“ has lost its number, and an address has none.

    With words, hours and several numbers, as sources print them.
    """
    is_other = _POWER.search(text) or _ROUNDED.fullmatch(text) or "@" in text or "://" in text
    return not is_other and sum(map(str.isdecimal, text)) >= _FEWEST_DIGITS


def only_number(text: str) -> str:
    """The number that a text names, as it is dialled: „+49…“ (E.164), or „115“. Empty where it names none, or several.

    >>> only_number("Tel. +49 (0) 341 / 47 11-0 (Mo–Fr 9–12 Uhr)")
    '+4934147110'
    >>> only_number("0341 4711-22 / -23")
    ''
    """
    run, goes_on = _only_run(text)
    # What goes on in letters is dialled only where it exists without them: „0180 5 FOERDER“ does not.
    return _dialled(run, must_exist=goes_on) if run else ""


def is_too_short(text: str) -> bool:
    """Whether digits are missing from the one number that a text names: it exists only with more of them.

    >>> [is_too_short(text) for text in ("0351 49", "0351 491", "115", "4711")]
    [True, False, False, False]
    """
    import phonenumbers as plans

    run, _goes_on = _only_run(text)
    digits = _digits(run)
    number = f"+{digits}" if "+" in run else f"+{digits[2:]}" if digits.startswith("00") else digits
    if _SERVICE.fullmatch(digits) or not number.startswith(("+", "0")):
        return False
    try:
        found = plans.parse(number, COUNTRY)
    except plans.NumberParseException as error:
        return error.error_type == error.TOO_SHORT_NSN
    if digits == number:  # the zero of the own country stays before what is too short by far
        found.italian_leading_zero = None
    for more in range(_MOST_MISSING + 1):
        if plans.is_valid_number(found):
            return more > 0
        found.national_number = (found.national_number or 0) * 10 + 1
    return False


def with_zero(text: str) -> str:
    """The number that is meant where a spreadsheet took its first zero for nothing; empty where it has all it needs.

    >>> with_zero("3415550154"), with_zero("0341 5550154"), with_zero("4711")
    ('0341 5550154', '', '')
    """
    import phonenumbers as plans

    if not _BARE.fullmatch(text) or only_number(text) or not (found := _possible(f"0{_digits(text)}", must_exist=True)):
        return ""
    return plans.format_number(plans.parse(found), plans.PhoneNumberFormat.NATIONAL)


def _only_run(text: str) -> tuple[str, bool]:
    """The one number that a text names, as written, and whether it goes on in letters; empty where it is not one."""
    if len(text) > MOST or not has_number(text):
        return "", False
    lines = [line for line in cleaned(text).splitlines() if re.search(r"\d", line)]
    line = _BESIDE_IT.sub(" ", plain_dashes(one_line(lines[0])).translate(_SIGNS))
    runs = list(_RUN.finditer(line))
    if len(lines) > 1 or len(runs) != 1 or not _is_one(run := runs[0][0]):
        return "", False
    return run, bool(re.search(r"[^\W\d_]", line[runs[0].end() :]))


def each_number(text: str) -> list[str]:
    """The numbers that a text lists, as it writes them; the text itself where it is one number, or says more than that.

    >>> each_number("0621 854420, 0171 5550134")
    ['0621 854420', '0171 5550134']
    >>> each_number("030 23125-22 / -23")
    ['030 23125-22 / -23']
    """
    parts = [part.strip() for part in _BETWEEN.split(text[: MOST + 1]) if part.strip()]
    if len(parts) < 2 or len(text) > MOST or only_number(text) or _FAX.search(text):
        return [text]
    return parts if all(map(only_number, parts)) else [text]


def is_mobile(text: str) -> bool:
    """Whether the one number that a text names is that of a mobile telephone."""
    import phonenumbers as plans

    number = only_number(text)
    return number.startswith("+") and plans.number_type(plans.parse(number)) == plans.PhoneNumberType.MOBILE


class Found(NamedTuple):
    """A number inside a text. `exists`: the numbering plan has it."""

    dialled: str
    exists: bool
    is_mobile: bool


def number_in(text: str, is_labelled: bool) -> Found | None:
    """The first number in a run of digits of a longer text; without a label before it only one that exists."""
    import phonenumbers as plans

    leniency = plans.Leniency.POSSIBLE if is_labelled else plans.Leniency.VALID
    number = next((match.number for match in plans.PhoneNumberMatcher(text, COUNTRY, leniency, max_tries=5)), None)
    if number is None:
        return None
    is_mobile = plans.number_type(number) == plans.PhoneNumberType.MOBILE
    return Found(plans.format_number(number, plans.PhoneNumberFormat.E164), plans.is_valid_number(number), is_mobile)


def _is_one(run: str) -> bool:
    """Whether its digits are of one number. „030 4711-22 / -23“ and „030 4711 030 4712“ are of two."""
    before, slash, _rest = run.rpartition("/")
    first, *others = re.findall(r"\d+", run)
    last = _UP_TO.search(run)
    return (
        not _SECOND.search(run)
        and not (last and _is_range(*last.groups()))
        and (not slash or bool(_AREA.fullmatch(before.strip(" -."))))
        and not (len(first) > 2 and first in others)
    )


def _is_range(first: str, last: str) -> bool:
    return len(first) == len(last) and not first.startswith("0") and 0 < int(last) - int(first) <= _NEXT


def _digits(run: str) -> str:
    return "".join(str(int(char)) for char in run if char.isdecimal())


def _dialled(run: str, must_exist: bool) -> str:
    digits = _digits(run)
    if _SERVICE.fullmatch(digits):
        return digits
    if "+" in run:
        return _possible(f"+{digits}", must_exist)
    if digits.startswith("00"):
        return _possible(f"+{digits[2:]}", must_exist)
    if digits.startswith("49"):
        return _possible(f"+{digits}", must_exist=True)
    return _possible(digits, must_exist) if digits.startswith("0") else ""


def _possible(number: str, must_exist: bool) -> str:
    import phonenumbers

    try:
        found = phonenumbers.parse(number, COUNTRY)
    except phonenumbers.NumberParseException:
        return ""
    is_meant = phonenumbers.is_valid_number if must_exist else phonenumbers.is_possible_number
    dialled = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    # Of this country's own, none goes on with the zero that only calls inside it begin with.
    return dialled if is_meant(found) and _DIALLED.fullmatch(dialled) and not dialled.startswith("+490") else ""
