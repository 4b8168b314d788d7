"""German text as words to be indexed and searched: the same forms for every spelling.

Apostrophes go before the normalisation, which would turn „´“ into a blank and an accent. Umlauts, their
spelling with e and their plain vowel become one letter (ä, ae, a → a), so „Gruendung“, „Gründung“ and
„Grundung“ are the same; ß becomes ss.
"""

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

from inputs.text import few_accents

MAX_FORM = 60
# Say of what sort a body is, not which one.
LEGAL_FORMS = frozenset("ev gmbh ggmbh mbh ag kg ohg gbr ug eg".split())
MAX_PARTS = 5  # of a chunk that is joined; longer chains are addresses, which nobody types as one word
_APOSTROPHES = re.compile("['´`‘’ʼ‚′]")
_SPELT_OUT = re.compile(r"(?<=[ao])e|(?<![aeoq])u(e)")
_HUMP = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_WORD = re.compile(r"[^\W_]+")
# „F&E“ and „F+E“ are „FuE“, said as it is written.
_AND = re.compile(r"(?<![^\W_])([^\W\d_])[&+](?=[^\W\d_](?![^\W_]))")
_BETWEEN = re.compile(r"(?<=[^\W\d_])[+](?=[^\W\d_])")  # „Holz+Bau“; „IoT+“ is said
_FOREIGN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "a", "œ": "o", "ı": "i", "+": " plus "})
# Which snowball does not know.
_FOREIGN_PLURALS = (("zentren", "zentrum"), ("konsortien", "konsortium"), ("ministerien", "ministerium"))
_FOREIGN_S = re.compile("(?<!l)os$|ps$")  # „Autos“, „Chips“, not „kostenlos“
# The stemmer keeps „digitalisieren“ and „Digitalisierung“ apart.
_VERB = re.compile("(?<=[a-z]{4}ier)(?:en|end|t|te|ten|ter|tes|tem)$")
_of_thread = threading.local()


def normalise(text: str) -> str:
    """Lower case without accents and apostrophes; everything that is no letter or digit stays as it is."""
    text = unicodedata.normalize("NFKC", few_accents(_APOSTROPHES.sub("", text))).casefold().translate(_FOREIGN)
    text = unicodedata.normalize("NFKD", _SPELT_OUT.sub(_vowel, text))
    return "".join(char for char in text if not unicodedata.combining(char))


def _vowel(match: re.Match) -> str:
    return "u" if match[1] else ""


def core(chunk: str) -> tuple[int, int]:
    """Where the first letter or digit stands and where the last one ends; nothing lies between where there is none."""
    places = [place for place, char in enumerate(chunk) if char.isalnum()]
    return (places[0], places[-1] + 1) if places else (0, 0)


@lru_cache(maxsize=10_000)
def parts(chunk: str) -> tuple[str, ...]:
    """The words inside something written without blanks: „Cyber-Sicherheit“, „games:net“, „BioRN“."""
    apart = _HUMP.sub("-", _BETWEEN.sub("-", _AND.sub(r"\1u", chunk)))
    return tuple(word[:MAX_FORM] for word in _WORD.findall(normalise(apart)))


def forms(text: str) -> list[str]:
    """Every form a text is found by: of each chunk the parts and, joined, the whole and neighbours."""
    found: list[str] = []
    for chunk in text.split():
        words = parts(chunk)
        found.extend(words)
        if 1 < len(words) <= MAX_PARTS:
            found.append("".join(words)[:MAX_FORM])
        if 2 < len(words) <= MAX_PARTS:
            found.extend((a + b)[:MAX_FORM] for a, b in zip(words, words[1:], strict=False))
    return found


def squash(text: str) -> str:
    """A whole name without anything between its letters: „it’s.BB e. V.“ → „itsbb“."""
    words = [word for chunk in text.split() for word in parts(chunk)]
    while len(words) > 1 and words[-1] in ("e", "v", *LEGAL_FORMS):
        words.pop()
    return "".join(words)[: MAX_FORM + 15]


def initials(name: str) -> list[str]:
    """What people shorten a name of three and more words to: „Deep Tech Hub“ → „dth“; of longer names also without
    the last word, which is often a place. Nothing for shorter names."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 1 and word[0].isupper()]
    whole = normalise("".join(word[0] for word in words)) if 3 <= len(words) <= 6 else ""
    return [short for short in (whole, whole[:-1]) if len(short) >= 3]


@lru_cache(maxsize=10_000)
def stem(form: str) -> str:
    """The German stem of a form; digits and short forms are their own."""
    if len(form) > 3 and _FOREIGN_S.search(form):
        form = form.removesuffix("s")
    for plural, singular in _FOREIGN_PLURALS:
        if form.endswith(plural):
            form = form.removesuffix(plural) + singular
    form = _VERB.sub("ung", form)
    return _stemmer().stemWord(form) if len(form) > 3 and form.isalpha() else form


def _stemmer():
    """One for each thread: it keeps the word it works on in itself."""
    if not hasattr(_of_thread, "stemmer"):
        _of_thread.stemmer = snowballstemmer.stemmer("german")
    return _of_thread.stemmer
