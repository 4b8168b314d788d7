"""Which kind of record a query asks for, from the words people use for it. Words are normalised, as in the engine."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from contacts.enums import Concern
from language.endings import JOINTS
from language.stopwords import (
    APPLYING,
    AS_PARTNER,
    LEADING,
    LISTING,
    PROMOTING,
    SET_UP,
    SETTING_UP,
    STOPWORDS,
    WHO_ASKS,
    WITH_WHOM,
    asks_for_partners,
    asks_to_explain,
    asks_when,
    holds_office,
    says_when,
    sets_up,
)
from language.text import forms, parts, stem
from search.documents import FOUNDING, GOVERNS, KINDS, PARTNERS
from search.engine.rank import Unit
from search.engine.synonyms import alike
from search.engine.understand import Understood, flags
from search.engine.words import RELATED, merged
from search.engine.write import KEY_TIER
from search.places import itself, laender

_HELPERS = {"ansprechperson", "thema", FOUNDING}
_LISTED = {"netzwerk", "termin", "ort"}
_ADVICE = "beratung"
_GENERAL = STOPWORDS | WHO_ASKS  # in the names of concerns
_CONCERNS = {stem(form) for label in Concern.labels for form in forms(str(label)) if form not in _GENERAL}
_WORDS = {word: key for key, kind in KINDS.items() for word in kind.found.asked.split()}
_ENDINGS = {key: kind.found.endings for key, kind in KINDS.items()}


def add_helpers(understood: Understood, money: int, programmes: int, *, somewhere: bool) -> list[Unit]:
    """Let who answers for money count as having a word that asks for it, if the word says what it is for: „Exporthilfe“
    is Export and somebody to ask; „Geld“ alone is every programme, too. Returns these words. `somewhere`: a place is
    named, where they may know who advises.
    """
    words = [(unit, "".join(parts(unit.text))) for unit in understood.units if unit.levels or is_money(unit)]
    asking = [
        unit for unit, form in words if asks_money(form) or somewhere and _asks_advice(form, understood.known.version)
    ]
    for unit in asking:
        unit.levels = merged(unit.levels, {(RELATED, KEY_TIER): money | programmes if is_money(unit) else money})
    for unit in understood.units if asking else ():
        unit.required = unit.required and "".join(parts(unit.text)) not in APPLYING
    _no_longer_unknown(understood, asking)
    return asking


def only_asks(understood: Understood, places: list[Unit]) -> bool:
    """Whether all that is said besides places and Länder is whom somebody looks for: „Ansprechpartner Hessen“."""
    named = [*places, *laender(understood)]
    others = (unit for unit in understood.units if unit.required and not any(unit is place for place in named))
    return all(_WORDS.get("".join(parts(unit.text))) == "ansprechperson" for unit in others)


def add_governing(understood: Understood) -> int:
    """Let who governs the place that a query names count as having the name of an office there; when somebody held it
    need not occur. Returns these entries."""
    if not any(map(holds_office, understood.words)):
        return 0
    offices = [unit for unit in understood.units if holds_office("".join(parts(unit.text)))]
    read = flags(understood.known, [GOVERNS, *itself(understood)])
    governs = read.pop(GOVERNS) & reduce(or_, read.values(), 0)
    if not governs:
        return 0
    for unit in offices:
        unit.levels = merged(unit.levels, {(RELATED, KEY_TIER): governs})
    times = [unit for unit in understood.units if says_when("".join(parts(unit.text)))]
    for unit in times:
        unit.required = False
    _no_longer_unknown(understood, [*offices, *times])
    return governs


def relax_asking(understood: Understood, wanted: set[str]) -> None:
    """„Liste aller Netzwerke“ asks for these, „Partner für …“ for what it is for: neither word need occur, nor with
    whom somebody founds a network."""
    listing = LISTING if wanted & _LISTED else frozenset()
    partners = AS_PARTNER if PARTNERS in wanted and len(understood.units) > 1 else frozenset()
    others = WITH_WHOM if FOUNDING in wanted else frozenset()
    for unit in understood.units if listing or partners or others else ():
        if (form := "".join(parts(unit.text))) in listing:
            unit.levels = {}
        unit.required = unit.required and not (form in listing or form in partners or form in others)


def words_of_founding(understood: Understood, wanted: set[str], founding: int) -> list[Unit]:
    """The words that say that somebody wants to found a network: no trade; whoever helps with that counts as having
    them."""
    said = understood.units if FOUNDING in wanted else []
    found = [unit for unit in said if "".join(parts(unit.text)) in SETTING_UP]
    for unit in found:
        unit.levels = merged(unit.levels, {(RELATED, KEY_TIER): founding})
    _no_longer_unknown(understood, found)
    return found


def _no_longer_unknown(understood: Understood, units: list[Unit]) -> None:
    read = {unit.text for unit in units}
    if not read:
        return
    understood.unknown = [text for text in understood.unknown if text not in read]
    understood.corrected = [(text, meant) for text, meant in understood.corrected if text not in read]


def is_money(unit: Unit) -> bool:
    """Whether it asks for money and does not say what for."""
    return _WORDS.get("".join(parts(unit.text))) == "programm"


def names_body(word: str) -> bool:
    """Whether it says of which kind a network is, not what for: „Cluster“, „Verein“."""
    return _WORDS.get("".join(parts(word))) == "netzwerk"


def names_kind(word: str) -> bool:
    """Whether it only says of which kind an entry is, not what it is about: „Beratung“, „Veranstaltung“."""
    return "".join(parts(word)) in _WORDS and not names_body(word)


def asks_money(word: str) -> bool:
    return _WORDS.get(word) == "programm" or _is_compound(word, "programm") and not word.endswith(PROMOTING)


def _asks_advice(word: str, version: int | None) -> bool:
    """Whether it is advice on what offices are asked about: „Außenwirtschaftsberatung“, not „Energieberatung“."""
    about = word.removesuffix(_ADVICE)
    abouts = {about.removesuffix(joint) for joint in JOINTS} if about not in ("", word) else set()
    return any(stem(one) in _CONCERNS for about in abouts for one in (about, *alike(about, version)))


def _is_compound(word: str, kind: str) -> bool:
    return any(word.endswith(end) and word != end for end in _ENDINGS[kind])


def wanted_kinds(words: Iterable[str]) -> set[str]:
    """The kinds that some words of a query name; `FOUNDING` when somebody wants to found a network,
    `PARTNERS` when somebody looks for one to work with."""
    found, words = set(), list(words)
    for word in words:
        if word in _WORDS:
            found.add(_WORDS[word])
        elif word in LEADING:
            found.add("ansprechperson")
        elif not word.endswith(PROMOTING):
            found.update(kind for kind in _ENDINGS if _is_compound(word, kind))
    if asks_when(words):
        found.add("termin")
    if asks_for_partners(words):
        found.add(PARTNERS)
    if asks_to_explain(words):
        found = found - {"netzwerk"} | {"thema"}
    if "netzwerk" in found and sets_up(words) or any(word in SET_UP for word in words):
        return found - {"netzwerk"} | _HELPERS
    # „Förderung für Netzwerke“: they are what the money is for.
    return found - {"netzwerk"} if "programm" in found else found
