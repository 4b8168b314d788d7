"""Inputs of short forms: a date, and the name of an entry."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from core.fields import FuzzyDateFormField
from core.kinds import kind_of
from publishing.models import Record

MOST_OFFERED = 400  # in a list of suggestions below a text field
DATE_EXAMPLE = "Zum Beispiel 01.03.2026, 03/2026 oder „Ende 2026“."
_NUMBERED = re.compile(r"\((\d+)\)\s*$")


class DateField(FuzzyDateFormField):
    def __init__(self, **options):
        super().__init__(**{"max_length": 120, "help_text": DATE_EXAMPLE} | options)


class NamedRecord(forms.CharField):
    """A text field with suggestions that names an entry: by its name, or as „Name (12)“ where several have it.

    `called`: what the list says of an entry. Cleans to the entry, to None when empty, and to the text where nothing has
    the name and a `new` one is meant.
    """

    def __init__(
        self,
        records: Callable[[], QuerySet],
        new: bool = False,
        called: Callable[[Any], str] = str,
        **options: Any,
    ):
        self.records, self.new, self.called = records, new, called
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
        if len(same) == 1 and not self.new:
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
