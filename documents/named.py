"""How others name a record: {art, id, name, adresse}, with the codes by which it is known elsewhere."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models

from contacts.models import Person
from core.kinds import kind_of
from core.words import language
from documents import persons
from documents.values import Making, Value, columns_of, making
from documents.vocabulary import KEYS
from publishing.enums import State
from publishing.models import Record


class Named:
    """`columns`: what is read of a record to name it, from wherever it is reached."""

    def __init__(self, model: type[models.Model], site: str):
        kind = kind_of(model)
        document = kind.document
        self.art, self.names = art_of(model), kind.names
        self._is_person = model is Person
        asked = persons.COLUMNS if self._is_person else ("state",) if issubclass(model, Record) else ()
        self._start, self._end = _around_slug(model, site)
        self._brief: list[tuple[str, slice, Making]] = []
        columns = ["pk", "slug", *self.names]
        for name in document.brief if document else ():
            field: Any = model._meta.get_field(name)
            place = slice(len(columns), len(columns) + len(columns_of(field)))
            columns += columns_of(field)
            self._brief.append((key_of(model, name), place, making(field)))
        self.columns = (*columns, *asked)
        self._name_end, self._asked = 2 + len(self.names), slice(len(columns), len(self.columns))
        self._is_record = bool(asked) and not self._is_person
        self._is_plain = len(self.names) == 1

    def __call__(self, values: Sequence[Any]) -> dict[str, Value] | None:
        """None for nobody, and for who is not to be named."""
        pk = values[0]
        if pk is None or self._is_record and values[-1] != State.PUBLISHED:
            return None
        if self._is_person and not persons.is_released(values[self._asked]):
            return None
        name = values[2] if self._is_plain else " ".join(filter(None, values[2 : self._name_end]))
        found = {"art": self.art, "id": pk, "name": name}
        if self._start:
            found["adresse"] = f"{self._start}{values[1]}{self._end}"
        for key, place, make in self._brief:
            if (said := make(values[place])) is not None:
                found[key] = said
        return found

    def of(self, record: models.Model | None) -> dict[str, Value] | None:
        """The same of a record at hand."""
        return self([getattr(record, name) for name in self.columns]) if record else None


def named(model: type[models.Model]) -> Named:
    return _named(model, language(), settings.SITE_URL)


@lru_cache(maxsize=64)
def _named(model: type[models.Model], language: str | None, site: str) -> Named:
    return Named(model, site)


def _around_slug(model: type[Any], site: str) -> tuple[str, str]:
    """What stands before and behind the slug in the address of a page; nothing where there is none."""
    if not hasattr(model, "get_absolute_url"):
        return "", ""
    start, end = model(slug="\0").get_absolute_url().split("\0")
    return f"{site}{start}", end


def art_of(model: type[models.Model]) -> str:
    kind = kind_of(model)
    return kind.key or (kind.document.art if kind.document else "")


def key_of(model: type[models.Model], name: str) -> str:
    """What a column, list or row of a kind is called in documents."""
    document = kind_of(model).document
    return document.keys.get(name) or KEYS[name] if document else KEYS[name]


def key_of_row(model: type[models.Model], rows: str, column: str) -> str:
    """The same of a column of rows; empty for what is left out."""
    document = kind_of(model).document
    path = f"{rows}.{column}"
    if document and path in document.left_out:
        return ""
    return document.keys.get(path) or KEYS[column] if document else KEYS[column]


def label_of(field: Any) -> str:
    """In words, for who reads what a document has."""
    named_by = field if getattr(field, "verbose_name", None) else field.related_model._meta
    words = field.verbose_name if named_by is field else named_by.verbose_name_plural
    return str(words)
