"""The synonym groups of the editors, ready to be looked up; kept while the index stays the same."""

from collections import defaultdict

from search.engine.stopwords import STOPWORDS
from search.engine.text import parts, stem
from search.models import SynonymGroup

MAX_PHRASE = 4
Key = tuple[str, ...]
# stems of a phrase → (the phrases that mean the same, as words, and as written)
Table = dict[Key, list[tuple[tuple[str, ...], str]]]

_kept: tuple[int | None, Table] = (None, {})


def content(text: str) -> tuple[str, ...]:
    """The words of a phrase that say something, whole chunks joined."""
    words = ["".join(parts(chunk)) for chunk in text.split()]
    return tuple(word for word in words if word and word not in STOPWORDS)


def key(words: tuple[str, ...]) -> Key:
    return tuple(stem(word) for word in words)


def synonyms(version: int | None) -> Table:
    """By the stems of each phrase, the other phrases of its groups; one query when the index has changed."""
    global _kept
    if _kept[0] != version:
        table: Table = defaultdict(list)
        for group in SynonymGroup.objects.order_by("pk"):
            phrases = [(content(phrase), phrase) for phrase in group.phrases]
            for words, _ in phrases:
                if words:
                    others = [other for other in phrases if other[0] and key(other[0]) != key(words)]
                    table[key(words)] += [other for other in others if other not in table[key(words)]]
        _kept = (version, dict(table))
    return _kept[1]
