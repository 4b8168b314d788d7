"""Inputs of short forms: a date, and the name of an entry."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from core import fuzzy_dates
from core.fields import FuzzyDateFormField
from core.kinds import kind_of
from publishing.models import Record

MOST_OFFERED = 400  # in a list of suggestions below a text field
DATE_EXAMPLE = "Zum Beispiel 01.03.2026, 03/2026 oder „Ende 2026“."
DAY_EXAMPLE = "Zum Beispiel 01.03.2026 oder 1.3.26."
_CENTURY_LESS = re.compile(r"00(\d\d)-(\d\d)-(\d\d)")  # „1.12.26“, typed into a browser's own input for dates
_NUMBERED = re.compile(r"\((\d+)\)\s*$")


class DateField(FuzzyDateFormField):
    def __init__(self, **options):
        super().__init__(**{"max_length": 120, "help_text": DATE_EXAMPLE} | options)


def read_day(text: str, called: str = "") -> date | None:
    """One day, however it is written; None for nothing. `called`: the name of the input, for what is said of it.

    Raises ValidationError for what is no date, for two, and for more than one day.
    """
    text = _CENTURY_LESS.sub(r"\3.\2.\1", text.strip())
    if not text:
        return None
    about = f"{called}: " if called else ""
    try:
        earliest, latest = fuzzy_dates.bounds(fuzzy_dates.parse(text).edtf)
    except fuzzy_dates.FuzzyDateError as error:
        raise ValidationError(f"{about}{error}", code="invalid") from error
    if earliest is None or earliest != latest:
        raise ValidationError(f"{about}„{text}“ ist kein einzelner Tag. {DAY_EXAMPLE}", code="invalid")
    return earliest


class DayField(forms.DateField):
    """One day, as people type it; shown as 01.12.2026."""

    widget = forms.DateInput(format="%d.%m.%Y")

    def to_python(self, value):
        return read_day(value) if isinstance(value, str) else super().to_python(value)


class NamedRecord(forms.CharField):
    """A text field with suggestions that names an entry: by its name, or as „Name (12)“ where several have it.

    `called`: what the list says of an entry. Cleans to the entry, to None when empty, and to the text where nothing has
    the name and a `new` one is meant. `namesakes`: whoever has just this name may still be somebody else, so it is
    asked.
    """

    def __init__(
        self,
        records: Callable[[], QuerySet],
        new: bool = False,
        namesakes: bool = False,
        called: Callable[[Any], str] = str,
        **options: Any,
    ):
        self.records, self.new, self.namesakes, self.called = records, new, namesakes, called
        super().__init__(max_length=200, **options)

    def offered(self) -> list[str]:
        return [f"{self.called(record)} ({record.pk})" for record in self.records()[:MOST_OFFERED]]

    def clean(self, value):
        text = " ".join(super().clean(value).split())
        if not text:
            return None
        if found := _NUMBERED.search(text):
            record = self.records().filter(pk=found[1]).first()
            if record is None:
                raise ValidationError(f"„{text}“ gibt es hier nicht. Bitte aus der Liste wählen.")
            return record
        if text.endswith("(neu)"):
            return text.removesuffix("(neu)").strip() if self.new else self._unknown(text)
        same = [record for record in self._called(text) if text.casefold() in self._names(record)]
        if len(same) == 1 and not self.namesakes:
            return same[0]
        if same:
            names = ", ".join(f"„{record} ({record.pk})“" for record in same[:5])
            new = f" Ist jemand oder etwas anderes gemeint, schreiben Sie „{text} (neu)“." if self.new else ""
            raise ValidationError(f"Diesen Namen gibt es schon: bitte {names} wählen.{new}")
        return text if self.new else self._unknown(text)

    def _called(self, text: str) -> QuerySet:
        model = self.records().model
        names = kind_of(model).names if issubclass(model, Record) else ("name",)
        called = Q(**{f"{names[-1]}__iexact": text.split()[-1] if len(names) > 1 else text})
        for name in self._short_names():
            called |= Q(**{f"{name}__iexact": text})
        return self.records().filter(called)

    def _short_names(self) -> tuple[str, ...]:
        """Columns with another whole name: „GRW“."""
        model = self.records().model
        found = kind_of(model).found if issubclass(model, Record) else None
        return found.names if found else ()

    def _names(self, record: Any) -> set[str]:
        return {str(record).casefold(), *(getattr(record, name).casefold() for name in self._short_names())}

    @staticmethod
    def _unknown(text: str):
        raise ValidationError(f"„{text}“ gibt es nicht. Bitte aus der Liste wählen.")
