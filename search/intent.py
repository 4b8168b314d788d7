"""Which kind of record a query asks for, from the words people use for it. Words are normalised, as in the engine."""

from collections.abc import Iterable

from search.documents import FOUNDING, KINDS
from search.engine.stopwords import LEADING

# Such an office promotes, it is not something to apply for.
_OFFICES = ("wirtschaftsforderung", "standortforderung", "strukturforderung")
# Whoever wants to found a network looks for help, not for one that there is.
_FOUNDING = {"grunden", "grundung", "aufbauen", "aufbau", "initiieren", "neugrundung"}
_FOUNDED = ("netzwerkgrundung", "clustergrundung")
_HELPERS = {"ansprechperson", "thema", FOUNDING}
_WORDS = {word: key for key, kind in KINDS.items() for word in kind.found.asked.split()}
_ENDINGS = {key: kind.found.endings for key, kind in KINDS.items()}


def wanted_kinds(words: Iterable[str]) -> set[str]:
    """The kinds that some words of a query name; `FOUNDING` when somebody wants to found a network."""
    found, words = set(), list(words)
    for word in words:
        if word in _WORDS:
            found.add(_WORDS[word])
        elif word in LEADING:
            found.add("ansprechperson")
        elif not word.endswith(_OFFICES):
            found.update(kind for kind, ends in _ENDINGS.items() if word.endswith(ends))
    if "netzwerk" in found and _FOUNDING.intersection(words) or any(word in _FOUNDED for word in words):
        return found - {"netzwerk"} | _HELPERS
    return found
