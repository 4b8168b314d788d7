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
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.kinds import Kind
from documents.asking import ask, batches
from documents.proofs import BY_EDITORS, COLUMNS, Proofs, Sources
from documents.rows import Rows
from documents.shape import Entry, Shape, shape_of
from documents.values import Value, plain
from pages.record_page import CLASSIFICATION
from publishing.models import Citation

Doc = dict[str, Value]
WHOLE = "eintrag"  # what is cited for the record as a whole


def documents_of(kind: Kind, pks: Iterable[int], only: Collection[str] | None = None) -> list[Doc]:
    """Those of the records that visitors may see; a constant number of queries for every five hundred.

    `only`: these keys besides those that every document has; nothing is asked for the others.
    """
    shape = shape_of(kind.model)
    wanted = [entry for entry in shape.entries.values() if only is None or entry.key in only]
    named = {"", *kind.names, *(entry.name for entry in wanted)} if only is not None else None
    found: list[Doc] = []
    for some in batches(list(pks)):
        made = _Batch(shape, some, wanted, named).documents()
        found += [made[pk] for pk in some if pk in made]
    return found


class _Batch:
    """`named`: the columns whose proofs are wanted; all of them without."""

    def __init__(self, shape: Shape, pks: list[int], wanted: list[Entry], named: set[str] | None):
        self.shape, self.wanted, self.named, self.sources = shape, wanted, named, Sources()
        kind = shape.kind
        rows = ask(
            (shape.model, "itself"),
            pks,
            lambda some: kind.visible().filter(pk__in=some).order_by().values_list(*shape.columns),
        )
        self.rows = {row[0]: row for row in rows}
        self.pks = [pk for pk in pks if pk in self.rows]

    def documents(self) -> dict[int, Doc]:
        cited = self._citations() if self.shape.is_proved else {}
        asked = {entry.key: self._asked(entry) for entry in self.wanted}
        named, times = self.shape.named, self.shape.times
        width, found = len(named.columns), {}
        for pk in self.pks:
            row = self.rows[pk]
            doc = named(row[:width])
            if doc is None:
                continue
            for entry in self.wanted:
                value = entry.make(row[entry.place]) if entry.make else asked[entry.key].get(pk)
                if value is not None:
                    doc[entry.key] = value
            if self.shape.is_proved:
                doc["belege"] = self._proofs(pk, doc, cited.get(pk, {}))
                doc["quellen"] = self.sources.of(pk)
                if stand := self.sources.latest(pk):
                    doc["stand"] = stand
            for key, place in times:
                if row[place] is not None:
                    doc[key] = plain(row[place])
            found[pk] = doc
        return found

    def _asked(self, entry: Entry) -> dict[int, Any]:
        if entry.reads is not None:
            return entry.reads(self.pks)
        if entry.asks is None:
            return {}
        if isinstance(entry.asks, Rows):
            return entry.asks.read(self.pks, self.sources)
        return entry.asks.read(self.pks)

    def _citations(self) -> dict[int, dict[str, list[tuple[Proofs, str]]]]:
        """Record → column → what is cited for it, and what the source says instead."""
        about = ContentType.objects.get_for_model(self.shape.model)
        rows = ask(
            (self.shape.model, "citations"),
            self.pks,
            lambda some: (
                Citation.objects.filter(content_type=about, object_id__in=some)
                .order_by("position", "pk")
                .values_list("object_id", "field", "value", *COLUMNS)
            ),
        )
        found: dict[int, dict[str, list[tuple[Proofs, str]]]] = defaultdict(lambda: defaultdict(list))
        for pk, name, value, *columns in rows:
            if self.named is None or name in self.named:
                found[pk][name].append((Proofs.of(columns), value))
        return found

    def _proofs(self, pk: int, doc: Doc, cited: dict[str, list[tuple[Proofs, str]]]) -> Doc:
        """Of each value that has no rows of its own, and of what sources contradict in words; the same proof of several
        values is the same object."""
        said = {name: [one.said(self.sources, pk, other) for one, other in rows] for name, rows in cited.items()}
        whole = said.get("", [])
        found: Doc = {WHOLE: whole, "name": self._proof(self.shape.kind.names[0], cited, said, whole)}
        for entry in self.wanted:
            if entry.is_own and entry.key in doc:
                found[entry.key] = self._proof(entry.name, cited, said, whole)
        for name, proofs in said.items():
            key = self.shape.keys.get(name, name)
            if name and key not in found:
                found[key] = proofs
        return found

    def _proof(self, name: str, cited: dict, said: dict, whole: list[Value]) -> list[Value]:
        """Its own; those of the whole where it has none, as pages do. How the editors class an entry, and what is our
        own order of things, is no statement of the sources."""
        own = said.get(name, [])
        if any(not other for _, other in cited.get(name, ())):
            return own
        if name in CLASSIFICATION or not self.shape.kind.is_cited:
            return [*BY_EDITORS, *own]
        return [*whole, *own] if own else whole
