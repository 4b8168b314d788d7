"""Which records name which others: what a state says, and what the rows of very many say at once."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from taggit.managers import TaggableManager

from publishing.models import Record
from publishing.snapshots import Snapshot, content_fields, many_fields, parts_of

Key = tuple[type[Record], int]


def ends(model: type[Record], state: Snapshot) -> Iterator[tuple[Key, bool]]:
    """The records that a state names; with each whether that one needs this record, not the other way round."""
    for column in _pointing(model):
        yield from _named(column, {**state["fields"], **state["many"]}, False)
    for part in parts_of(model).values():
        for row in state["parts"].get(part.name, {}).values():
            for column in _pointing(part.model, frozenset(part.owns())):
                yield from _named(column, {**row["fields"], **row["many"]}, column.name in part.model.needed_by)


def ends_between(inside: Mapping[type[Record], models.QuerySet]) -> Iterator[tuple[Key, Key, bool]]:
    """As `ends`, for all records whose keys these queries find, of what stands in the tables and as far as it names one
    of them: a query for each column, where the states of 28,000 firms took 7 s."""
    for model, pks in inside.items():
        rows = model._base_manager.filter(pk__in=pks)
        columns: list[tuple[Any, ...]] = [(rows, "pk", column, False) for column in _pointing(model)]
        for part in parts_of(model).values():
            owner = f"{part.owner}_id" if part.owner else "object_id"
            typed = {} if part.owner else {"content_type": ContentType.objects.get_for_model(model)}
            below = part.model._base_manager.filter(**{f"{owner}__in": pks}, **typed)
            for column in _pointing(part.model, frozenset(part.owns())):
                columns.append((below, owner, column, column.name in part.model.needed_by))
        for some, owner, column, turned in columns:
            target = column.related_model
            if target in inside:
                naming = some.filter(**{f"{column.name}__in": inside[target]}).order_by("pk")
                for pk, other in naming.values_list(owner, column.name):
                    yield (model, pk), (target, other), turned


@cache
def _pointing(model: type[models.Model], without: frozenset[str] = frozenset()) -> tuple[Any, ...]:
    """Columns and lists of a model that name records."""
    columns: list[Any] = [*content_fields(model, without), *many_fields(model)]
    return tuple(
        column
        for column in columns
        if column.is_relation and not isinstance(column, TaggableManager) and issubclass(column.related_model, Record)
    )


def _named(column: Any, values: dict[str, Any], turned: bool) -> Iterator[tuple[Key, bool]]:
    value = values.get(column.name if column.many_to_many else column.attname)
    for pk in value if isinstance(value, list) else [value]:
        if pk is not None:
            yield (column.related_model, pk), turned
