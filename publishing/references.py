"""Every row that points to a record, found by looking at the models: packages above add theirs without being named."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from taggit.managers import TaggableManager

from core.kinds import record_models
from memory.presence import present
from publishing.models import Record, SlugHistory, Statement
from publishing.snapshots import content_fields, parts_of

Keys = dict[type[Record], set[int]]


@dataclass(frozen=True)
class Reference:
    """A column by which rows of a model point to a record; `typed`: the column that says to which kind, if any."""

    model: type[models.Model]
    column: str
    typed: str = ""

    def rows(self, record: Record) -> models.QuerySet:
        return self.rows_of(type(record), [record.pk])

    def rows_of(self, model: type[Record], pks: Iterable[int]) -> models.QuerySet:
        where: dict[str, Any] = {f"{self.column}__in": list(pks)}
        if self.typed:
            where[self.typed] = ContentType.objects.get_for_model(model)
        return self.model._base_manager.filter(**where).order_by("pk")

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def is_link(self) -> bool:
        """A row of a many-to-many relation or a tag, which says nothing but that two belong together."""
        return bool(self.model._meta.auto_created) or not hasattr(self.model, "bookkeeping")

    def same(self, row: models.Model) -> Any:
        """What makes two rows of one record say the same; the order in which they are shown does not."""
        if hasattr(self.model, "bookkeeping"):
            names = [field.attname for field in content_fields(self.model)]
        else:
            names = [field.attname for field in self.model._meta.concrete_fields if not field.primary_key]
        ignored = {self.column, "position", self.typed and f"{self.typed}_id"}
        return tuple((name, _comparable(getattr(row, name))) for name in names if name not in ignored)

    def unique_keys(self, row: models.Model) -> Iterator[tuple]:
        """What the database allows once for each record; rows without source count as the same, too."""
        for names in _unique_columns(self.model):
            if self.column in names:
                yield names, tuple(getattr(row, name) for name in names if name != self.column)


def _comparable(value: Any) -> Any:
    """Of a column that holds lists its text."""
    return json.dumps(value, sort_keys=True, default=str) if isinstance(value, list | dict) else value


@cache
def _unique_columns(model: type[models.Model]) -> tuple[tuple[str, ...], ...]:
    found = [
        constraint.fields
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields and constraint.condition is None
    ]
    found += list(model._meta.unique_together)
    found += [(field.name,) for field in model._meta.concrete_fields if field.unique and not field.primary_key]
    return tuple(tuple(model._meta.get_field(name).attname for name in names) for names in found)


@cache
def references_to(model: type[Record]) -> tuple[Reference, ...]:
    """Foreign keys, many-to-many rows in both directions, rows about any record; former addresses come last."""
    relations: Iterable[Any] = model._meta.get_fields(include_hidden=True)
    found = [
        Reference(relation.related_model, relation.field.attname)
        for relation in relations
        if relation.auto_created
        and (relation.one_to_many or relation.one_to_one)
        and relation.field.model._meta.managed
    ]
    for other in apps.get_models(include_auto_created=True):
        for field in other._meta.private_fields:
            if isinstance(field, GenericForeignKey):
                found.append(Reference(other, field.fk_field, field.ct_field))
    ordered = sorted(set(found), key=lambda reference: (reference.model._meta.db_table, reference.column))
    return (*ordered, Reference(SlugHistory, "object_id", "content_type"))


def many_reference(model: type[Record], name: str) -> Reference:
    """The rows of one of its own many-to-many fields."""
    field: Any = model._meta.get_field(name)
    through = field.remote_field.through
    for reference in references_to(model):
        if reference.model is through and (reference.typed or reference.column == field.m2m_column_name()):
            return reference
    raise LookupError(f"{model.__name__}.{name} has no rows of its own.")


def around(*records: Record) -> Keys:
    """The other records that name one of these: those whose rows or lists change when it goes."""
    found: Keys = defaultdict(set)
    for record in records:
        for reference in _pointing(record):
            for model, owners in _owners(reference.model, reference.rows(record)):
                found[model] |= owners
    for record in records:
        found[type(record)].discard(record.pk)
    return {model: pks for model, pks in found.items() if pks}


def _pointing(record: Record) -> list[Reference]:
    """By which rows of others may point to a record; one query tells of most that there are none."""
    named = _named(type(record))
    there = present(record, tuple(named)) if named else set()
    empty = {reference for name, reference in named.items() if name not in there}
    return [one for one in references_to(type(record)) if not one.typed and one not in empty]


@cache
def _named(model: type[Record]) -> dict[str, Reference]:
    """References by the name of the relation, where it has one."""
    found: dict[str, Reference] = {}
    relations: Iterable[Any] = model._meta.get_fields()
    for relation in relations:
        if relation.many_to_many and not isinstance(relation, TaggableManager):
            through = relation.through if relation.auto_created else relation.remote_field.through
            column = relation.field.m2m_reverse_name() if relation.auto_created else relation.m2m_column_name()
            found[relation.name] = Reference(through, column)
        elif relation.auto_created and relation.one_to_many:
            found[relation.name] = Reference(relation.related_model, relation.field.attname)
    return found


def _owners(model: type[models.Model], rows: models.QuerySet) -> Iterator[tuple[type[Record], set[int]]]:
    """The records that rows belong to."""
    if issubclass(model, Record):
        yield model, _keys(rows, "pk")
    elif issubclass(model, Statement):
        for owner in record_models():
            for part in parts_of(owner).values():
                if part.model is model:
                    column = f"{part.owner}_id" if part.owner else "object_id"
                    mine = rows if part.owner else rows.filter(content_type=ContentType.objects.get_for_model(owner))
                    yield owner, _keys(mine, column)
    elif model._meta.auto_created:
        declaring: Any = model._meta.auto_created  # by the record whose list it is
        field = next(field for field in declaring._meta.many_to_many if field.remote_field.through is model)
        keys = _keys(rows, field.m2m_column_name())
        yield from _owners(declaring, declaring._base_manager.filter(pk__in=keys))


def _keys(rows: models.QuerySet, column: str) -> set[int]:
    return set(rows.order_by().values_list(column, flat=True)) - {None}
