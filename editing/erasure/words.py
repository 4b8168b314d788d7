"""Words that are to go: striking them out of rows, and finding where they still stand."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast

from publishing.models import Record, Revision, Statement, record_models

STRUCK = "[gelöscht]"
_SHORTEST = 5  # less could be anything


@dataclass(frozen=True)
class Place:
    """A text that still has one of the words."""

    kind: str
    label: str
    field: str
    record: Record | None


class Words:
    def __init__(self, words: Iterable[str]):
        clean = {" ".join(word.split()) for word in words}
        # Longer ones first: a part must not leave the rest standing.
        self.words = sorted((word for word in clean if len(word) >= _SHORTEST), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, self.words)), re.IGNORECASE) if self.words else None

    def anywhere(self, names: Iterable[str]) -> Q:
        """Rows that have one of the words in one of these columns; JSON may hold letters as escapes."""
        spelled = {form for word in self.words for form in (word, json.dumps(word)[1:-1])}
        parts = [Q(**{f"{name}__icontains": form}) for name in names for form in spelled]
        return reduce(or_, parts, Q(pk__in=[]))

    def strike(self, rows: QuerySet) -> None:
        """Puts a mark in their place, in texts and in whatever JSON holds."""
        model = rows.model
        columns = _columns(model)
        for row in self._having(rows, columns):
            changed = []
            for field in columns:
                before = getattr(row, field.attname)
                after = self._without(before)
                if after != before:
                    setattr(row, field.attname, after[: field.max_length] if field.max_length else after)
                    changed.append(field.attname)
            if changed:
                row.save(update_fields=changed)

    def places(self) -> Iterator[Place]:
        """Where entries and statements about them still say one of the words; people decide about these."""
        for model in (*record_models(), *_statements()):
            columns = _columns(model)
            for row in self._having(model._base_manager.all(), columns):
                for field in columns:
                    if self._pattern.search(str(getattr(row, field.attname))):
                        yield Place(str(model._meta.verbose_name), str(row), str(field.verbose_name), _owner(row))
        for change in self._having(Revision.objects.open(), _columns(Revision)):
            yield Place("Offene Änderung", change.label, "noch nicht entschieden", change.record)

    def _having(self, rows: QuerySet, columns: list[models.Field]) -> QuerySet:
        texts = {f"text_{field.attname}": Cast(field.attname, models.TextField()) for field in columns}
        return rows.annotate(**texts).filter(self.anywhere(texts)) if columns and self.words else rows.none()

    def _without(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._pattern.sub(STRUCK, value)
        if isinstance(value, list):
            return [self._without(one) for one in value]
        if isinstance(value, dict):
            return {self._without(key): self._without(one) for key, one in value.items()}
        return value


def _columns(model: type[models.Model]) -> list[models.Field]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [field for field in model._meta.concrete_fields if isinstance(field, kinds) and not field.choices]


def _statements() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, Statement)]


def _owner(row: models.Model) -> Record | None:
    """The entry in whose form it can be changed."""
    if isinstance(row, Record):
        return row
    if subject := getattr(row, "subject", None):
        return subject if isinstance(subject, Record) else None
    for field in row._meta.concrete_fields:
        if field.many_to_one and field.name != "source" and issubclass(field.related_model, Record):
            if (record := getattr(row, field.name)) is not None:
                return record
    return None
