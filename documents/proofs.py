"""Where each value is from: the source with the place in it, how sure that is, from when, and what others say."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings

from documents.hidden import hidden_names
from documents.values import Value, time
from memory.kept import remembered
from pages.records import public_sources
from publishing.models import SourceDocument

COLUMNS = ("source_id", "locator", "certainty", "as_of", "as_of_wording", "note")
# In place of a certainty: how the editors class an entry, which no source says.
WITHOUT_SOURCE = "ohne-quelle"
BY_EDITORS: list[Value] = [{"sicherheit": "redaktion"}]


def proof(columns: Sequence[Any], sources: "Sources", about: int, *, other: str = "", is_silent: bool = False) -> Value:
    """Of a statement about a record, from the values of `COLUMNS`. `other`: what this source says, where that is
    something else. `is_silent`: without words, which may name somebody who is not to be named."""
    source, locator, certainty, as_of, as_of_wording, note = columns
    found: dict[str, Value] = {}
    if sources.cite(about, source):
        found["quelle"] = source
        if locator and not is_silent:
            found["fundstelle"] = sources.clean(locator)
        found["sicherheit"] = certainty
    else:
        found["sicherheit"] = WITHOUT_SOURCE
    if as_of:
        found["stand"] = time(as_of, as_of_wording)
    if note and not is_silent:
        found["hinweis"] = sources.clean(note)
    if other:
        found["andere_angabe"] = sources.clean(other)
    return found


class Sources:
    """The sources of each of some documents, once each, in the order in which the document names them. `clean`: a text
    without the names of people who are not released."""

    def __init__(self) -> None:
        self._known: dict[int, dict[str, Value]] = remembered("documents: sources", _sources)
        self.clean = hidden_names().without
        self._cited: dict[int, dict[int, None]] = defaultdict(dict)

    def cite(self, about: int, pk: int | None) -> bool:
        """Whether visitors may see the source; then the document about this record names it."""
        if pk is None or pk not in self._known:
            return False
        self._cited[about][pk] = None
        return True

    def of(self, about: int) -> list[Value]:
        return [self._known[pk] for pk in self._cited.get(about, ())]

    def latest(self, about: int) -> Value:
        """The latest time from which something is said."""
        stands = [stand for one in self.of(about) if (stand := one.get("stand"))]
        return max(stands, key=lambda one: one.get("bis") or one.get("von") or "", default=None)


def _sources() -> dict[int, dict[str, Value]]:
    clean = hidden_names().without
    return {pk: _source(one, clean) for pk, one in public_sources().items()}


def _source(one: SourceDocument, clean: Callable[[str], str]) -> dict[str, Value]:
    said = {
        "art": "quelle",
        "id": one.pk,
        "name": clean(one.title),
        "adresse": f"{settings.SITE_URL}{one.get_absolute_url()}",
        "herausgeber": clean(one.publisher),
        "datum": time(one.dated, one.dated_wording),
        "stand": time(one.as_of, one.as_of_wording),
        "ergaenzung": one.is_supplement,
    }
    return {key: value for key, value in said.items() if value}
