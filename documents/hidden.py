"""Names of people in texts: where somebody is not released, the texts of documents do not name them either.

Texts say „Dr. Erika Muster, Amt“ as their sources do. Pages show it; in bulk „[Person]“ stands there. Each name is
known by a number, 8 bytes, as there may be fifty thousand.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable

from contacts.models import Person
from core.words import _lazy
from documents.persons import released
from memory.kept import remembered

MASK = _lazy("[Person]")
_WORD = re.compile(r"\w+")
_PEOPLE = f"/{Person.url_prefix}/"
_PAGE = re.compile(rf"\[([^\[\]]*)\]\({_PEOPLE}[\w-]*/?\)")  # a link in Markdown
_ADDRESS = re.compile(rf"{_PEOPLE}[\w-]*/?")
_TITLES = ("Herr", "Frau", "Dr.", "Prof.")
_TITLED = re.compile(r"\b(?:Herrn?|Frau|Dr\.|Prof\.)\s+((?:von |van |de |zu )?[\w-]+)")
_MOST_WORDS = 7  # of a name


class HiddenNames:
    """`people`: given and family names."""

    def __init__(self, people: Iterable[tuple[str, str]]):
        whole, families, first = set(), set(), set()
        for given, family in people:
            if words := _WORD.findall(given):
                first.add(words[0])
                whole.add(hash(f"{given} {family}"))
                families.add(hash(family))
        self._first = frozenset(first)
        self._whole, self._families = array("q", sorted(whole)), array("q", sorted(families))

    def without(self, text: str) -> str:
        """The text with a mark in place of each such name."""
        if _PEOPLE in text:
            text = _ADDRESS.sub(str(MASK), _PAGE.sub(r"\1", text))
        if not self._first.isdisjoint(_WORD.findall(text)):
            text = self._without_whole(text)
        if any(title in text for title in _TITLES):
            text = _TITLED.sub(self._without_family, text)
        return text

    def _without_whole(self, text: str) -> str:
        words, parts, done = list(_WORD.finditer(text)), [], 0
        for number, word in enumerate(words):
            if word.start() < done or word.group() not in self._first:
                continue
            ends = (last.end() for last in reversed(words[number + 1 : number + _MOST_WORDS]))
            end = next((end for end in ends if _has(self._whole, " ".join(text[word.start() : end].split()))), 0)
            if end:
                parts += [text[done : word.start()], str(MASK)]
                done = end
        return "".join([*parts, text[done:]])

    def _without_family(self, found: re.Match) -> str:
        return found[0].replace(found[1], str(MASK)) if _has(self._families, found[1]) else found[0]


def _has(numbers: array, text: str) -> bool:
    place = bisect_left(numbers, number := hash(text))
    return place < len(numbers) and numbers[place] == number


def hidden_names() -> HiddenNames:
    return remembered("documents: hidden names", _hidden_names, daily=True)


def _hidden_names() -> HiddenNames:
    people = Person.objects.exclude(released()).order_by()
    return HiddenNames(people.values_list("given_name", "family_name").iterator())
