"""Columns as documents have them: texts and numbers as such, choices and times with the words for them."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.db import models

from core import fuzzy_dates
from core.fields import FuzzyDateField
from core.words import language

Value = Any  # what JSON has
Making = Callable[[Sequence[Any]], Value]  # of the columns of one value; None where nothing is said


def columns_of(field: models.Field) -> tuple[str, ...]:
    """What is read for a column: of a time also how its source words it."""
    return (field.attname, f"{field.name}_wording") if isinstance(field, FuzzyDateField) else (field.attname,)


def making(field: models.Field, lines: bool = False) -> Making:
    """How its value is made. `lines`: a text with a value in each of its lines."""
    if isinstance(field, FuzzyDateField):
        return lambda values: time(*values)
    if address_of := getattr(field, "address_of", None):  # a file, of which machines want to know where it is
        return lambda values: address_of(values[0])
    if field.choices:
        said = _choices(field, language())
        return lambda values: said.get(values[0])
    if lines:
        return lambda values: [line.strip() for line in values[0].splitlines() if line.strip()] or None
    if isinstance(field, models.CharField | models.TextField):
        return lambda values: values[0] or None
    if isinstance(field, models.BooleanField | models.IntegerField):
        return itemgetter(0)
    return lambda values: plain(values[0])


@lru_cache(maxsize=128)
def _choices(field: models.Field, language: str | None) -> dict[str, Value]:
    return {code: {"wert": code, "text": str(words)} for code, words in field.flatchoices if code}


def is_text(field: Any) -> bool:
    """Words that somebody wrote, which may name people; not an address or a choice."""
    is_words = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.URLField)
    return is_words and not (field.choices or isinstance(field, FuzzyDateField) or hasattr(field, "address_of"))


def plain(value: Any) -> Value:
    match value:
        case bool() | int():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
    return value or None


def time(edtf: str, wording: str = "") -> Value:
    """A time as EDTF, in words, and the first and last day it may mean."""
    return _time(edtf, wording) if edtf else None


@lru_cache(maxsize=4096)
def _time(edtf: str, wording: str) -> Value:
    """Shared by all who say the same: nobody may change it."""
    first, last = fuzzy_dates.bounds(edtf)
    found = {"wert": edtf, "text": fuzzy_dates.display(edtf, wording)}
    return found | {key: day.isoformat() for key, day in (("von", first), ("bis", last)) if day}
