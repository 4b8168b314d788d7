"""Numbers and amounts as people write them: „1 200“, „1.200,50 €“, „1'200“, „rund 80“, „1,2 bis 1,5 Mio. €“.

German first: a dot parts thousands, a comma decimals. „1,200“ may be either, and whoever wrote it is asked.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from inputs.text import one_line, plain_dashes

MOST = 80  # characters of an amount
_PLACES = 12  # before the comma, of what is counted anywhere
_GERMAN = re.compile(
    r"(?!0\d|0[. ]\d{3})(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:['’´`‘]\d{3})+|\d+)(?:,\d+)?", re.ASCII
)
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_POINT = re.compile(r"(?:0|[1-9]\d*)\.\d+", re.ASCII)  # as programs write it: „1200.50“
WORDS = {
    "ein": 1, "eine": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17,
    "achtzehn": 18, "neunzehn": 19, "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "hundert": 100,
}  # fmt: skip
EXACT, ABOUT, OVER, UP_TO, BETWEEN = "genau", "rund", "ueber", "bis-zu", "bis"
_QUALIFIERS = {
    ABOUT: r"rund|etwa|zirka|circa|ca\.?|ungefähr|gut|knapp|fast|nahezu|annähernd|~|≈",
    OVER: r"(?:weit |deutlich )?über|mehr als|mindestens|mind\.|>|≥",
    UP_TO: r"bis zu|bis|maximal|max\.|höchstens|unter|weniger als|<|≤",
}
_SCALES = {"Tsd.": r"tsd\.?|tausend|t(?= ?€| ?eur)|k(?= ?€)", "Mio.": r"mio\.?|mill\.|million(?:en)?|m(?= ?€)",
           "Mrd.": r"mrd\.?|milliarden?"}  # fmt: skip
_UNITS = {"Euro": r"€|eur|euro", "%": r"%|prozent|v\. ?h\."}
_NUMBER = r"-?(?:\d(?:[\d.,'’´`‘ ]{0,30}\d)?|[a-zäöüß]{3,10})"


def _any(of: dict[str, str]) -> str:
    return "|".join(of.values())


_AMOUNT = re.compile(
    rf"(?:(?P<qualifier>{_any(_QUALIFIERS)}) ?)?(?:(?P<before>{_any(_UNITS)}) ?)?(?P<between>zwischen )?"
    rf"(?P<number>{_NUMBER})(?: ?(?P<first>{_any(_SCALES)}))?(?:,--?)?"
    rf"(?: ?(?:-|bis|und) ?(?P<to>{_NUMBER})(?:,--?)?)?(?P<more>\+)?"
    rf"(?: ?(?P<scale>{_any(_SCALES)}))?(?: ?(?P<unit>{_any(_UNITS)}))?",
    re.IGNORECASE,
)


_COMPILED = {key: re.compile(one, re.IGNORECASE) for key, one in (_QUALIFIERS | _SCALES | _UNITS).items()}


class Amount(NamedTuple):
    """How many of what. `qualifier`: one of the words above; `unit`: „“, „%“, „Euro“, „Mio. Euro“, „Tsd.“."""

    number: Decimal
    number_to: Decimal | None = None
    qualifier: str = EXACT
    unit: str = ""


def readings(text: str) -> list[Decimal]:
    """What a number of digits may mean: none where it is none, two where it is „1,200“ or its like.

    >>> readings("1 200"), readings("1.200,50"), readings("1,200")
    ([Decimal('1200')], [Decimal('1200.50')], [Decimal('1.200'), Decimal('1200')])
    """
    text = _one_form(text)
    sign, text = ("-", text[1:].lstrip()) if text.startswith("-") else ("", text)
    found = [re.sub(r"[ .'’´`‘]", "", text).replace(",", ".")] if _GERMAN.fullmatch(text) else []
    if _ENGLISH.fullmatch(text):
        found.append(text.replace(",", ""))
    if not found and _POINT.fullmatch(text):
        found.append(text)
    return [Decimal(f"{sign}{one}") for one in found if len(one.partition(".")[0]) <= _PLACES]


def read(text: str) -> Amount | None:
    """The amount that a whole text is; None where it is none, or may be two.

    >>> read("rund 1,2 Mio. €")
    Amount(number=Decimal('1.2'), number_to=None, qualifier='rund', unit='Mio. Euro')
    """
    match = _AMOUNT.fullmatch(_one_form(text))
    number = match and number_of(match["number"])
    if not match or number is None:
        return None
    number_to = number_of(match["to"]) if match["to"] else None
    if match["to"] and (number_to is None or number_to <= number or match["qualifier"] or match["more"]):
        return None
    if match["between"] and number_to is None:
        return None
    scales = {_key(_SCALES, match[name]) for name in ("first", "scale") if match[name]}
    if len(scales) > 1:
        return None
    qualifier = BETWEEN if match["to"] else OVER if match["more"] else _key(_QUALIFIERS, match["qualifier"]) or EXACT
    unit = _key(_UNITS, match["unit"] or match["before"])
    return Amount(number, number_to, qualifier, " ".join(filter(None, [*scales, unit])))


def german(number: Decimal) -> str:
    """1234.5 → „1.234,5“."""
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def number_of(text: str) -> Decimal | None:
    """What a number in digits or in words means; None where it is none, or may be two."""
    if word := WORDS.get(text.casefold()):
        return Decimal(word)
    found = readings(text)
    return found[0] if len(found) == 1 else None


def _key(words: dict[str, str], found: str | None) -> str:
    """Under which of them a word stands."""
    return next((key for key, one in _COMPILED.items() if found and key in words and one.match(f"{found} €")), "")


def _one_form(text: str) -> str:
    return plain_dashes(one_line(text[: MOST + 1])) if len(text) <= MOST else ""
