"""What helps when nothing was found: a likelier spelling, or one word less."""

from dataclasses import dataclass, field

from finding.spelling import as_written
from search.engine.rank import Unit
from search.engine.text import parts
from search.engine.vocabulary import Vocabulary
from search.engine.words import Meaning, Reader, direct
from search.query import Found, search

MAX_RELAXATIONS = 3
MAX_GUESSES = 3
_reader = Reader()


@dataclass
class Relaxation:
    """The query without some of its words, and how many entries that finds."""

    without: list[str]
    text: str
    count: int


@dataclass
class WaysOut:
    """All that the page of a search without a result offers."""

    words: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    meant: str = ""
    relaxations: list[Relaxation] = field(default_factory=list)


def ways_out(text: str, found: Found) -> WaysOut:
    """Every offer has been searched and finds something. At most four searches, so only for empty results."""
    units = found.understood.units
    ways = WaysOut([unit.text for unit in units], list(found.understood.unknown))
    if ways.unknown:
        ways.meant = _meant(text, found.understood.known, ways.unknown)
    if len(units) > 1:
        ways.relaxations = _relaxations(units)
    return ways


def _meant(text: str, known: Vocabulary, unknown: list[str]) -> str:
    """The query with each unknown word replaced by the nearest known one, farther off than a search would go."""
    guesses = {word: guess for word in unknown[:MAX_GUESSES] if (guess := _nearest(known, word))}
    places = _reader.levels(known, {form: Meaning(direct(known, form)) for form in guesses.values()})
    written = dict(as_written([(word, form, places[form]) for word, form in guesses.items()]))
    meant = " ".join(written.get(word, word) for word in text.split())
    return meant if guesses and search(meant).total else ""


def _nearest(known: Vocabulary, word: str) -> str:
    form = "".join(parts(word))
    if not form.isalpha() or len(form) < 4:
        return ""
    near = known.similar(form, 1 if len(form) < 5 else 2 if len(form) < 9 else 3)
    return known.forms[near[0].number] if near else ""


def _relaxations(units: list[Unit]) -> list[Relaxation]:
    """Without one word each, those first that keep most entries. Unknown words find nothing, so all of them go."""
    unknown = [unit for unit in units if not unit.levels]
    known = [unit for unit in units if unit.levels]
    tried = [unknown] if unknown and _common(known) else [[*unknown, unit] for unit in known]
    left = [(dropped, [unit for unit in known if unit not in dropped]) for dropped in tried]
    kept = sorted(((_common(rest), dropped, rest) for dropped, rest in left), key=lambda one: -one[0])
    offers = []
    for count, dropped, rest in kept[:MAX_RELAXATIONS]:
        if count:
            text = " ".join(unit.text for unit in rest)
            offers.append(Relaxation([unit.text for unit in dropped], text, search(text).total))
    return [offer for offer in offers if offer.count]


def _common(units: list[Unit]) -> int:
    """How many entries have all of the words."""
    common = -1 if units else 0
    for unit in units:
        common &= unit.entries
    return common.bit_count()
