"""What a table of others says about an entry: its cells, to be read by those in charge as an import reads them."""

from django import forms

from core.fuzzy_dates import FuzzyDate
from jobs.forms import Group, JobForm
from jobs.sheet import Sheet
from publishing.models import Record
from publishing.snapshots import take
from sheets.sheet import MAX_ROWS
from sourcing.fields import DateField
from tables.columns import KINDS, POST, RowsColumn, TableKind
from tables.parting import split
from tables.proposal import Proposal, Writer

CELL = "zelle-"
_MOST_ROWS = 8


class TableForm(JobForm):
    """A field for each column of which the table says something new."""

    as_of = DateField(required=False, label="Stand der Angaben")

    def prepare(self) -> None:
        sent = self.data or self.initial
        for column in self.kind.imported:
            name = f"{CELL}{column.key}"
            if name not in sent:
                continue
            lines = str(sent[name]).count("\n") + 1
            widget = forms.Textarea({"rows": min(max(lines, 1), _MOST_ROWS), "cols": 60}) if lines > 1 else None
            self.fields[name] = forms.CharField(required=False, label=column.label, widget=widget or forms.TextInput)
        if "as_of" not in sent:
            del self.fields["as_of"]

    @property
    def kind(self) -> TableKind:
        assert self.record
        return KINDS[self.record._meta.label_lower]

    def groups(self) -> list[Group]:
        return [Group("Was die Tabelle sagt", [self[name] for name in self.fields if name != "why"])]

    def texts(self) -> dict[str, str]:
        found = {name: self.cleaned_data.get(name) for name in self.fields if name.startswith(CELL)}
        return {name.removeprefix(CELL): text for name, text in found.items() if text}

    def clean(self):
        sent = super().clean()
        assert self.record
        for fault in self.read(self.record, None).faults:
            self.add_error(f"{CELL}{fault.key}", fault.what)
        return sent

    def read(self, record: Record, source: int | None) -> Proposal:
        as_of = self.cleaned_data.get("as_of") or FuzzyDate("")
        return Writer(self.kind, source, False, as_of).propose(take(record), self.texts())


def cells(kind: TableKind, texts: dict[str, str]) -> dict[str, str]:
    """As the form keeps them: rows of a record a line each, all else to the letter."""
    return {
        f"{CELL}{key}": "\n".join(split(text, most=MAX_ROWS)) if _has_lines(kind, key) else text
        for key, text in texts.items()
    }


def _has_lines(kind: TableKind, key: str) -> bool:
    """A postal address has lines itself."""
    return key != POST and isinstance(kind.by_key.get(key), RowsColumn)


def write(sheet: Sheet, form: JobForm) -> None:
    assert isinstance(form, TableForm) and form.record
    read = form.read(form.record, sheet.source.pk)
    sheet.put(form.record, read.snapshot)
    sheet.notes += [f"{label}: {what}" for label, what in read.errors.items()]
