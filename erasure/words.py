"""Words that are to go: striking them out of rows, and finding where they still stand."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast

from core.fields import Derived
from erasure.names import pattern, spellings

STRUCK = "[gelöscht]"
_UNREAD = {"password"}  # hashes
MOST_NEEDLES = 40  # SQLite allows a thousand conditions, and a table has some twenty columns
SHORTEST_NEEDLE = 4
_VARYING = re.compile(r"[^\x21-\x7e]|[\"\\\\]|ae|oe|ue|ss", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A row and a column that still has one of the words. `is_sure`: it can only mean the person."""

    row: models.Model
    column: models.Field
    is_sure: bool


class Words:
    """`sure`: expressions that can only mean the person; `doubtful`: those that may mean somebody or something else.

    `needles`: every text with one of them has one of these, in some spelling; the database looks for them.
    """

    def __init__(self, sure: Iterable[str], doubtful: Iterable[str], needles: Iterable[str]):
        self.sure, self.doubtful = pattern(sure), pattern(doubtful)
        self.needles = {form for needle in needles if needle for form in _needles(needle)}

    def strike(self, rows: QuerySet) -> None:
        """Puts a mark in place of what is sure, in texts and in whatever JSON holds."""
        columns = text_columns(rows.model)
        for row in self.having(rows, columns):
            changed = []
            for field in columns:
                before = getattr(row, field.attname)
                after = self.without(before)
                if after != before:
                    setattr(row, field.attname, after[: field.max_length] if field.max_length else after)
                    changed.append(field.attname)
            if changed:
                row.save(update_fields=changed)

    def places(self, rows: QuerySet, *, doubtful_only: bool = False) -> Iterator[Place]:
        """Where a column still has one of the words; people decide about these."""
        columns = text_columns(rows.model)
        for row in self.having(rows, columns):
            for field in columns:
                text = _text(getattr(row, field.attname))
                sure = bool(self.sure and not doubtful_only and self.sure.search(text))
                if sure or self.doubtful and self.doubtful.search(text):
                    yield Place(row, field, sure)

    def pks(self, rows: QuerySet) -> list[int]:
        """The keys of rows with something that is sure."""
        columns = text_columns(rows.model)
        texts = ((row.pk, " ".join(_text(getattr(row, field.attname)) for field in columns)) for row in
                 self.having(rows, columns))  # fmt: skip
        return [pk for pk, text in texts if self.sure and self.sure.search(text)]

    def having(self, rows: QuerySet, columns: list[models.Field]) -> QuerySet:
        """Rows that may have one of the words; of very many words, all rows."""
        if not columns or not self.needles:
            return rows.none()
        if len(self.needles) > MOST_NEEDLES:
            return rows
        texts = {f"text_{field.attname}": Cast(field.attname, models.TextField()) for field in columns}
        parts = (Q(**{f"{name}__icontains": needle}) for name in texts for needle in self.needles)
        return rows.annotate(**texts).filter(reduce(or_, parts))

    def without(self, value: Any) -> Any:
        """A value without what is sure, at every depth of lists and dictionaries."""
        if isinstance(value, str):
            return self.sure.sub(STRUCK, value) if self.sure else value
        if isinstance(value, list):
            return [self.without(one) for one in value]
        if isinstance(value, dict):
            return {self.without(key): self.without(one) for key, one in value.items()}
        return value


def text_columns(model: type[models.Model]) -> list[models.Field]:
    """What people wrote; what follows from it (`Derived`) changes with it."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    columns = (field for field in model._meta.concrete_fields if isinstance(field, kinds) and not field.choices)
    written = (field for field in columns if not isinstance(field, Derived))
    return [field for field in written if field.name not in _UNREAD and not field.primary_key]


def plain(text: str) -> str:
    """An expression for a text as it stands, whatever blanks are between its words."""
    return r"\s{1,3}".join(map(re.escape, text.split()))


def _needles(text: str) -> set[str]:
    """What every spelling of a text has in common, or all its spellings where that is too little.

    Only ASCII: databases differ in the case of other letters, and JSON may hold those as escapes.
    """
    common = max(_VARYING.split(text), key=len)
    if len(common) >= SHORTEST_NEEDLE:
        return {common}
    cases = {form for one in spellings(text) for form in (one, one.lower(), one.upper(), one.title())}
    return cases | {json.dumps(one)[1:-1] for one in cases}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
