"""What the forms of all jobs share: where the knowledge comes from, rows with „weitere“, names of entries."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from accounts.models import Editor
from core.fields import FuzzyDateFormField
from publishing.enums import SourceKind, State
from publishing.models import Record, SourceDocument

MOST_OFFERED = 400  # in a list of suggestions below a text field
MOST_ROWS = 30
_NUMBERED = re.compile(r"\((\d+)\)\s*$")

DATE_EXAMPLE = "Zum Beispiel 01.03.2026, 03/2026 oder „Ende 2026“."


@dataclass(frozen=True)
class Rows:
    """Several of the same. `make`: the fields of one row, by the name of the column."""

    heading: str
    make: Callable[[], dict[str, forms.Field]]
    start: int = 3


@dataclass
class Group:
    """What stands together on the form under one heading."""

    heading: str
    fields: list[Any]
    help: str = ""
    more: str = ""  # the name of its rows, where there can be more
    more_words: str = ""


class DateField(FuzzyDateFormField):
    def __init__(self, **options):
        super().__init__(**{"max_length": 120, "help_text": DATE_EXAMPLE} | options)


class NamedRecord(forms.CharField):
    """A text field with suggestions that names an entry: by its name, or as „Name (12)“ where several have it.

    Cleans to the entry, to None when empty, and to the text where nothing has the name and a `new` one is meant.
    """

    def __init__(self, records: Callable[[], QuerySet], new: bool = False, **options):
        self.records, self.new = records, new
        super().__init__(max_length=200, **options)

    def offered(self) -> list[str]:
        return [f"{record} ({record.pk})" for record in self.records()[:MOST_OFFERED]]

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
        same = [record for record in self._called(text) if str(record).casefold() == text.casefold()]
        if len(same) == 1 and not self.new:
            return same[0]
        if same:
            names = ", ".join(f"„{record} ({record.pk})“" for record in same[:5])
            new = f" Ist jemand oder etwas anderes gemeint, schreiben Sie „{text} (neu)“." if self.new else ""
            raise ValidationError(f"Diesen Namen gibt es schon: bitte {names} wählen.{new}")
        return text if self.new else self._unknown(text)

    def _called(self, text: str) -> QuerySet:
        model = self.records().model
        if any(field.name == "name" for field in model._meta.fields):
            return self.records().filter(name__iexact=text)
        return self.records().filter(family_name__iexact=text.split()[-1])

    @staticmethod
    def _unknown(text: str):
        raise ValidationError(f"„{text}“ gibt es nicht. Bitte aus der Liste wählen.")


def living(model: type[Record]) -> QuerySet:
    """What a job may name: everything but the archive."""
    return model._default_manager.exclude(state=State.ARCHIVED)


def sources() -> QuerySet:
    return living(SourceDocument).order_by("-pk")


class JobForm(forms.Form):
    """`record`: the entry from which the job was begun. `layout`: headings with the names of their fields."""

    layout: ClassVar[list[tuple[str, list[str]]]] = []
    rows: ClassVar[dict[str, Rows]] = {}

    source = forms.ModelChoiceField(
        sources(), required=False, label="Woher wissen Sie das?", empty_label="– Quelle wählen oder darunter neu –"
    )
    source_title = forms.CharField(
        required=False, max_length=200, label="Titel", help_text="„Schreiben der Geschäftsstelle an die Stadt“"
    )
    source_kind = forms.ChoiceField(required=False, label="Art", choices=[("", "– wählen –"), *SourceKind.choices])
    source_dated = DateField(required=False, label="Vom")
    why = forms.CharField(required=False, max_length=300, label="Was die Freigabe dazu wissen soll")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        by: Editor,
        record: Record | None = None,
        typed: Mapping[str, Any] | None = None,
        more: str = "",
    ):
        """`typed`: what was entered before and is not checked now. `more`: rows of which there shall be more."""
        super().__init__(data, initial=typed)
        self.by, self.record = by, record
        sent = data if data is not None else typed or {}
        self.counts = {name: self._count(name, sent, name == more) for name in self.rows}
        for name, rows in self.rows.items():
            for number in range(self.counts[name]):
                for column, field in rows.make().items():
                    self.fields[f"{name}-{number}-{column}"] = field
        self.prepare()
        for name, field in self.fields.items():
            if isinstance(field, NamedRecord):
                field.widget.attrs |= {"list": f"liste-{name}", "autocomplete": "off"}
            if not isinstance(field.widget, forms.CheckboxInput):
                field.widget.attrs.setdefault("class", "vTextField")

    def prepare(self) -> None:
        """For forms whose choices depend on the entry."""

    def _count(self, name: str, sent: Mapping[str, Any], more: bool) -> int:
        start = self.rows[name].start
        said = str(sent.get(f"zahl-{name}", ""))
        count = int(said) if said.isascii() and said.isdigit() and len(said) < 4 else start
        return max(start, min(count + (start if more else 0), MOST_ROWS))

    def suggestions(self) -> Iterable[tuple[str, list[str]]]:
        """Lists below text fields; one for all fields that offer the same."""
        for name, field in self.fields.items():
            if isinstance(field, NamedRecord):
                yield f"liste-{name}", field.offered()

    def groups(self) -> list[Group]:
        found = []
        for heading, names in self.layout:
            if names[0] in self.rows:
                found.append(self._rows_group(heading, names[0]))
            else:
                found.append(Group(heading, [self[name] for name in names]))
        return found

    def _rows_group(self, heading: str, name: str) -> Group:
        fields = [self[one] for one in self.fields if one.startswith(f"{name}-")]
        more = name if self.counts[name] < MOST_ROWS else ""
        return Group(heading, fields, more=more, more_words=f"Weitere: {self.rows[name].heading}")

    def filled(self, name: str) -> list[dict[str, Any]]:
        """The rows in which something is entered."""
        found = []
        for number in range(self.counts[name]):
            prefix = f"{name}-{number}-"
            row = {
                field.removeprefix(prefix): self.cleaned_data.get(field)
                for field in self.fields
                if field.startswith(prefix)
            }
            if any(value for value in row.values()):
                found.append(row)
        return found

    def clean(self):
        sent = super().clean() or self.cleaned_data
        if not sent.get("source") and not sent.get("source_title") and "source_title" not in self.errors:
            self.add_error(
                "source", "Bitte sagen Sie, woher Sie das wissen: eine Quelle wählen oder darunter eine neue."
            )
        elif not sent.get("source"):
            for name in ("source_kind", "source_dated"):
                if not sent.get(name) and name not in self.errors:
                    self.add_error(name, "Eine neue Quelle braucht Titel, Art und Datum.")
        return sent

    def typed_values(self) -> dict[str, str]:
        """What was sent, to be kept with a proposal."""
        kept = {name: self.data.get(name, "") for name in self.fields}
        return {name: value for name, value in kept.items() if value} | {
            f"zahl-{name}": str(count) for name, count in self.counts.items()
        }


def names_like(model: type[Record], text: str) -> Q:
    """For finding an entry to begin from."""
    words = Q()
    columns = ("name",) if any(field.name == "name" for field in model._meta.fields) else ("given_name", "family_name")
    for word in text.split():
        one = Q(names__name__icontains=word)
        for column in columns:
            one |= Q(**{f"{column}__icontains": word})
        words &= one
    return words
