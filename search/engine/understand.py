"""From what somebody typed to the units that entries must contain.

A unit is a word or a phrase with everything it may mean: other spellings, inflections, longer words with it, its
parts, its synonyms, and, only if nothing else fits, what it was probably meant to be.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from language.stopwords import ANY_FIRM, ASKING, FILLING, LEADING, SPEAKING, STOPWORDS, WHY, asks_why, leads
from language.text import forms, normalise, squash, stem
from language.tokens import MAX_WORDS, Token, plain, telling, tokens
from search.engine.rank import Unit
from search.engine.synonyms import MAX_PHRASE, alike, key, synonyms
from search.engine.vocabulary import FLAG, NAME, Vocabulary, vocabulary
from search.engine.words import (
    EXACT,
    INSIDE,
    JOINED,
    RELATED,
    SAME_STEM,
    SYNONYM,
    WEAK,
    Levels,
    Meaning,
    Reader,
    digits,
    direct,
    inflected,
    meaning,
    merged,
    mistyped,
    together,
    union,
)
from search.engine.write import KEY_TIER, NAME_TIER, TEXT_TIER

MANY_WORDS = 5
LONG = 8  # letters
NOT_NEEDED = ANY_FIRM | FILLING
_SHORTENED = re.compile(r"(?:[^\W\d_]{1,4}\.){2,}")  # „i.Br.“
_INFLECTED = ("e", "en", "er", "es", "em", "t")
_reader = Reader()


@dataclass
class Understood:
    """A query as the index sees it."""

    known: Vocabulary
    units: list[Unit] = field(default_factory=list)
    typed: list[tuple[str, Unit | None]] = field(default_factory=list)  # in order; no unit for what says nothing
    names: list[tuple[int, int]] = field(default_factory=list)
    synonyms: list[str] = field(default_factory=list)
    corrected: list[tuple[str, str]] = field(default_factory=list)
    misspelt: list[tuple[str, str]] = field(default_factory=list)  # places and trades, as they are written
    also_meant: list[tuple[str, str]] = field(default_factory=list)  # places as likely as those
    unknown: list[str] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)  # all that was typed, function words too
    place: str = ""  # the address of the region that the query names
    again: Callable[[], bool] = bool

    def reconsider(self) -> bool:
        """Take words of which only parts are known for mistyped ones; is there another reading now?

        For queries that no entry fits as they stand: „Brandeburg“ is more likely Brandenburg than Brand and Burg.
        """
        return self.again()


def understand(text: str, *, unfinished: bool = False, addressed: Mapping[str, Levels] | None = None) -> Understood:
    """Two queries at most: the entries of the words, those of corrected words.

    `addressed`: the entries of chunks that are addresses, besides what their words find.
    """
    known = vocabulary()
    everything = tokens(text)
    content = telling(everything) or everything
    query = _Query(known, content, unfinished, addressed)
    units = query.units()
    if apart := _taken_apart(content, units):
        query = _Query(known, apart, unfinished, addressed)
        units = query.units()
    understood = Understood(known, list(units), _in_order(everything, content, query.tokens, units))
    understood.names = query.whole_names(text)
    understood.synonyms, understood.corrected = query.used_synonyms, query.corrected
    understood.unknown = [unit.text for unit in units if not unit.levels and normalise(unit.text) not in LEADING]
    understood.forms, understood.words = query.forms, [token.form for token in everything]
    understood.again = lambda: query.second_thoughts(units)
    _relax_unknown(understood.units)
    _relax_spoken(understood.units, is_sentence=not SPEAKING.isdisjoint(understood.words))
    return understood


def _in_order(
    everything: list[Token], content: list[Token], used: list[Token], units: list[Unit]
) -> list[tuple[str, Unit | None]]:
    """All that was typed, each with its unit if it has one; what was taken apart as its pieces."""
    found: list[tuple[str, Unit | None]] = []
    telling, whole = set(map(id, content)), set(map(id, everything))
    rest = list(zip(used, units, strict=True))
    for token in everything:
        if id(token) not in telling:
            found.append((token.text, None))
        while id(token) in telling and rest and (rest[0][0] is token or id(rest[0][0]) not in whole):
            piece, unit = rest.pop(0)
            found.append((piece.text, unit))
            if piece is token:
                break
    return found


def _taken_apart(content: list[Token], units: list[Unit]) -> list[Token]:
    """„IT-Jobs“, unknown as one word, as two; nothing if there is no such word."""
    unknown = [
        not unit.levels and len(token.words) > 1 and not token.number and not _SHORTENED.fullmatch(token.text)
        for token, unit in zip(content, units, strict=True)
    ]
    if not any(unknown):
        return []
    found: list[Token] = []
    for token, is_unknown in zip(content, unknown, strict=True):
        pieces = [piece for piece in re.split(r"[^\w]+", token.text) if piece] if is_unknown else []
        found += [one for piece in pieces for one in plain(piece) if not one.is_stop] or [token]
    return found[:MAX_WORDS]


def flags(known: Vocabulary, names: list[str]) -> dict[str, int]:
    """The entries with a property."""
    meanings = {FLAG + name: _exactly(known, FLAG + name) for name in names}
    return {key[1:]: union(found) for key, found in _reader.levels(known, meanings).items()}


def _exactly(known: Vocabulary, form: str) -> Meaning:
    return Meaning([(known.numbers[form], EXACT)] if form in known.numbers else [])


class _Query:
    def __init__(
        self, known: Vocabulary, content: list[Token], unfinished: bool, addressed: Mapping[str, Levels] | None
    ):
        self.known, self.tokens, self.unfinished = known, content, unfinished
        self.addressed = addressed or {}
        self.used_synonyms: list[str] = []
        self.corrected: list[tuple[str, str]] = []
        self.forms: set[str] = set()
        self.phrases, self.stretches = self._phrases(), self._name_stretches()
        self.meanings = self._meanings()
        self.levels = _reader.levels(known, self.meanings)

    def _phrases(self) -> dict[tuple[int, int], list]:
        """Stretches of tokens that have synonyms; longer ones first, none twice."""
        table = synonyms(self.known.version)
        found, taken = {}, set()
        for length in range(min(MAX_PHRASE, len(self.tokens)), 0, -1):
            for start in range(len(self.tokens) - length + 1):
                stretch = range(start, start + length)
                others = table.get(key(tuple(self.tokens[place].form for place in stretch)))
                if others and taken.isdisjoint(stretch):
                    found[start, length] = others
                    taken.update(stretch)
        return found

    def _meanings(self) -> dict[str, Meaning]:
        """Everything that has to be read, by name; „word“ finished, „word…“ still being typed."""
        found: dict[str, Meaning] = {}
        same = partial(alike, version=self.known.version)
        for place, token in enumerate(self.tokens):
            if token.number:
                found["#" + token.number] = digits(self.known, token.number)
            last = self.unfinished and place == len(self.tokens) - 1
            for form in {token.form, *token.words}:
                found[form + "…" * last] = meaning(self.known, form, unfinished=last, alike=same)
        for form in self._joined().values():
            found["+" + form] = Meaning(direct(self.known, form))
        for others in self.phrases.values():
            for other in others:
                for word in other.words:
                    found.setdefault("s:" + word, meaning(self.known, word, split=False))
        for _, form in self.stretches:
            found[form] = _exactly(self.known, form)
        return found

    def _joined(self) -> dict[tuple[int, int], str]:
        """Neighbours that the index knows as one word: „its bb“, „Leipzig Halle“."""
        found = {}
        for length in (2, 3):
            for start in range(len(self.tokens) - length + 1):
                form = "".join(token.form for token in self.tokens[start : start + length])
                if form in self.known.numbers:
                    found[start, length] = form
        return found

    def units(self) -> list[Unit]:
        own = [self._own(place) for place in range(len(self.tokens))]
        for (start, length), form in self._joined().items():
            joined = {(JOINED, tier): bits for (_, tier), bits in self.levels["+" + form].items()}
            for place in range(start, start + length):
                own[place] = merged(own[place], joined)
            self.forms.add(form)
        for (start, length), others in self.phrases.items():
            meant = self._synonymous(others)
            for place in range(start, start + length):
                own[place] = merged(own[place], meant)
        for place, token in enumerate(self.tokens):
            if not own[place] and NAME + token.form in self.levels:  # „CUBEX 41“ without its blank
                own[place] = {(JOINED, NAME_TIER): union(self.levels[NAME + token.form])}
        self._correct(own)
        return [Unit(token.text, levels) for token, levels in zip(self.tokens, own, strict=True)]

    def _own(self, place: int) -> Levels:
        token = self.tokens[place]
        dots = "…" if self.unfinished and place == len(self.tokens) - 1 else ""
        found = dict(self.levels[token.form + dots])
        self._note_forms(token.form + dots, *(word + dots for word in token.words))
        if len(token.words) > 1:
            telling = tuple(word for word in token.words if word not in STOPWORDS and word not in ASKING)
            telling = telling if telling and "-" in token.text else token.words  # „IT-Leute“
            apart = together([self.levels[word + dots] for word in telling], SAME_STEM)
            found = merged(found, apart)
        if token.number:
            short = len(token.number) < 6
            numbers = {
                (INSIDE if short else q, tier): bits for (q, tier), bits in self.levels["#" + token.number].items()
            }
            found = merged(found, numbers)
        return merged(found, self.addressed.get(token.text, {}))

    def _synonymous(self, others: list) -> Levels:
        found: Levels = {}
        for other in others:
            levels = together([self.levels["s:" + word] for word in other.words], SYNONYM)
            if other.related:
                levels = {(RELATED, min(tier, KEY_TIER)): bits for (_, tier), bits in sorted(levels.items())}
            if levels:
                found = merged(found, levels)
                self.used_synonyms.append(other.written)
                self._note_forms(*("s:" + word for word in other.words))
        return found

    def _correct(self, own: list[Levels]) -> None:
        """Only for words that mean nothing as they stand."""
        lost = [place for place, levels in enumerate(own) if not levels and not self.tokens[place].number]
        for place, levels in self._meant(lost, company=len(self.tokens) - len(lost) >= 2).items():
            own[place] = levels

    def _meant(self, places: list[int], *, company: bool) -> dict[int, Levels]:
        """What was probably meant by some words. A short one must be near a name or a field: nearly every short
        word is near some word of a text."""
        guesses = {}
        for place in places:
            guess = mistyped(self.known, self.tokens[place].form, in_company=company)
            if guess:
                guesses[place] = guess
        names = {place: f"~{self.tokens[place].form}/{company}" for place in guesses}
        read = _reader.levels(self.known, {names[place]: guess for place, guess in guesses.items()})
        found = {}
        for place, guess in guesses.items():
            least = TEXT_TIER if len(self.tokens[place].form) >= LONG else KEY_TIER
            if levels := {level: bits for level, bits in read[names[place]].items() if level[1] >= least}:
                found[place] = levels
                self.corrected.append((self.tokens[place].text, guess.corrected))
                self.forms.update(self.known.forms[number] for number, _ in guess.terms)
        return found

    def second_thoughts(self, units: list[Unit]) -> bool:
        weak = [
            place
            for place, unit in enumerate(units)
            if unit.levels and {quality for quality, _ in unit.levels} <= WEAK and not self.tokens[place].number
        ]
        meant = self._meant(weak, company=len(units) > 1)
        for place, levels in meant.items():
            units[place].levels = merged(units[place].levels, levels)
        return bool(meant)

    def _note_forms(self, *names: str) -> None:
        """For marking in the results."""
        for name in names:
            if meant := self.meanings.get(name):
                self.forms.update(self.known.forms[number] for number in meant.numbers())

    def _name_stretches(self) -> list[tuple[int, str]]:
        """(how many tokens, form) of the stretches that are the whole name of something."""
        count, found = len(self.tokens), []
        for length in range(count, 0, -1):
            for start in range(count - length + 1):
                form = "".join(token.form for token in self.tokens[start : start + length])
                if NAME + form in self.known.numbers:
                    found.append((length, NAME + form))
                elif length == 1:
                    found += [(1, name) for name in self._names_of(form)[:1]]
        return found

    def _names_of(self, form: str) -> list[str]:
        """The whole names that it is an inflection of."""
        forms = (self.known.forms[number] for number in inflected(self.known, form))
        return [NAME + one for one in forms if NAME + one in self.known.numbers]

    def whole_names(self, text: str) -> list[tuple[int, int]]:
        """(percent of the query, entries) whose whole name the query contains."""
        count = len(self.tokens)
        found = [(length * 100 // count, union(self.levels[form])) for length, form in self.stretches]
        wholes = [NAME + whole for whole in (squash(text), *self._reasons(text))]
        more = [whole for whole in wholes if whole in self.known.numbers and whole not in self.levels]
        read = _reader.levels(self.known, {whole: _exactly(self.known, whole) for whole in more})
        return [*found, *((100, union(levels)) for levels in read.values())]

    def _reasons(self, text: str) -> list[str]:
        """„Was bringt ein Netzwerk“ as „Warum Netzwerke“."""
        if len(self.tokens) > 1 or not asks_why(forms(text)):
            return []
        words = (self.tokens[0].form, *alike(self.tokens[0].form, self.known.version))
        stems = dict.fromkeys(map(stem, words))
        return [WHY + self.known.forms[number] for one in stems for number in self.known.stems.get(one, ())]


def _relax_unknown(units: list[Unit]) -> None:
    """Unknown words that only describe need not occur; without any other, nothing is found.

    German writes nouns with a capital: beside capitalised words that the index knows, an unknown inflected word in
    lower case is an adjective or a verb. In a long sentence one unknown word may be missing.
    """
    leading = [unit for unit in units if normalise(unit.text) in LEADING or _only_leads(unit)]
    for unit in leading if len(leading) < len(units) else ():
        unit.required = False
    for unit in units if len(units) > 2 else ():
        unit.required = unit.required and normalise(unit.text) not in NOT_NEEDED
    unknown = [unit for unit in units if not unit.levels and unit.required]
    nouns = any(unit.levels and unit.text[:1].isupper() for unit in units)
    describing = [unit for unit in unknown if nouns and unit.text.islower() and unit.text.endswith(_INFLECTED)]
    if len(describing) < len(unknown) and len(units) >= MANY_WORDS and len(unknown) == 1:
        describing = unknown
    if len(units) - len(describing) >= 2:
        for unit in describing:
            unit.required = False


def _relax_spoken(units: list[Unit], *, is_sentence: bool) -> None:
    """Verbs that no entry is about need not occur where a noun says what for; in a sentence nothing the like."""
    about = [unit for unit in units if any(tier >= KEY_TIER and q not in WEAK for q, tier in unit.levels)]
    nouns = any(unit.text[:1].isupper() for unit in about)
    verbs = ("" if nouns else _INFLECTED) if is_sentence else ("en" if nouns else ())
    for unit in units if about else ():
        if unit.levels and not any(unit is one for one in about) and unit.text.islower():
            unit.required = unit.required and not unit.text.endswith(verbs)


def _only_leads(unit: Unit) -> bool:
    """Whether it names somebody who leads and the index knows only parts of it: „Betriebsleiter“ is no „Halbleiter“."""
    if {quality for quality, _ in unit.levels} - WEAK or not leads(normalise(unit.text)):
        return False
    unit.levels = {}
    return True
