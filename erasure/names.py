"""How a name may be written: turned round, with titles, the surname alone, umlauts spelled out or without dots."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from core.text import fold
from inputs.slugs import german_slug

SHORTEST = 5  # letters of a surname that may go without anything beside it; less could be anything
_SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_JOINED = {pair: letter for letter, pair in _SPELLED.items()}
_PIECE = re.compile(r"ae|oe|ue|ss|.", re.IGNORECASE | re.DOTALL)
_BLANK = r"\s{1,3}"
_TITLE = r"(?:Frau|Herrn?|Prof(?:essor(?:in)?|\.)?|Dr\.?|Dipl\.|(?:med|jur|Ing|habil|h\. ?c)\.|Mr\.?|Ms\.?|Mrs\.?|PD)"
_BEGIN, _END = r"(?<![\w-])", r"(?![\w-])"


@dataclass(frozen=True)
class Name:
    """First names and surname, both given."""

    given: str
    family: str

    @property
    def family_key(self) -> str:
        return fold(self.family)

    @property
    def slug(self) -> str:
        return german_slug(f"{self.given} {self.family}")

    @property
    def full(self) -> str:
        """The whole name in either order, with a title, a middle name's first letter, or as an address has it."""
        given, family = _any([self.given, *self.given.split()]), _any([self.family])
        return "|".join(
            (
                rf"{given}{_BLANK}(?:\w\.{_BLANK})?{family}(?:’?s)?",
                rf"{family},?{_BLANK}(?:{_TITLE}{_BLANK}){{0,3}}{given}",
                rf"{given}[._]{family}",
                rf"{re.escape(self.slug)}(?:-\d{{1,3}})?",
            )
        )

    @property
    def addressed(self) -> str:
        """The surname after a title or the first letter of a first name."""
        family, first = _any([self.family]), _any([self.given[0]])
        return (
            rf"(?:{_TITLE}{_BLANK}){{1,4}}{family}(?:’?s)?|{first}\.(?:{_BLANK})?{family}|{family},?{_BLANK}{first}\."
        )

    @property
    def alone(self) -> str:
        return rf"{_any([self.family])}(?:’?s)?"


def pattern(parts: Iterable[str]) -> re.Pattern | None:
    """One expression for all of them, whole words only; longer ones first, so that no rest is left standing."""
    parts = sorted(dict.fromkeys(parts), key=len, reverse=True)
    return re.compile(rf"{_BEGIN}(?:{'|'.join(parts)}){_END}", re.IGNORECASE) if parts else None


def loose(text: str) -> str:
    """An expression for a text in every spelling, with whatever blanks between its words."""
    words = ("".join(f"(?:{'|'.join(map(re.escape, one))})" for one in _letters(word)) for word in text.split())
    return _BLANK.join(words)


def spellings(text: str) -> set[str]:
    """Every spelling of a text, one by one; for short ones, as they are many."""
    return {"".join(letters) for letters in product(*_letters(text))}


def _letters(text: str) -> list[list[str]]:
    """What may stand for each letter, the longest first: „ü“ as it is, decomposed, as ue or u; „ue“ as ü."""
    found = []
    for piece in _PIECE.findall(unicodedata.normalize("NFC", text)):
        one = _JOINED.get(piece.lower(), piece)
        parts = unicodedata.normalize("NFD", one)
        plain = "".join(char for char in parts if not unicodedata.combining(char))
        ways = {piece, one, parts, plain if len(piece) == 1 else piece, _SPELLED.get(one.lower(), one)}
        found.append(sorted(ways, key=lambda way: (-len(way), way)))
    return found


def _any(texts: Iterable[str]) -> str:
    return f"(?:{'|'.join(dict.fromkeys(loose(text) for text in texts if text))})"
