"""What is in the database, read as plain rows, and what of it visitors may see by rules written down once more."""

import json
import re
from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from contacts.models import Channel, Mention, Person, Responsibility
from networks.models import Event, Network, Offer, Organisation, Participation, Relation
from programmes.models import Financing, Funding, Programme
from publishing.models import Citation, Figure, Link, Name, Record, SourceDocument

RECORDS = (Network, Organisation, Programme, Person, Event, SourceDocument)
# Who carries a row: the first of these columns that is filled.
CARRIED = {
    Responsibility: ("person_id", "office_id"),
    Channel: ("person_id", "organisation_id"),
    Mention: ("person_id",),
    Participation: ("network_id",),
    Relation: ("from_network_id",),
    Funding: ("network_id",),
    Offer: ("network_id",),
    Financing: ("programme_id",),
}
ATTACHED = (Name, Figure, Link, Citation)
# What the portal keeps for itself about a record, or shows elsewhere than on its page.
_OWN = {"id", "state", "archive_reason", "internal_note", "created_at", "changed_at", "checked_by_id"}
HISTORY = ("revision", "revision_authors", "transition", "release", "slughistory", "removedpage")
WORD = re.compile(r"\bw\d+w\b")

Key = tuple[str, int]
Facts = dict[tuple, frozenset[Key]]


@cache
def _tables() -> dict[str, str]:
    """Every table that the machine watches, by the label of its model."""
    found = [*RECORDS, *CARRIED, *ATTACHED]
    found += [field.remote_field.through for model in (*RECORDS, *CARRIED) for field in model._meta.many_to_many]
    labels = [f"publishing.{name}" for name in HISTORY] + ["duplicates.merge", "duplicates.mergeproposal"]
    labels += ["cases.case", "cases.caseentry", "cases.case_authors"]
    found += [apps.get_model(label) for label in labels]
    return {model._meta.label_lower: model._meta.db_table for model in found}


def label(model: type[models.Model]) -> str:
    return model._meta.label_lower


class Dump:
    """All rows at one moment; two are equal when nothing was written in between."""

    def __init__(self):
        self.rows: dict[str, list[dict]] = {}
        with connection.cursor() as cursor:
            for name, table in _tables().items():
                cursor.execute(f"SELECT * FROM {table} ORDER BY id")
                columns = [column[0] for column in cursor.description]
                self.rows[name] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        self._types = {ContentType.objects.get_for_model(model).pk: label(model) for model in RECORDS}
        self.records: dict[Key, dict] = {
            (label(model), row["id"]): row for model in RECORDS for row in self.rows[label(model)]
        }

    def __eq__(self, other):
        return self.rows == other.rows

    def differs(self, other: "Dump") -> list[str]:
        return [name for name, rows in self.rows.items() if rows != other.rows[name]]

    def about(self, row: dict, column: str = "object_id") -> Key | None:
        """The record that a row with a content type is about."""
        kind = self._types.get(row["content_type_id"])
        return (kind, row[column]) if kind else None

    def carrier(self, model: type[models.Model], row: dict) -> Key | None:
        if model in ATTACHED:
            return self.about(row)
        column = next(name for name in CARRIED[model] if row[name])
        return label(_target(model, column)), row[column]

    def carried(self) -> Iterator[tuple[type[models.Model], dict, Key | None]]:
        for model in (*CARRIED, *ATTACHED):
            for row in self.rows[label(model)]:
                yield model, row, self.carrier(model, row)

    def is_public(self, key: Key | None) -> bool:
        return key is not None and key in self.records and self.records[key]["state"] == "freigegeben"

    def revisions(self, key: Key) -> list[dict]:
        """Oldest first."""
        found = [row for row in self.rows["publishing.revision"] if self.about(row) == key]
        return sorted(found, key=lambda row: row["number"])

    def open_change(self, key: Key) -> dict | None:
        found = [row for row in self.revisions(key) if row["state"] in ("entwurf", "pruefung")]
        assert len(found) <= 1, f"two open changes of {key}"
        return found[0] if found else None

    def authors(self, revision: dict) -> set[int]:
        rows = self.rows["publishing.revision_authors"]
        return {row["editor_id"] for row in rows if row["revision_id"] == revision["id"]}

    def stage(self, key: Key) -> str:
        state = self.records[key]["state"]
        waiting = self.open_change(key) if state == "freigegeben" else None
        if waiting:
            return "aenderung-pruefung" if waiting["state"] == "pruefung" else "geaendert"
        return state

    def words(self, key: Key) -> set[str]:
        """The marked words in a record and in the rows that it carries."""
        rows = [self.records[key]] if key in self.records else []
        rows += [row for _, row, carrier in self.carried() if carrier == key]
        return _words(rows)

    @staticmethod
    def words_of_text(text: str) -> set[str]:
        return set(WORD.findall(text))

    def linked(self, model: type[Record], name: str, pk: int) -> set[int]:
        field = model._meta.get_field(name)
        own, other = field.m2m_column_name(), field.m2m_reverse_name()
        rows = self.rows[label(field.remote_field.through)]
        return {row[other] for row in rows if row[own] == pk}

    def facts(self) -> Facts:
        """All that visitors may see, each fact with the records that must be public for it."""
        facts: Facts = {}
        for model in RECORDS:
            for row in self.rows[label(model)]:
                key = (label(model), row["id"])
                if row["state"] == "archiviert":
                    facts[("archive", *key, row["archive_reason"])] = frozenset({key})
                if self.is_public(key):
                    self._tell(facts, model, row, frozenset({key}))
        for model, row, carrier in self.carried():
            parts = {carrier, *self._named(model, row)}
            if all(map(self.is_public, parts)):
                self._tell(facts, model, row, frozenset(parts))
        self._tell_addresses(facts)
        return facts

    def cited(self, name: str, pk: int) -> set[Key]:
        """The source of a row."""
        rows = self.rows.get(name, []) if name not in map(label, RECORDS) else []
        return {(label(SourceDocument), row["source_id"]) for row in rows if row["id"] == pk and "source_id" in row}

    def _named(self, model: type[models.Model], row: dict) -> Iterator[Key]:
        """The records that a row is part of; a source is none."""
        for field in model._meta.concrete_fields:
            target = field.related_model
            if target in RECORDS and target is not SourceDocument and row[field.column] is not None:
                yield label(target), row[field.column]

    def _tell(self, facts: Facts, model: type[models.Model], row: dict, parts: frozenset[Key]) -> None:
        for field in model._meta.concrete_fields:
            value, needs = row[field.column], parts
            if model in RECORDS and field.column in _OWN or value in (None, ""):
                continue
            if field.related_model in RECORDS:
                target = (label(field.related_model), value)
                if not self.is_public(target):
                    continue
                needs = parts | {target}
            facts[("value", label(model), row["id"], field.column, str(value))] = needs
        if model in ATTACHED:
            return
        for field in model._meta.many_to_many:
            if not hasattr(field, "m2m_column_name") or field.remote_field.through._meta.app_label == "taggit":
                continue
            for other in self.linked(model, field.name, row["id"]):
                target = (label(field.related_model), other)
                if field.related_model not in RECORDS:
                    facts[("link", label(model), row["id"], field.name, other)] = parts
                elif self.is_public(target):
                    facts[("link", label(model), row["id"], field.name, other)] = parts | {target}

    def _tell_addresses(self, facts: Facts) -> None:
        for row in self.rows["publishing.slughistory"]:
            if self.is_public(key := self.about(row)):
                facts[("redirect", key[0], row["slug"], key[1])] = frozenset({key})
        for row in self.rows["publishing.removedpage"]:
            facts[("removed", row["path"], row["reason"])] = frozenset()
        for row in self.rows["publishing.release"]:
            if self.is_public(key := self.about(row)):
                facts[("note", *key, row["id"], row["office"])] = frozenset({key})


def _target(model: type[models.Model], column: str) -> type[models.Model]:
    return model._meta.get_field(column.removesuffix("_id")).related_model


def _words(rows: list[dict]) -> set[str]:
    return {word for row in rows for value in row.values() if isinstance(value, str) for word in WORD.findall(value)}


def words_in(facts: Facts) -> set[str]:
    return {word for fact in facts if fact[0] == "value" for word in WORD.findall(fact[4])}


def text_of(value) -> str:
    """A JSON column as text: raw from one database, read already by another."""
    return value if isinstance(value, str) else json.dumps(value)
