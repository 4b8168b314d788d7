"""The name of a person in one line, as tables and texts have it, in its parts."""

import re
from typing import NamedTuple

from inputs.text import cleaned, one_line

_SALUTATION = re.compile(r"(?:Frau|Herrn?|Fr\.?|Hrn?\.?|Mrs?\.?|Ms\.?)\s", re.I)
_GENERATION = re.compile(r"(?:jun|jr|sen|sr)\.?", re.I)
_TITLES = frozenset("dr prof pd ing dipl mag med rer nat phil jur mult habil pol oec agr theol hc h c univ em".split())
_DEGREES = re.compile(r"(?:M\.? ?Sc|B\.? ?Sc|M\.? ?A|B\.? ?A|M\.? ?Eng|B\.? ?Eng|LL\.? ?M|MBA|Ph\.? ?D)\.?", re.I)
_PARTICLES = frozenset("von vom van de der den dem zu zum zur ter ten del della di da la le el al ben".split())
# Where somebody is reached who has no name.
_OFFICES = frozenset(
    "vertrieb innendienst empfang zentrale sekretariat team buero büro geschäftsführung leitung personal technik "
    "personalabteilung buchhaltung einkauf marketing service kundenservice verwaltung info kontakt abteilung "
    "geschäftsleitung vorstand inhaber geschäftsführer partner söhne sohn co kollegen kollege familie herr frau".split()
)
_APART = re.compile(r" ?[;/&+|\n] ?| (?:und|u\.|sowie) ")
_SHORT = {"gf": "Geschäftsführung", "gl": "Geschäftsleitung", "inh": "Inhaber/in", "gfin": "Geschäftsführerin"}
_FUNCTION = (
    r"GF(?:in)?|GL|Inh\.?|Vorstand|Prokurist(?:in)?|Vertrieb|Assistenz|"
    r"(?:(?:techn|kaufm)\w{0,10}\.? )?(?:Geschäftsführer(?:in)?|Geschäftsführung|Inhaber(?:in)?)|"
    r"(?:Betriebs|Werk|Vertriebs|Produktions|Personal|Standort)?[Ll]eit(?:er(?:in)?|ung)"
)
_FUNCTION_FIRST = re.compile(rf"({_FUNCTION})(?:[:,–-]? | ?: ?)(?=\S)")
_FUNCTION_LAST = re.compile(rf"(?:, ?| [–-] | ?\()({_FUNCTION})\)?$")
_SEVERAL = re.compile(r"[;/&|+\n]|\bund\b|\boder\b|\bbzw\b|[@\d:]")


_LONGEST = 400


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


def with_function(text: str) -> tuple[str, str]:
    """The name without what somebody is, and that, spelt out.

    >>> with_function("Peter Roth (GF)"), with_function("Inh. Ina Roth")
    (('Peter Roth', 'Geschäftsführung'), ('Ina Roth', 'Inhaber/in'))
    """
    text = one_line(text)[:_LONGEST]
    found = _FUNCTION_LAST.search(text) or _FUNCTION_FIRST.match(text)
    if not found:
        return text, ""
    rest = (text[: found.start()] + text[found.end() :]).strip()
    return (rest, function(found[1])) if _has_family(rest, named(rest)) else (text, "")


def is_function(text: str) -> bool:
    return bool(re.fullmatch(_FUNCTION, text))


def function(text: str) -> str:
    """What somebody is in full words: „GF“."""
    return _SHORT.get(text.strip(" .").casefold(), text)


def each_name(text: str) -> list[str]:
    """All whom a text names, each with the family's name; the text itself where it is one, or it is not clear who.

    >>> each_name("Peter und Ina Roth"), each_name("Herr Roth / Fr. Klein"), each_name("Roth & Söhne")
    (['Peter Roth', 'Ina Roth'], ['Herr Roth', 'Fr. Klein'], ['Roth & Söhne'])
    """
    pieces = [one_line(piece) for piece in _APART.split(cleaned(text)[:_LONGEST]) if piece.strip()]
    pieces = [one for piece in pieces for one in _listed(piece)]
    if len(pieces) < 2:
        return [text]
    bare = [with_function(piece)[0] for piece in pieces]
    names, turned = [named(one) for one in bare], ["," in one for one in bare]
    first, last = names[0], names[-1]
    if last and last.given and not any(turned) and not any(map(_has_family, bare[:-1], names[:-1])):
        found = [*(f"{piece} {last.family}" for piece in pieces[:-1]), pieces[-1]]
    elif first and turned[0] and not any(map(_has_family, bare[1:], names[1:])):
        found = [pieces[0], *(f"{piece} {first.family}" for piece in pieces[1:])]
    elif len(set(turned)) == 1 and all(map(_has_family, bare, names)):
        found = pieces
    else:
        return [text]
    return found if all(named(with_function(one)[0]) for one in found) else [text]


def _has_family(text: str, name: FullName | None) -> bool:
    """„Peter Roth“, „Herr Roth“; not „Peter“, which is named with the family of another."""
    return bool(name and (name.given or _SALUTATION.match(text)))


def _listed(text: str) -> list[str]:
    """„Peter Roth, Ina Roth“: two words and more on each side of a comma are two people, but „von Roth, Ina Maria“."""
    parts = [part.strip() for part in text.split(",")]
    whole = [named(part) for part in parts]
    several = len(parts) > 1 and all(one and one.given and " " not in one.family for one in whole)
    return parts if several else [text]


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
    if behind and len(_listed(text)) > 1:
        return None
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
    if not _OFFICES.isdisjoint(word.casefold() for word in words):
        return None
    return FullName(title, " ".join(words[:at]), " ".join(words[at:]))
