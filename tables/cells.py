"""Between the text of a cell and what a snapshot holds, both ways."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from taggit.managers import TaggableManager

from core import fuzzy_dates
from core.fields import FuzzyDateField
from core.text import fold
from inputs.amounts import Amount, german, readings
from inputs.amounts import read as read_amount
from regions.models import Region
from regions.resolve import Stated, in_address, regions_of_codes
from sheets.sameness import parse_date
from tables.names import CellError, Names
from tables.parting import BETWEEN, MAX_PARTS, parted, split
from tables.places_named import Named, regions_named

_URL = forms.URLField(assume_scheme="https", required=False)
LONGEST_DATE = 40
YES, NO = "ja", "nein"
# Days since 30.12.1899, as spreadsheets count: 1954 to 2099.
_SERIAL = re.compile(r"(?:2\d{4}|[3-6]\d{4}|7[0-2]\d{3})(?:[.,]\d+)?", re.ASCII)


@dataclass
class Value:
    """What a cell says: for a date the wording, too. `note`: what was done to read it."""

    value: Any
    wording: str = ""
    note: str = ""


def spelling(value: str) -> str:
    """What two values have in common that mean the same."""
    return " ".join(value.split()).casefold()


class Cells:
    """Reads and writes cells; keeps the names that it looked up."""

    @cached_property
    def _names(self) -> dict[type[models.Model], Names]:
        return {}

    @cached_property
    def _places(self) -> dict[tuple[str, bool], Named | CellError]:
        return {}

    def names(self, model: type[models.Model]) -> Names:
        if model not in self._names:
            self._names[model] = Names.of(model)
        return self._names[model]

    def in_address(self, code: str, town: str) -> Stated:
        """Postcode and town as they are meant, each pair read once."""
        if (code, town) not in self._addresses:
            self._addresses[code, town] = in_address(code, town, self._codes)
        return self._addresses[code, town]

    def meet(self, texts: Iterable[str]) -> None:
        """One query for the postcodes in all of them."""
        self._codes.update(regions_of_codes(texts))

    @cached_property
    def _codes(self) -> dict[str, list[int]]:
        return {}

    @cached_property
    def _addresses(self) -> dict[tuple[str, str], Stated]:
        return {}

    def text(self, target: Any, value: Any, wording: str = "") -> str:
        """A value of a snapshot as text that `read` understands."""
        if value in (None, "", []):
            return ""
        if isinstance(target, TaggableManager):
            return BETWEEN.join(value)
        if target.is_relation:
            labels = self.names(target.related_model).labels
            keys = value if isinstance(value, list) else [value]
            return BETWEEN.join(labels.get(key, str(key)) for key in keys)
        if isinstance(target, FuzzyDateField):
            return fuzzy_dates.as_input(value, wording)
        if isinstance(target, models.DateField):
            return f"{date.fromisoformat(value):%d.%m.%Y}"
        if target.choices:
            return str(dict(target.flatchoices).get(value, value))
        if isinstance(value, bool):
            return YES if value else NO
        return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()

    def read(self, target: Any, text: str) -> Value:
        """Raises CellError."""
        if target.many_to_many:
            return self._several(target, text)
        if target.is_relation and target.related_model is Region:
            named = self._region(" ".join(text.split()), several=False)
            return Value(next(iter(named.regions)), note=named.note)
        if target.is_relation:
            return Value(self.names(target.related_model).find(" ".join(text.split())))
        if isinstance(target, FuzzyDateField):
            return self._date(text, target.max_length or 0)
        if isinstance(target, models.DateField):
            return self._day(text)
        if target.choices:
            return Value(_choice(target, text))
        if isinstance(target, models.BooleanField):
            return Value(_is_yes(text))
        if isinstance(target, models.DecimalField):
            return Value(_amount(target, text))
        return Value(_plain(target, text))

    def _several(self, target: Any, text: str) -> Value:
        if isinstance(target, TaggableManager):
            return Value(sorted({" ".join(part.split())[:100] for part in split(text)}))
        if target.related_model is not Region:
            return Value(sorted({self.names(target.related_model).find(part) for part in self.parts(target, text)}))
        named = [self._region(part, several=True) for part in self.parts(target, text)]
        return Value(
            sorted(frozenset().union(*(one.regions for one in named))),
            note=" ".join(one.note for one in named if one.note),
        )

    def _region(self, text: str, several: bool) -> Named:
        if (text, several) not in self._places:
            try:
                self._places[text, several] = regions_named(self.names(Region), text, several, self._codes)
            except CellError as error:
                self._places[text, several] = error
        if isinstance(found := self._places[text, several], CellError):
            raise found
        return found

    def parts(self, target: Any, text: str, also: Container[str] = (), most: int = MAX_PARTS) -> list[str]:
        """What a cell lists. `also`: what else is known besides the names of the directory. Raises CellError."""
        if not target.is_relation or isinstance(target, TaggableManager):
            return split(text, most=most)
        return parted(text, lambda part: spelling(part) in also or self._knows(target, part), most)

    def _knows(self, target: Any, text: str) -> bool:
        if target.related_model is not Region:
            return self.names(target.related_model).knows(text)
        try:
            return bool(self._region(text, several=True))
        except CellError:
            return False

    def past(self, text: str) -> Value:
        """When something was so: a day, a month, a year that has begun. Raises CellError."""
        found = self._date(text, LONGEST_DATE)
        first, _last = fuzzy_dates.bounds(found.value)
        if first and first > timezone.localdate():
            raise CellError(f"„{text[:60]}“ liegt in der Zukunft.")
        return found

    @classmethod
    def _day(cls, text: str) -> Value:
        found = cls._date(text, 10)
        try:
            return Value(date.fromisoformat(found.value).isoformat(), note=found.note)
        except ValueError as error:
            raise CellError(f"„{text[:60]}“ ist kein Tag wie 04.10.2025.") from error

    @staticmethod
    def _date(text: str, longest: int) -> Value:
        note = ""
        if _SERIAL.fullmatch(text):
            day = date(1899, 12, 30) + timedelta(days=int(re.split(r"[.,]", text)[0]))
            note = f"Die Zahl {text} ist als Tag gelesen: {day:%d.%m.%Y}."
            text = f"{day:%d.%m.%Y}"
        text = re.sub(r"^(\d\d\.\d\d\.\d{4}) \d\d:\d\d(?::\d\d)?$", r"\1", text)
        try:
            found = parse_date(text)
        except fuzzy_dates.FuzzyDateError as error:
            raise CellError(str(error)) from error
        if len(found.edtf) > longest:
            raise CellError("Diese Zeitangabe ist zu lang.")
        return Value(found.edtf, found.wording, note)


def _is_yes(text: str) -> bool:
    key = fold(text)
    if key not in (YES, NO):
        raise CellError(f"„{text[:60]}“ ist keine gültige Angabe. Möglich sind: {YES}, {NO}.")
    return key == YES


def _amount(target: models.DecimalField, text: str) -> Amount:
    """„rund 1.200“, „10–49“. Raises CellError where it is no number, or may be two."""
    if found := read_amount(text):
        if all(round(one, target.decimal_places) == one for one in (found.number, found.number_to or 0)):
            return found
    if len(both := readings(text)) > 1:
        first, second = map(german, both)
        raise CellError(f"„{text}“ kann {first} oder {second} heißen. Bitte eines davon schreiben.")
    raise CellError(f"„{text[:60]}“ ist keine Zahl wie „1.200“, „rund 80“ oder „10 bis 49“.")


def _choice(target: models.Field, text: str) -> str:
    key = fold(text)
    for value, label in target.flatchoices:
        if value and key in (fold(str(value)), fold(str(label))):
            return str(value)
    allowed = ", ".join(str(label) for value, label in target.flatchoices if value)
    raise CellError(f"„{text[:60]}“ ist keine gültige Angabe. Möglich sind: {allowed}.")


def _plain(target: models.Field, text: str) -> str:
    if not isinstance(target, models.TextField):
        text = " ".join(text.split())
    if target.max_length and len(text) > target.max_length:
        raise CellError(f"{len(text)} Zeichen; erlaubt sind {target.max_length}.")
    try:
        if isinstance(target, models.URLField) and text:
            text = _URL.to_python(text) or ""  # as forms do: „www.…“ is an address, too
        target.run_validators(text)
    except ValidationError as error:
        raise CellError(" ".join(error.messages)) from error
    return text
