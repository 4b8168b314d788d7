"""The synonym groups of the editors, ready to be looked up; kept while the index stays the same."""

from collections import defaultdict
from typing import NamedTuple

from search.engine.stopwords import STOPWORDS
from search.engine.text import parts, stem
from search.models import SynonymGroup

MAX_PHRASE = 4
Key = tuple[str, ...]


class Synonym(NamedTuple):
    """A phrase that means the same as a searched one, or is only related to it."""

    words: tuple[str, ...]
    written: str
    related: bool


Table = dict[Key, list[Synonym]]

_kept: tuple[int | None, Table] = (None, {})


def content(text: str) -> tuple[str, ...]:
    """The words of a phrase that say something, whole chunks joined."""
    words = ["".join(parts(chunk)) for chunk in text.split()]
    return tuple(word for word in words if word and word not in STOPWORDS)


def key(words: tuple[str, ...]) -> Key:
    return tuple(stem(word) for word in words)


def synonyms(version: int | None) -> Table:
    """By the stems of each phrase, the other phrases of its groups; one query when the index has changed.

    Of two phrases that are only related to their group, neither stands for the other.
    """
    global _kept
    if _kept[0] != version:
        table: Table = defaultdict(list)
        for group in SynonymGroup.objects.order_by("pk"):
            lines = [(words, phrase, loose) for phrase, loose in group.lines if (words := content(phrase))]
            for words, _, loose in lines:
                own = key(words)
                for other, written, other_loose in lines:
                    synonym = Synonym(other, written, loose or other_loose)
                    if key(other) != own and not (loose and other_loose) and synonym not in table[own]:
                        table[own].append(synonym)
        _kept = (version, dict(table))
    return _kept[1]


def alike(word: str, version: int | None) -> list[str]:
    """Single words that mean the same as one."""
    others = synonyms(version).get(key((word,)), ())
    return [other.words[0] for other in others if len(other.words) == 1 and not other.related]
