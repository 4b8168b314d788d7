"""Who is called like this already: asked while somebody types a name, and once more when it is saved."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.kinds import kind_of
from core.text import fold
from duplicates.known import load_names
from duplicates.names import SHORTEST as SHORT
from duplicates.names import core, halves, nearly, plain, shortened, without, words_of
from memory.kept import remembered
from networks.models import Organisation
from publishing.models import Record
from regions.models import Region

SHOWN = 5
SHORTEST = 2
LONGEST = 200
MOST_IN_A_BLOCK = 400
RARE = 3  # entries at most whose names begin with the same word, for that word to say which is meant
WITH_PLACE, WITHOUT_PLACE = "heißt so, mit einem Ort dazu", "heißt so, nur ohne Ort"
LONGER, SHORTER = "beginnt mit diesem Namen", "steht am Anfang dieses Namens"
ABBREVIATED, SPELT_OUT = "ist vielleicht die Abkürzung davon", "ist vielleicht ausgeschrieben, was hier abgekürzt ist"
SAME = "heißt genauso"
# Alone they prove nothing: somebody is asked.
DOUBTFUL = frozenset((WITH_PLACE, WITHOUT_PLACE, LONGER, SHORTER, ABBREVIATED, SPELT_OUT))


@dataclass(frozen=True)
class Namesake:
    pk: int
    name: str
    reason: str


@dataclass
class NameIndex:
    """The entries of a kind by what their names share with misspelt ones. `half`: plain names, each once. `bare`: by
    the words of their names without `places`. `first`: of organisations, by their first word that tells something;
    `short`: by what names of a kind that is shortened are shortened to."""

    names: dict[int, list[str]]
    same: dict[str, list[int]]
    words: dict[str, list[int]]
    half: dict[str, list[str]]
    bare: dict[str, list[int]]
    places: frozenset[str]
    first: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    short: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def find(self, name: str, exclude: int | None = None) -> list[Namesake]:
        """The surest first."""
        key, found = plain(name), {}
        if len(key) < SHORTEST:
            return []
        for pk in self.same.get(key, ()):
            main = plain(self.names[pk][0]) == key
            found[pk] = SAME if main else "heißt mit einem weiteren Namen genauso"
        if words := core(name):
            for pk in self.words.get(words, ()):
                found.setdefault(pk, "besteht aus denselben Wörtern")
            bare = without(words, self.places)
            for pk in self.bare.get(words, ()) if bare == words else self.words.get(bare, ()):
                found.setdefault(pk, WITH_PLACE if bare == words else WITHOUT_PLACE)
        near = {other for half in halves(key) for other in self.half.get(half, ())[:MOST_IN_A_BLOCK]}
        for pk in sorted(pk for other in near if nearly(key, other) for pk in self.same[other]):
            found.setdefault(pk, "heißt fast genauso")
        for pk, reason in self._shorter_or_longer(name, key):
            found.setdefault(pk, reason)
        found.pop(exclude, None)
        return [Namesake(pk, self.names[pk][0], reason) for pk, reason in list(found.items())[:SHOWN]]

    def _shorter_or_longer(self, name: str, key: str) -> Iterator[tuple[int, str]]:
        """„MVV“ and „MVV Energie AG“, „VDI“ and „Verein Deutscher Ingenieure“."""
        words = words_of(name)
        begun = self.first.get(words[0], []) if words and len(words[0]) >= SHORT and words[0] not in self.places else []
        for pk in begun if len(begun) <= RARE else ():
            theirs = words_of(self.names[pk][0])
            fewer = min(words, theirs, key=len)  # with a figure it is no short form: „Halle 1 Nord“
            if words != theirs and words[: len(fewer)] == theirs[: len(fewer)] and not any(map(str.isdecimal, fewer)):
                yield pk, LONGER if len(theirs) > len(words) else SHORTER
        yield from ((pk, SPELT_OUT) for pk in self.short.get(key, ()))
        for short in shortened(name) if self.short or self.first else ():
            yield from ((pk, ABBREVIATED) for pk in self.same.get(short, ()) if short not in self.places)


def namesakes(model: type[Record], name: str, exclude: int | None = None) -> list[Namesake]:
    """The entries of a kind that a new one of this name might double, the surest first."""
    return known_names(model).find(name.strip()[:LONGEST], exclude)


def known_names(model: type[Record]) -> NameIndex:
    """To ask for many names at once."""
    return remembered(f"namesakes {model._meta.label_lower}", _build(model))


_builds: dict[type[Record], Callable[[], NameIndex]] = {}


def _build(model: type[Record]) -> Callable[[], NameIndex]:
    return _builds.setdefault(model, lambda: _index(model))


def _index(model: type[Record]) -> NameIndex:
    places = frozenset(word for name in Region.objects.values_list("name", flat=True) for word in fold(name).split())
    index = NameIndex({}, defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list), places)
    is_shortened = kind_of(model).found.has_initials
    for pk, entry in load_names(model).items():
        index.names[pk] = entry.names
        for key in {plain(name) for name in entry.names}:
            index.same[key].append(pk)
        if words := core(entry.names[0]):
            index.words[words].append(pk)
            if bare := without(words, places):
                index.bare[bare].append(pk)
        if model is Organisation and (names := words_of(entry.names[0])):
            index.first[names[0]].append(pk)
        for short in shortened(entry.names[0]) if is_shortened else ():
            index.short[short].append(pk)
    for key in index.same:
        for half in halves(key):
            index.half[half].append(key)
    return index
