"""The documents of many records at once, in the order of their keys.

    {"art": "netzwerk", "id": 17, "name": "…", "adresse": "https://…", "typ": {"wert": "cluster", "text": "Cluster"},
     "regionen": [{"art": "region", "id": 3, "name": "Sachsen", "adresse": "https://…"}],
     "zahlen": [{"zahl": 45, "text": "rund 45", "gezaehlt": "Mitglieder", "belege": [{"quelle": 2, …}]}],
     "belege": {"typ": [{"quelle": 2, "fundstelle": "…", "sicherheit": "genannt"}]},
     "quellen": [{"art": "quelle", "id": 2, "name": "…", …}], "stand": …, "geprueft": "2026-01-31", "geaendert": "…"}

What nothing is said of is not there. Texts, numbers and lists stand as they are; choices and times have the words for
people beside the code. `belege` says of each value where it is from, rows say it themselves; an empty list means
without a source. Only what visitors may see is told, and of people only what may be given in bulk (`persons`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.kinds import Kind
from documents.asking import ask, batches
from documents.proofs import BY_EDITORS, COLUMNS, Sources, proof
from documents.shape import Shape, shape_of
from documents.there import has_any, there
from documents.values import Value, plain
from pages.record_page import CLASSIFICATION
from publishing.models import Citation, SourceDocument

Doc = dict[str, Value]
Cited = tuple[tuple[Any, ...], str]  # what says where it is from; what the source says instead
WHOLE = "eintrag"  # what is cited for the record as a whole


def documents_of(kind: Kind, pks: Iterable[int], only: Collection[str] | None = None) -> list[Doc]:
    """Those of the records that visitors may see; a constant number of queries for every five hundred.

    `only`: these keys besides those that every document has; nothing is asked for the others.
    """
    reading = _reading(shape_of(kind.model), None if only is None else frozenset(only))
    found: list[Doc] = []
    for some in batches(list(pks)):
        made = reading.documents(some)
        found += [made[pk] for pk in some if pk in made]
    return found


@lru_cache(maxsize=64)
def _reading(shape: Shape, only: frozenset[str] | None) -> "_Reading":
    return _Reading(shape, only)


class _Reading:
    """What is read of records of a kind. `only`: the keys that are wanted, all without."""

    def __init__(self, shape: Shape, only: frozenset[str] | None):
        self.shape = shape
        self.wanted = [entry for entry in shape.entries.values() if only is None or entry.key in only]
        is_cited, names = shape.kind.is_cited, shape.kind.names
        # Key, column, and whether it is the editors' own where nothing is cited for it: how they class an entry.
        self.proved = [("name", names[0], not is_cited)] + [
            (entry.key, entry.name, not is_cited or entry.name in CLASSIFICATION)
            for entry in self.wanted
            if entry.is_own
        ]
        self.cited = None if only is None else {"", *names, *(entry.name for entry in self.wanted)}

    def documents(self, pks: list[int]) -> dict[int, Doc]:
        shape, sources = self.shape, Sources()
        rows = ask(
            (shape.model, "itself"),
            pks,
            lambda some: shape.kind.visible().filter(pk__in=some).order_by().values_list(*shape.columns),
        )
        asked = self._asked([row[0] for row in rows], sources)
        entries = [
            (entry.key, entry.place, entry.make, entry.is_text)
            for entry in self.wanted
            if entry.make or asked.get(entry.key)
        ]
        cited = self._citations([row[0] for row in rows]) if shape.is_proved else {}
        width, found = len(shape.named.columns), {}
        for row in rows:
            pk, doc = row[0], shape.named(row[:width])
            if doc is None:
                continue
            if shape.model is SourceDocument:  # a title says whom somebody spoke with
                doc["name"] = sources.clean(doc["name"])
            for key, place, make, is_text in entries:
                value = make(row[place]) if make else asked[key].get(pk)
                if value is not None:
                    doc[key] = sources.clean(value) if is_text else value  # type: ignore[arg-type]
            if shape.is_proved:
                doc["belege"] = self._proofs(pk, doc, cited.get(pk, {}), sources)
                doc["quellen"] = sources.of(pk)
                if stand := sources.latest(pk):
                    doc["stand"] = stand
            for key, at in shape.times:
                if row[at] is not None:
                    doc[key] = plain(row[at])
            found[pk] = doc
        return found

    def _asked(self, pks: list[int], sources: Sources) -> dict[str, dict[int, Any]]:
        """Key → record → what has a query of its own."""
        found = {entry.key: entry.reads(pks) for entry in self.wanted if entry.reads}
        known = there(self.shape.model, self.shape.relations)
        for entry in self.wanted:
            if entry.asks and has_any(known[entry.name], pks):
                found[entry.key] = entry.asks.read(pks, sources)
        return found

    def _citations(self, pks: list[int]) -> dict[int, dict[str, list[Cited]]]:
        """Record → column → what is cited for it, and what the source says instead."""
        about = ContentType.objects.get_for_model(self.shape.model)
        rows = ask(
            (self.shape.model, "citations"),
            pks,
            lambda some: (
                Citation.objects.filter(content_type=about, object_id__in=some)
                .order_by("position", "pk")
                .values_list("object_id", "field", "value", *COLUMNS)
            ),
        )
        found: dict[int, dict[str, list[Cited]]] = defaultdict(lambda: defaultdict(list))
        for pk, name, value, *columns in rows:
            if self.cited is None or name in self.cited:
                found[pk][name].append((tuple(columns), value))
        return found

    def _proofs(self, pk: int, doc: Doc, cited: dict[str, list[Cited]], sources: Sources) -> Doc:
        """Of each value that has no rows of its own, and of what sources contradict in words; the same proof of several
        values is the same object."""
        said = {name: [proof(one, sources, pk, other=other) for one, other in rows] for name, rows in cited.items()}
        whole = said.get("", [])
        found: Doc = {WHOLE: whole}
        for key, name, is_own in self.proved:
            if key in doc:
                own = said.get(name)
                if own is None:
                    found[key] = BY_EDITORS if is_own else whole
                elif any(not other for _, other in cited[name]):
                    found[key] = own
                else:
                    found[key] = [*(BY_EDITORS if is_own else whole), *own]
        for name, proofs in said.items():
            key = self.shape.keys.get(name, name)
            if name and key not in found:
                found[key] = proofs
        return found
