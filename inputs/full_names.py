"""The name of a person in one line, as tables and texts have it, in its parts."""

import re
from typing import NamedTuple

from inputs.text import one_line

_SALUTATION = re.compile(r"(?:Frau|Herrn?|Fr\.?|Hrn?\.?|Mrs?\.?|Ms\.?)\s", re.I)
_GENERATION = re.compile(r"(?:jun|jr|sen|sr)\.?", re.I)
_TITLES = frozenset("dr prof pd ing dipl mag med rer nat phil jur mult habil pol oec agr theol hc h c univ em".split())
_DEGREES = re.compile(r"(?:M\.? ?Sc|B\.? ?Sc|M\.? ?A|B\.? ?A|M\.? ?Eng|B\.? ?Eng|LL\.? ?M|MBA|Ph\.? ?D)\.?", re.I)
_PARTICLES = frozenset("von vom van de der den dem zu zum zur ter ten del della di da la le el al ben".split())
_SEVERAL = re.compile(r"[;/&|+\n]|\bund\b|\boder\b|\bbzw\b|[@\d]")


class FullName(NamedTuple):
    title: str
    given: str
    family: str


def parted(text: str) -> FullName | None:
    """None where it is no name of one person in two words at least.

    >>> parted("Frau Prof. Dr. Erika von Muster")
    FullName(title='Prof. Dr.', given='Erika', family='von Muster')
    """
    found = named(text)
    return found if found and found.given else None


def named(text: str) -> FullName | None:
    """As `parted`, also where only the family is said.

    >>> named("Fr. Dr. Muster")
    FullName(title='Dr.', given='', family='Muster')
    """
    text = _SALUTATION.sub("", one_line(text), count=1)
    if _SEVERAL.search(text):
        return None
    first, _, behind = (part.strip() for part in text.partition(","))
    if behind and (_DEGREES.fullmatch(behind) or not behind):
        title, words = _titled(first)
        return _named(" ".join(filter(None, (title, behind))), words)
    if behind:
        title, given = _titled(behind)
        before, family = _titled(first)
        if "," in behind or not given or len(given) > 3 or len(family) - _particles(family) > 2:
            return None
        while len(given) > 1 and _GENERATION.fullmatch(given[-1]):
            family.append(given.pop())
        return FullName(" ".join(filter(None, (before, title))), " ".join(given), " ".join(family))
    return _named(*_titled(first))


def _titled(text: str) -> tuple[str, list[str]]:
    words = text.split()
    for count, word in enumerate(words):
        if not all(part in _TITLES for part in re.split(r"[.-]", word.casefold()) if part) or not word.strip(".-"):
            return " ".join(words[:count]), words[count:]
    return text, []


def _particles(words: list[str]) -> int:
    return sum(word in _PARTICLES for word in words)


def _named(title: str, words: list[str]) -> FullName | None:
    """The family's name begins with what stands small before the last word, or before „jun.“."""
    at = len(words) - 1
    while at > 0 and _GENERATION.fullmatch(words[at]):
        at -= 1
    if at < 0:
        return None
    while at > 0 and words[at - 1] in _PARTICLES:
        at -= 1
    return FullName(title, " ".join(words[:at]), " ".join(words[at:]))
