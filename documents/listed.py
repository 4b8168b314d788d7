"""Lists of other records that a record has, or that name it; of those that visitors may see."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from taggit.managers import TaggableManager

from documents.asking import ask
from documents.named import named
from documents.values import Value
from publishing.models import Record

Lists = dict[int, list[Value]]


class ManyList:
    """A list of records without statements of its own, from either of its ends."""

    def __init__(self, model: type[models.Model], name: str):
        end: Any = model._meta.get_field(name)
        field = end.field if end.auto_created else end
        own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
        self.own, self.other = (other, own) if end.auto_created else (own, other)
        self.key, self.rows = (model, name), field.remote_field.through._base_manager
        self.named = named(end.related_model)
        self.where = {f"{self.other}__state": "freigegeben"} if issubclass(end.related_model, Record) else {}

    def owners(self) -> models.QuerySet:
        return self.rows.values_list(f"{self.own}_id")

    def read(self, pks: list[int], sources: Any = None) -> Lists:
        columns = [f"{self.other}__{name}" for name in self.named.columns]
        rows = ask(
            self.key,
            pks,
            lambda some: self.rows.filter(**{f"{self.own}__in": some}, **self.where).values_list(
                f"{self.own}_id", *columns
            ),
        )
        return by_name((pk, self.named(values)) for pk, *values in rows)


class NamingList:
    """Records that name it in a column, as the lines of a programme do."""

    def __init__(self, model: type[models.Model], name: str):
        end: Any = model._meta.get_field(name)
        self.key, self.column, self.model = (model, name), end.field.name, end.related_model
        self.named = named(self.model)

    def owners(self) -> models.QuerySet:
        return self.model._base_manager.filter(**{f"{self.column}__isnull": False}).values_list(f"{self.column}_id")

    def read(self, pks: list[int], sources: Any = None) -> Lists:
        rows = ask(
            self.key,
            pks,
            lambda some: (
                self.model.objects.with_page()
                .filter(**{f"{self.column}__in": some})
                .order_by()
                .values_list(f"{self.column}_id", *self.named.columns)
            ),
        )
        return by_name((pk, self.named(values)) for pk, *values in rows)


class TagList:
    """Free keywords, in the order of the dictionary."""

    def __init__(self, model: type[models.Model], field: TaggableManager):
        self.model, self.rows = model, field.through.objects

    def owners(self) -> models.QuerySet:
        about = ContentType.objects.get_for_model(self.model)
        return self.rows.filter(content_type=about).values_list("object_id")

    def read(self, pks: list[int], sources: Any = None) -> Lists:
        about = ContentType.objects.get_for_model(self.model)
        rows = ask(
            (self.model, "tags"),
            pks,
            lambda some: (
                self.rows.filter(content_type=about, object_id__in=some)
                .order_by()
                .values_list("object_id", "tag__name")
            ),
        )
        found: Lists = {}
        for pk, word in sorted(rows):
            found.setdefault(pk, []).append(word)
        return found


def by_name(pairs: Any) -> Lists:
    """Sorted here: the databases do not agree on the order of words."""
    found: Lists = {}
    for pk, one in pairs:
        if one:
            found.setdefault(pk, []).append(one)
    for listed in found.values():
        if len(listed) > 1:
            listed.sort(key=lambda one: (one["name"].casefold(), one["id"]))
    return found
