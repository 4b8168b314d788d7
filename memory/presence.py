"""Which of a record's many relations have rows at all, in one cheap query.

A detail page knows some fifteen kinds of statements, most of them empty for most records. Asking first
saves a query (and its rendering) for each empty one.
"""

from functools import lru_cache
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from taggit.managers import TaggableManager

# A relation by its name, or a model whose rows say by content type and key what they are about.
Relation = str | type[models.Model]


def present(record: models.Model, names: tuple[Relation, ...]) -> set[Relation]:
    """Those relations (reverse, many-to-many or generic) that have at least one row."""
    kind = ContentType.objects.get_for_model(record).pk
    statement, is_key = _statement(type(record), names)
    (row,) = connection.rows(statement, [record.pk if one else kind for one in is_key])  # type: ignore[attr-defined]
    return {name for name, found in zip(names, row, strict=True) if found}


@lru_cache(maxsize=64)
def _statement(model: type[models.Model], names: tuple[Relation, ...]) -> tuple[str, list[bool]]:
    """And of each of its values whether it is the record's key, or else that of its content type."""
    quote = connection.ops.quote_name
    parts: list[str] = []
    is_key: list[bool] = []
    for name in names:
        field: Any = (
            model._meta.get_field(name) if isinstance(name, str) else name
        )  # of one of five classes, or a model
        is_generic = field is name or isinstance(field, GenericRelation | TaggableManager)
        if is_generic:
            target = field.through if isinstance(field, TaggableManager) else getattr(field, "related_model", field)
            table = target._meta.db_table
            where = f"{quote('content_type_id')} = %s AND {quote('object_id')} = %s"
        elif field.many_to_many:
            through = field.through if field.auto_created else field.remote_field.through
            owner = field.field.m2m_reverse_name() if field.auto_created else field.m2m_column_name()
            table, where = through._meta.db_table, f"{quote(owner)} = %s"
        else:
            table, where = field.related_model._meta.db_table, f"{quote(field.field.column)} = %s"
        parts.append(f"EXISTS(SELECT 1 FROM {quote(table)} WHERE {where})")
        is_key += [False, True] if is_generic else [True]
    return f"SELECT {', '.join(parts)}", is_key
