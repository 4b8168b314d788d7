"""Where each value is from: the source with the place in it, how sure that is, from when, and what others say."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.conf import settings

from documents.values import Value, time
from memory.kept import remembered
from pages.records import public_sources
from publishing.models import SourceDocument

COLUMNS = ("source_id", "locator", "certainty", "as_of", "as_of_wording", "note")
# In place of a certainty: how the editors class an entry, which no source says.
BY_EDITORS: list[Value] = [{"sicherheit": "redaktion"}]


class Proofs(NamedTuple):
    """The columns of a statement that say where it is from."""

    source: int | None
    locator: str
    certainty: str
    as_of: str
    as_of_wording: str
    note: str

    @classmethod
    def of(cls, values: Sequence[Any]) -> "Proofs":
        return cls(*values)

    def without_words(self) -> "Proofs":
        """Of a statement about somebody who is not to be named: its words may name them."""
        return Proofs(self.source, "", self.certainty, self.as_of, self.as_of_wording, "")

    def said(self, sources: "Sources", about: int, other: str = "") -> Value:
        """Of a statement about a record. `other`: what this source says, where that is something else."""
        known = sources.cite(about, self.source)
        found: dict[str, Value] = {}
        if known:
            found["quelle"] = self.source
            if self.locator:
                found["fundstelle"] = self.locator
        found["sicherheit"] = self.certainty if known else "ohne-quelle"
        if self.as_of:
            found["stand"] = time(self.as_of, self.as_of_wording)
        if self.note:
            found["hinweis"] = self.note
        if other:
            found["andere_angabe"] = other
        return found


class Sources:
    """The sources of each of some documents, once each, in the order in which the document names them."""

    def __init__(self) -> None:
        self._known: dict[int, dict[str, Value]] = remembered("documents: sources", _sources)
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
    return {pk: _source(one) for pk, one in public_sources().items()}


def _source(one: SourceDocument) -> dict[str, Value]:
    said = {
        "art": "quelle",
        "id": one.pk,
        "name": one.title,
        "adresse": f"{settings.SITE_URL}{one.get_absolute_url()}",
        "herausgeber": one.publisher,
        "datum": time(one.dated, one.dated_wording),
        "stand": time(one.as_of, one.as_of_wording),
        "ergaenzung": one.is_supplement,
    }
    return {key: value for key, value in said.items() if value}
