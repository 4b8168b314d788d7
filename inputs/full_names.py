"""The name of a person in one line, as tables and texts have it, in its parts."""

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError

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
# What words end with that say what somebody is; „Ina Meister“ is called so, what stands before it tells.
_IS_WHAT = (
    r"leiter|leitung|führer|führung|meister|inhaber|gründer|partner|komplementär|disponent|disposition|manager|"
    r"management|prokurist|direktor|direktion|präsident|vorsitz|vorsitzende[rn]?|vorstand|sprecher|referent|"
    r"assistent|assistenz|sekretär|sekretariat|berater|beratung|beauftragte[rn]?|bevollmächtigte[rn]?|betreuer|"
    r"betreuung|ingenieur|techniker|technik|entwickler|entwicklung|koordinator|koordination|kaufmann|kauffrau|"
    r"buchhalter|buchhaltung|chef|verwalter|verwaltung|verkäufer|verkauf|vertrieb|vertreter|vertretung|einkauf|"
    r"einkäufer|personal|personalwesen|marketing|controlling|controller|produktion|fertigung|forschung|qualität|"
    r"gesellschafter|geschäftsstelle|beschäftigte[rn]?|mitarbeiter|sachbearbeiter|sachbearbeitung|verantwortliche[rn]?|"
    r"zuständig|recruiting|logistik|planer|planung|architekt|geselle|gesellin|vorständin|empfang|zentrale|obmann|obfrau|head|lead|"
    r"officer|owner|founder|director|engineer|ceo|cto|cfo|coo|cio|cso|gf|gfin|gl|inh"
)
_WHAT = re.compile(rf"[\w-]*(?:{_IS_WHAT})(?:in|innen)?", re.I)
_HOW = re.compile(r"[a-zäöü].*|\w{2,10}\.|[\w-]+(?:isch|lich|end|iv|onal)(?:er?|es|en)|\d\.")  # „techn.“, „Technische“
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]$")
_BRACKETS = re.compile(r"\([^()]*\)")
_BESIDE = re.compile(r",|\s[–—-]\s|[/|\n]")
_DIPLOMA = re.compile(r"\((?:FH|TU|TH|BA|Univ\.?|Uni)\)", re.I)
_SEVERAL = re.compile(r"[;/&|+\n]|\bund\b|\boder\b|\bbzw\b|[@\d:]")
_NO_PART = re.compile(r"[()\[\]{}<>–—]|\s-\s")  # of any name


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
    """The name without what somebody is, and that, spelt out: what stands in brackets, else what says so beside it.

    >>> with_function("Peter Roth (GF)"), with_function("Inh. Ina Roth"), with_function("Ina Roth / Techn. Leitung")
    (('Peter Roth', 'Geschäftsführung'), ('Ina Roth', 'Inhaber/in'), ('Ina Roth', 'Techn. Leitung'))
    """
    text = cleaned(text)[:_LONGEST].strip()
    if found := _IN_BRACKETS.search(text):
        rest, said = with_function(text[: found.start()])[0], one_line(found[1])
        if named(rest) and not _SEVERAL.search(re.sub(r"[/&+;|:]|\bund\b", "", said)) and not _belongs_to_name(said):
            return rest, function(said)
    for found in _BESIDE.finditer(_hidden(text)):
        rest, said = one_line(text[: found.start()]), one_line(text[found.end() :])
        name = named(rest)
        if name and (says_what(said) or _has_family(rest, name) and _is_beside(found[0], said)):
            return rest, function(said)
    text = one_line(text)
    if found := _FUNCTION_FIRST.match(text):
        rest = text[found.end() :].strip()
        return (rest, function(found[1])) if _has_family(rest, named(rest)) else (text, "")
    return text, ""


def _hidden(text: str) -> str:
    """What stands in brackets parts nothing."""
    return _BRACKETS.sub(lambda found: "_" * len(found[0]), text)


def _is_beside(mark: str, said: str) -> bool:
    """Whether a word that nobody knows says what somebody is: behind a comma or a slash it may be a name."""
    is_apart = mark.strip() in ("–", "—", "-") or "\n" in mark
    return is_apart and " " not in said and not _belongs_to_name(said) and not _SEVERAL.search(said)


def _belongs_to_name(text: str) -> bool:
    """„Dr.“, „M.Sc.“, „FH“, „jun.“, „geb. Klein“."""
    is_birth = re.match(r"geb(?:\.|orene?) ", text)
    return bool(_is_title(text) or _DIPLOMA.fullmatch(f"({text})") or _GENERATION.fullmatch(text) or is_birth)


def _is_title(text: str) -> bool:
    return bool(not _titled(text)[1] or _DEGREES.fullmatch(text))


def says_what(text: str) -> bool:
    """Whether words are what somebody is or does, and no name: „Technischer Leiter“, „Vertrieb Ost“.

    >>> [says_what(text) for text in ("Leiterin Betrieb", "wiss. Leiterin", "CTO", "Ina Meister", "Gabriel")]
    [True, True, True, False, False]
    """
    words = re.split(r"[ /,&+]+", text)
    if re.search(r"[@]|\d{3}", text):
        return False
    is_what = [bool(_WHAT.fullmatch(word.strip(".:"))) for word in words]
    return is_what[0] or bool(_HOW.fullmatch(words[0])) and any(is_what)


def without_brackets(text: str) -> tuple[str, str]:
    """A part of a name, and what stands behind it in brackets, which no name has: „Firstmann (Meister)“."""
    found = _IN_BRACKETS.search(text)
    if not found or _SEVERAL.search(found[1]) or _belongs_to_name(found[1]):
        return text, ""
    return text[: found.start()].strip(), function(one_line(found[1]))


def validate_part(text: str) -> None:
    """Raises ValidationError for what no name of a person has in it."""
    if _NO_PART.search(text):
        raise ValidationError("Ein Name hat keine Klammern und keinen Gedankenstrich. Gehört das zur Funktion?")


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
    pieces: list[str] = []
    whole = cleaned(text)[:_LONGEST]
    joints = list(_APART.finditer(_hidden(whole)))
    starts, ends = [0, *(one.end() for one in joints)], [*(one.start() for one in joints), len(whole)]
    between = (one_line(whole[start:end]) for start, end in zip(starts, ends, strict=True))
    for piece in filter(None, between):
        if pieces and says_what(piece) and named(with_function(pieces[-1])[0]):
            pieces[-1] += f", {piece}"
        else:
            pieces += _listed(piece)
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
    whole = [named(with_function(part)[0]) for part in parts]
    several = len(parts) > 1 and all(one and one.given and " " not in one.family for one in whole)
    several = several and not any(map(says_what, parts[1:]))
    return parts if several else [text]


def named(text: str) -> FullName | None:
    """As `parted`, also where only the family is said.

    >>> named("Fr. Dr. Muster")
    FullName(title='Dr.', given='', family='Muster')
    """
    text = _SALUTATION.sub("", one_line(text), count=1)
    if (found := _IN_BRACKETS.search(text)) and _is_title(found[1]) and not _DIPLOMA.search(text):
        text = f"{text[: found.start()]}, {found[1]}"
    if _SEVERAL.search(text) or _NO_PART.search(_DIPLOMA.sub("", text)):
        return None
    first, _, behind = (part.strip() for part in text.partition(","))
    if behind and _is_title(behind):
        title, words = _titled(first)
        return _named(" ".join(filter(None, (title, behind))), words)
    if behind and len(_listed(text)) > 1:
        return None
    if behind:
        title, given = _titled(behind)
        before, family = _titled(first)
        if "," in behind or not given or len(given) > 3 or len(family) - _particles(family) > 1 or says_what(behind):
            return None
        while len(given) > 1 and _GENERATION.fullmatch(given[-1]):
            family.append(given.pop())
        return FullName(" ".join(filter(None, (before, title))), " ".join(given), " ".join(family))
    return _named(*_titled(first))


def _titled(text: str) -> tuple[str, list[str]]:
    words = text.split()
    for count, word in enumerate(words):
        is_title = all(part in _TITLES for part in re.split(r"[.-]", word.casefold()) if part) and word.strip(".-")
        if not is_title and not (count and _DIPLOMA.fullmatch(word)):
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
