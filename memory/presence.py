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
    with connection.cursor() as cursor:
        cursor.execute(_statement(type(record), names), {"kind": kind, "key": record.pk})
        row = cursor.fetchone()
    return {name for name, found in zip(names, row, strict=True) if found}


@lru_cache(maxsize=64)
def _statement(model: type[models.Model], names: tuple[Relation, ...]) -> str:
    quote = connection.ops.quote_name
    parts = []
    for name in names:
        field: Any = (
            model._meta.get_field(name) if isinstance(name, str) else name
        )  # of one of five classes, or a model
        is_generic = field is name or isinstance(field, GenericRelation | TaggableManager)
        if is_generic:
            target = field.through if isinstance(field, TaggableManager) else getattr(field, "related_model", field)
            table = target._meta.db_table
            where = f"{quote('content_type_id')} = %(kind)s AND {quote('object_id')} = %(key)s"
        elif field.many_to_many:
            through = field.through if field.auto_created else field.remote_field.through
            owner = field.field.m2m_reverse_name() if field.auto_created else field.m2m_column_name()
            table, where = through._meta.db_table, f"{quote(owner)} = %(key)s"
        else:
            table, where = field.related_model._meta.db_table, f"{quote(field.field.column)} = %(key)s"
        parts.append(f"EXISTS(SELECT 1 FROM {quote(table)} WHERE {where})")
    return f"SELECT {', '.join(parts)}"
