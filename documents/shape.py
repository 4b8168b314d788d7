"""What the document of a kind has, in order, made from its declaration (`core.kinds.Document`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from taggit.managers import TaggableManager

from contacts.models import Person
from core.kinds import Document, Kind, kind_of
from core.words import _lazy, language
from documents.listed import ManyList, NamingList, TagList
from documents.named import Named, art_of, key_of, label_of, named
from documents.rows import Rows
from documents.values import Making, columns_of, is_text, making
from publishing.models import Record, Statement

# What every document has. `name` and the times are told even where only some keys are asked for.
ALWAYS = {
    "art": _lazy("Art des Eintrags"),
    "id": _lazy("Nummer, die nie wechselt"),
    "name": _lazy("Name"),
    "adresse": _lazy("Seite im Verzeichnis"),
}
BESIDE = {
    "stand": _lazy("Jüngster Stand der Quellen"),
    "geprueft": _lazy("Zuletzt geprüft am"),
    "geaendert": _lazy("Geändert am"),
    "belege": _lazy("Belege je Angabe"),
    "quellen": _lazy("Quellen"),
}
_TIMES = (("checked_on", "geprueft"), ("changed_at", "geaendert"))


@dataclass(frozen=True)
class Entry:
    """What a document has under a key: a column with its place in the query, or something with a query of its own."""

    key: str
    name: str
    label: str
    target: Any = None
    place: slice = field(default_factory=lambda: slice(0))
    make: Making | Named | None = None
    is_text: bool = False
    asks: ManyList | NamingList | TagList | Rows | None = None
    reads: Any = None

    @property
    def is_own(self) -> bool:
        """A value of the record itself; rows say themselves where they are from, and so do other records."""
        return self.target is not None and not self.target.auto_created and not isinstance(self.asks, Rows)


class Shape:
    def __init__(self, kind: Kind, document: Document):
        self.model, self.art, self.kind = kind.model, art_of(kind.model), kind
        self.named = named(kind.model)
        self.columns: list[str] = list(self.named.columns)
        self.entries: dict[str, Entry] = {}
        self.times = [(key, place) for name, key in _TIMES if (place := self._time(name)) is not None]
        for name in document.says:
            self._add(self._entry(name))
        for key, reads in document.reads.items():
            self._add(Entry(key, key, "", reads=reads))
        self.keys = {entry.name: entry.key for entry in self.entries.values()}
        # Those that say what the record is; rows and other records say what there is about it.
        self.own = frozenset(key for key, entry in self.entries.items() if entry.is_own or entry.reads)
        self.relations = {entry.name: entry.asks for entry in self.entries.values() if entry.asks}

    def _add(self, entry: Entry) -> None:
        if entry.key in (*self.entries, *ALWAYS, *BESIDE):
            raise ValueError(f"Two things of {self.model.__name__} are called {entry.key!r}.")
        self.entries[entry.key] = entry

    def _time(self, name: str) -> int | None:
        if not any(field.name == name for field in self.model._meta.concrete_fields):
            return None
        self.columns.append(name)
        return len(self.columns) - 1

    def _entry(self, name: str) -> Entry:
        field: Any = self.model._meta.get_field(name)
        key, label = key_of(self.model, name), label_of(field)
        if isinstance(field, TaggableManager):
            return Entry(key, name, label, field, asks=TagList(self.model, field))
        if field.many_to_many:
            return Entry(key, name, label, field, asks=ManyList(self.model, name))
        if field.one_to_many:
            is_row = issubclass(field.related_model, Statement)
            return Entry(key, name, label, field, asks=(Rows if is_row else NamingList)(self.model, name))
        if field.many_to_one:
            of = named(field.related_model)
            return Entry(key, name, label, field, self._place([f"{name}__{column}" for column in of.columns]), of)
        if today := self.kind.table and self.kind.table.today.get(name):
            self._place(columns_of(field))
            return Entry(key, name, label, field, slice(None), self._as_of_today(today, making(field)))
        make = making(field, lines=self.has_lines(field))
        is_own_name = name in self.kind.names or self.model is Person
        is_words = is_text(field) and not (is_own_name or self.has_lines(field))
        return Entry(key, name, label, field, self._place(columns_of(field)), make, is_words)

    def _as_of_today(self, today: Callable[[Mapping[str, Any]], Any], make: Making) -> Making:
        """Of a column whose value depends on the day: made of the whole row."""
        return lambda row: make((today(dict(zip(self.columns, row, strict=True))),))

    def has_lines(self, field: Any) -> bool:
        """Does a text say one thing in each of its lines?"""
        return field.name in self.kind.found.other_names and isinstance(field, models.TextField)

    def _place(self, columns: Sequence[str]) -> slice:
        """In the query, which has each column once."""
        if columns[0] in self.columns:
            start = self.columns.index(columns[0])
            return slice(start, start + len(columns))
        self.columns += columns
        return slice(len(self.columns) - len(columns), len(self.columns))

    @property
    def is_proved(self) -> bool:
        """Do its values rest on sources, at least where some are cited?"""
        return issubclass(self.model, Record)


def shape_of(model: type[models.Model]) -> Shape:
    """Raises KeyError for a kind without documents."""
    return _shape(model, language(), settings.SITE_URL)


@lru_cache(maxsize=64)
def _shape(model: type[models.Model], language: str | None, site: str) -> Shape:
    """Its words are of one language, its addresses of one site."""
    kind = kind_of(model)
    if kind.document is None:
        raise KeyError(f"There is no document of {kind.title}.")
    return Shape(kind, kind.document)
