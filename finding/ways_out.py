"""What helps when nothing was found, or not all words: a likelier spelling."""

from dataclasses import dataclass, field

from core.text import fold
from finding.spelling import as_written
from regions.names import place_names
from search.engine.text import parts
from search.engine.vocabulary import Vocabulary
from search.engine.words import Meaning, Reader, direct
from search.query import Found, search

MAX_GUESSES = 3
_reader = Reader()


@dataclass
class WaysOut:
    """All that the page of a search without a result offers."""

    words: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    meant: str = ""


def ways_out(text: str, found: Found) -> WaysOut:
    """The offer has been searched and finds something; so only for unknown words."""
    ways = WaysOut([unit.text for unit in found.understood.units], list(found.understood.unknown))
    if ways.unknown:
        ways.meant = _meant(text, found.understood.known, ways.unknown)
    return ways


def _meant(text: str, known: Vocabulary, unknown: list[str]) -> str:
    """The query with each unknown word replaced by the nearest known one, farther off than a search would go, else by
    the name of a place."""
    guesses = {word: guess for word in unknown[:MAX_GUESSES] if (guess := _nearest(known, word))}
    places = _reader.levels(known, {form: Meaning(direct(known, form)) for form in guesses.values()})
    written = dict(as_written([(word, form, places[form]) for word, form in guesses.items()]))
    names = place_names()
    written |= {
        word: name for word in unknown[:MAX_GUESSES] if word not in guesses for name in names.misspelt(fold(word))[:1]
    }
    meant = " ".join(written.get(word, word) for word in text.split())
    return meant if written and search(meant).total else ""


def _nearest(known: Vocabulary, word: str) -> str:
    form = "".join(parts(word))
    if not form.isalpha() or len(form) < 4:
        return ""
    near = known.similar(form, 1 if len(form) < 5 else 2 if len(form) < 9 else 3)
    return known.forms[near[0].number] if near else ""
