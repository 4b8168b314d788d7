"""What the forms of all jobs share: where the knowledge comes from, rows with „weitere“, names of entries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet

from accounts.models import Editor
from publishing.enums import State
from publishing.models import Record
from sourcing.fields import NamedRecord
from sourcing.form import OriginForm
from sourcing.sitting import Sitting

MOST_ROWS = 30
LONG = 160  # characters


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


def living(model: type[Record]) -> QuerySet:
    """What a job may name: everything but the archive."""
    return model._default_manager.exclude(state=State.ARCHIVED)


def _is_long(field: forms.Field) -> bool:
    """Names and sentences have a line of their own."""
    is_way = getattr(field.widget, "input_type", "") in ("tel", "email")
    return isinstance(field, forms.CharField) and (field.max_length or 0) >= LONG and not is_way


class JobForm(forms.Form):
    """`record`: the entry from which the job was begun. `layout`: headings with the names of their fields.

    `is_sourced`: it asks where the knowledge comes from, in `origin`.
    """

    is_sourced = True

    layout: ClassVar[list[tuple[str, list[str]]]] = []
    rows: ClassVar[dict[str, Rows]] = {}

    why = forms.CharField(required=False, max_length=300, label="Was die Freigabe dazu wissen soll")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        by: Editor,
        record: Record | None = None,
        typed: Mapping[str, Any] | None = None,
        more: str = "",
        sitting: Sitting | None = None,
    ):
        """`typed`: what was entered before and is not checked now. `more`: rows of which there shall be more."""
        super().__init__(data, initial=typed)
        self.by, self.record = by, record
        self.origin = OriginForm(data, by=by, sitting=sitting or Sitting({}), keeps=False, typed=typed)
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
                field.widget.attrs.setdefault("class", "vTextField np-job__long" if _is_long(field) else "vTextField")

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
                found.append(Group(heading, [self[name] for name in names if name in self.fields]))
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

    def is_valid(self) -> bool:
        refused = self.is_sourced and self.is_bound and self.origin.refusals(needed=True)
        return super().is_valid() and not refused

    def typed_values(self) -> dict[str, str]:
        """What was sent, to be kept with a proposal."""
        kept = {name: self.data.get(name, "") for name in self.fields}
        if self.is_sourced:
            kept |= {bound.html_name: self.data.get(bound.html_name, "") for bound in self.origin}
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
