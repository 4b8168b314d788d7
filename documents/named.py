"""How others name a record: {art, id, name, adresse}, with the codes by which it is known elsewhere."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.text import capfirst

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

    def __init__(self, model: type[models.Model]):
        kind = kind_of(model)
        document = kind.document
        self.art = art_of(model)
        self.names = kind.names
        self.asks = persons.COLUMNS if model is Person else ("state",) if issubclass(model, Record) else ()
        self._start, self._end = _around_slug(model)
        self.brief: list[tuple[str, slice, Making]] = []
        columns = ["pk", "slug", *self.names]
        for name in document.brief if document else ():
            field: Any = model._meta.get_field(name)
            place = slice(len(columns), len(columns) + len(columns_of(field)))
            columns += columns_of(field)
            self.brief.append((key_of(model, name), place, making(field)))
        self._asked = slice(len(columns), len(columns) + len(self.asks))
        self.columns = (*columns, *self.asks)
        self._is_person = model is Person

    def __call__(self, values: Sequence[Any]) -> dict[str, Value] | None:
        """None for nobody, and for who is not to be named."""
        if values[0] is None or not self._is_told(values[self._asked]):
            return None
        found = {"art": self.art, "id": values[0], "name": self.name(values[2 : 2 + len(self.names)])}
        if address := self.address(values[1]):
            found["adresse"] = address
        for key, place, make in self.brief:
            if (said := make(values[place])) is not None:
                found[key] = said
        return found

    def of(self, record: models.Model | None) -> dict[str, Value] | None:
        """The same of a record at hand."""
        return self([getattr(record, name) for name in self.columns]) if record else None

    def _is_told(self, asked: Sequence[Any]) -> bool:
        if self._is_person:
            return persons.is_released(asked)
        return not asked or asked[0] == State.PUBLISHED

    @staticmethod
    def name(parts: Sequence[str]) -> str:
        return parts[0] if len(parts) == 1 else " ".join(filter(None, parts))

    def address(self, slug: str) -> str:
        return f"{settings.SITE_URL}{self._start}{slug}{self._end}" if self._start else ""


def named(model: type[models.Model]) -> Named:
    return _named(model, language())


@lru_cache(maxsize=64)
def _named(model: type[models.Model], language: str | None) -> Named:
    return Named(model)


def _around_slug(model: type[Any]) -> tuple[str, str]:
    """What stands before and behind the slug in the address of a page; nothing where there is none."""
    if not hasattr(model, "get_absolute_url"):
        return "", ""
    start, end = model(slug="\0").get_absolute_url().split("\0")
    return start, end


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
    return str(capfirst(words))
