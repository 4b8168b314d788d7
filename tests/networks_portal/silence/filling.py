"""Fills records and rows of every kind by looking at the models, so that a new column or kind is filled, too."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from django.db import models
from taggit.managers import TaggableManager

from contacts.models import Channel
from core.fields import DayBound, FuzzyDateField
from networks.models.vocabulary import Term
from publishing.models import Citation, Record, SourceDocument
from publishing.snapshots import Part, content_fields, many_fields, parts_of
from regions.models import Region
from tests import stored_pictures
from tests.factories import NAMED_BY, ONE_OF, REQUIRED, make

Ends = dict[type[models.Model], models.Model]
PUBLIC, HIDDEN, ARCHIVED = "Offenbar", "Geheim", "Verwahrt"  # begin what such a record says
_numbers = count(1001)  # long enough for a telephone number
# What a row says in words of its own even where tests need no more than some value.
_OWN_WORDS = ("task", "counted", "text", "value")
# What says which rows come first.
_ORDER = ("position", "priority")
# What is no plain text although its column is.
_NO_TEXT = {"slug", "state", "archive_reason", "field"}


def texts(model: type[models.Model], word: str) -> dict[str, str]:
    """A text for every column that takes any; each says the word and its column."""
    found = {}
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not field.choices and field.editable
        if not is_text or field.name in _NO_TEXT or isinstance(field, FuzzyDateField | DayBound):
            continue
        text = f"{word} {field.name}"
        found[field.name] = f"https://{word.lower()}.example/" if isinstance(field, models.URLField) else text
        if field.max_length:
            found[field.name] = found[field.name][: field.max_length]
    found.pop("fault", None)
    if "file" in found:
        found["file"] = str(stored_pictures.HIDDEN if word.startswith(HIDDEN) else stored_pictures.STORED)
    return found


def dates(model: type[models.Model], word: str) -> dict[str, str]:
    """What is hidden says it in words, so that it differs in the wording, too."""
    date = "Ende 2018" if word.startswith(HIDDEN) else "2019"
    found = {field.name: date for field in model._meta.concrete_fields if isinstance(field, FuzzyDateField)}
    if "deadline" in found and not word.startswith(HIDDEN):
        found["deadline"] = "2099"  # a passed one takes the place of the stored answer
    return found


def record(model: type[Record], word: str, region: Region, ends: Ends, **values) -> Record:
    """With every column and every list of its own filled; `ends`: the record of each kind that it names."""
    number = next(_numbers)
    named = {NAMED_BY.get(model, "name"): f"{word} {model._meta.verbose_name} {number}"}
    values = texts(model, word) | dates(model, word) | named | {"slug": f"{word.lower()}-{number}"} | values
    if word == PUBLIC:
        values.pop("end", None)  # what is over is hidden from some lists
    if model is SourceDocument:
        values |= {"short_title": f"{word} Kurztitel {number}"}
    for field in content_fields(model):
        if isinstance(field, models.DateField):
            values.setdefault(field.name, "2020-01-01")
    for field in model._meta.concrete_fields:
        if field.many_to_one and (end := _end(field, region, ends)):
            values[field.name] = end
    for field in many_fields(model):
        if isinstance(field, TaggableManager):
            values[field.name] = [f"{word} Schlagwort"]
        elif end := _end(field, region, ends):
            values[field.name] = [end]
    return make(model, **values)


def _end(field, region: Region, ends: Ends) -> models.Model | None:
    if field.related_model is Region:
        return region
    end = ends.get(field.related_model)
    is_below = field.related_model is field.model and isinstance(end, Term) and end.parent_id
    return None if is_below else end  # vocabularies have two levels


def rows(owner: Record, word: str, region: Region, ends: Ends) -> None:
    """Rows of every kind that the record carries, one for each record of another kind that such a row may name.

    What is not public would come first in every list that shows only some.
    """
    rank = int(word == PUBLIC and owner.is_published)
    for part in parts_of(type(owner)).values():
        for named in _variants(part, region, ends):
            link = {part.owner: owner} if part.owner else {"subject": owner}
            link |= {"field": "kind"} if part.model is Citation and _has(type(owner), "kind") else {}
            order = {name: rank for name in _ORDER if _has(part.model, name)}
            make(part.model, **{**_said(part.model, f"{word}{next(_numbers)}", named), **order, **named, **link})


def _said(model: type[models.Model], word: str, named: dict[str, Any]) -> dict[str, Any]:
    """What a row says by itself, besides the records that it names."""
    plain = {name: value for name, value in REQUIRED.get(model, {}).items() if not isinstance(value, type)}
    said = texts(model, word)
    filled = said | dates(model, word) | plain | {name: said[name] for name in _OWN_WORDS if name in said}
    filled.pop("end", None)  # what is over is shown to nobody who looks for a contact
    if named.keys() & {"organisation", "fund"}:
        filled.pop("body", None)  # in words only where no record is named
    if model is Channel:
        filled |= {"kind": "e-mail", "value": f"{word}@netz.example"}  # pages show ways that lead on
    return filled


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def _variants(part: Part, region: Region, ends: Ends) -> Iterator[dict[str, Any]]:
    """What rows of a kind name besides their owner: each optional end in a row of its own."""
    model = part.model
    always, optional = {"source": ends.get(SourceDocument)}, []
    for field in model._meta.concrete_fields:
        is_end = field.many_to_one and issubclass(field.related_model, Record) and field.name != "source"
        if not is_end or field.name == part.owner or field.name in model.carriers:
            continue
        if end := ends.get(field.related_model):
            if field.null:
                optional.append({field.name: end})
            else:
                always[field.name] = end
    if model in ONE_OF and part.owner not in ONE_OF[model] and not _has(model, "body"):
        variants = optional
    else:
        variants = [{}, *optional]
    for field in many_fields(model):
        if end := _end(field, region, ends):
            variants = [*variants, {field.name: [end]}] if field.related_model is not Region else variants
            always |= {field.name: [end]} if field.related_model is Region else {}
    for variant in variants:
        yield {**always, **variant}
