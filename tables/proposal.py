"""What a row makes of a record: the snapshot with the cells written into it, and what is wrong with them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from secrets import randbelow
from typing import Any

from contacts import channel_values
from contacts.enums import ChannelKind
from core import fuzzy_dates
from core.fields import FuzzyDateField
from core.fuzzy_dates import FuzzyDate
from core.text import fold
from inputs.phones import is_mobile
from publishing import changes as compare
from publishing.snapshots import Snapshot, content_fields, empty, many_fields, parts_of, plain
from sheets.sameness import says_the_same
from sourcing.proving import proven, unproven
from tables.cells import Cells, Value
from tables.columns import STAND, AddedColumn, AmountColumn, Column, FieldColumn, OneRowColumn, RowsColumn, TableKind
from tables.names import CellError
from tables.parting import BETWEEN
from tables.values import MISSING, Fault, Listed, is_list, is_single, listed

_KEYWORDS = "tags"
_AMOUNT = ("number", "number_to", "qualifier", "unit")  # the columns of a figure, as an amount has them


@dataclass
class Proposal:
    """`errors` and `notes` by the label of the column. `faults`: values that it goes without; `partly`: columns that
    say something else besides. `keeps`: what the record says already stays.
    """

    snapshot: Snapshot
    changes: compare.Changes = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    partly: set[str] = field(default_factory=set)
    keeps: bool = False


@cache
def _defaults(kind: TableKind, part: str) -> dict[str, dict]:
    model = parts_of(kind.model)[part].model
    owned = frozenset(parts_of(kind.model)[part].owns())
    return {
        "fields": {one.attname: plain(one.get_default()) for one in content_fields(model, owned)},
        "many": {one.name: [] for one in many_fields(model)},
    }


class Writer:
    """Writes rows of one file into snapshots. `clear`: an empty cell empties what the record has; `as_of`: from when
    rows are that do not say so, where that is not the Stand of the source.
    """

    def __init__(self, kind: TableKind, source: int | None, clear: bool, as_of: FuzzyDate = FuzzyDate("")):
        self.kind, self.source, self.clear = kind, source, clear
        self.as_of = Value(as_of.edtf, as_of.wording)
        self.cells = Cells()
        self._number = -(randbelow(2**40) + 1) * 1000

    def propose(
        self,
        before: Snapshot | None,
        row: dict[str, str],
        slug: str = "",
        keeps: bool = False,
        judged: Collection[str] = (),
        own_words: Collection[str] = (),
    ) -> Proposal:
        """`before`: the record as it is, None for a new one. `row`: the text of each mapped column. `judged`: columns
        of which the file says another word: no source states their value, we do. `own_words`: keywords that it adds."""
        start = before or empty(self.kind.model)
        proposal = Proposal(_copy(start), keeps=keeps)
        for column in self.kind.imported:
            if column.key in row:
                self._column(proposal, column, row[column.key], is_new=before is None)
        if own_words and _KEYWORDS in self.kind.by_key:
            many = proposal.snapshot["many"]
            there = set(map(fold, many.get(_KEYWORDS, [])))
            many[_KEYWORDS] = sorted({*many.get(_KEYWORDS, []), *(one for one in own_words if fold(one) not in there)})
        if before is None:
            for column in self.kind.required:
                if not row.get(column.key):
                    proposal.faults.append(Fault(column.key, "", MISSING))
            if slug:
                proposal.snapshot["fields"]["slug"] = slug
        self._check_whole(proposal)
        proposal.changes = compare.diff(start, proposal.snapshot)
        stand = self._stand(proposal, row.get(STAND, ""))
        if proposal.changes and not proposal.errors:
            self._prove(proposal, start, judged)
            self._date(proposal.snapshot, start, stand)
            proposal.changes = compare.diff(start, proposal.snapshot)
        return proposal

    def _prove(self, proposal: Proposal, start: Snapshot, judged: Collection[str]) -> None:
        """The source supports what the file sets: of a new record all of it, of another what it changes."""
        done = proven(self.kind.model, start, proposal.snapshot, source=lambda: self.source)
        proposal.snapshot, cited = done.snapshot, done.snapshot["parts"]["citations"]
        for key in [key for key in cited if key not in start["parts"].get("citations", {})]:
            if cited[key]["fields"]["field"] in judged:
                del cited[key]
        for label in dict.fromkeys(unproven(self.kind.model, start, done.snapshot)):
            proposal.errors[label] = "Braucht eine Quelle: Bitte beim Zuordnen der Spalten eine wählen."

    def _stand(self, proposal: Proposal, text: str) -> Value:
        try:
            return self.cells.past(text) if text else self.as_of
        except CellError as error:
            proposal.faults.append(Fault(STAND, text, str(error)))
            return self.as_of

    def _date(self, snapshot: Snapshot, start: Snapshot, stand: Value) -> None:
        """What the file proves anew is as old as the file, or its row, says."""
        if self.source is None or not stand.value:
            return
        for name, rows in snapshot["parts"].items():
            old = start["parts"].get(name, {})
            for key, row in rows.items():
                if row["fields"].get("source_id") == self.source and row != old.get(key) and "as_of" in row["fields"]:
                    own = {"as_of": stand.value, "as_of_wording": stand.wording}
                    rows[key] = {**row, "fields": {**row["fields"], **own}}

    def _column(self, proposal: Proposal, column: Column, text: str, is_new: bool) -> None:
        current = self.text(column, proposal.snapshot)
        if says_the_same(getattr(column, "target", None), text, current):
            return
        if not text and (is_new or not self.clear or isinstance(column, AddedColumn)):
            return
        if proposal.keeps and current and (is_single(column) or not text):
            proposal.notes[column.label] = f"Bleibt „{current[:80]}“; in der Tabelle steht „{text[:80]}“."
            return
        part = getattr(column, "part", "")
        before = dict(proposal.snapshot["parts"][part]) if part else {}
        try:
            if isinstance(column, FieldColumn):
                self._field(proposal, column, text, is_new)
            elif isinstance(column, AmountColumn):
                self._amount(proposal, column, text)
            elif isinstance(column, RowsColumn):
                self._rows(proposal, column, text)
            elif isinstance(column, OneRowColumn):
                self._one_row(proposal, column, text)
        except CellError as error:
            proposal.faults.append(Fault(column.key, text, str(error)))
            if part:
                proposal.snapshot["parts"][part] = before

    def _field(self, proposal: Proposal, column: FieldColumn, text: str, is_new: bool) -> None:
        if not text and not column.target.blank:
            raise CellError("Diese Angabe darf nicht leer werden.")
        self._set(proposal, column, proposal.snapshot, text)

    def _set(self, proposal: Proposal, column: Any, row: dict, text: str) -> None:
        """Into a record or a row below it, which look alike."""
        target = column.target
        if is_list(column):
            now = row["many"].get(target.name, [])
            said = self._listed(proposal, column, text)
            # What a value means that nobody understands may be there already.
            keys = sorted({*now, *said.values}) if said.faults or proposal.keeps else sorted(said.values)
            row["many"] = {**row["many"], target.name: keys}
            return
        if not text:
            empty_value = None if target.null else ""
            row["fields"][target.attname] = empty_value
            if isinstance(target, FuzzyDateField):
                row["fields"][f"{target.name}_wording"] = ""
            return
        value = self.cells.read(target, text)
        row["fields"][target.attname] = value.value
        if isinstance(target, FuzzyDateField):
            row["fields"][f"{target.name}_wording"] = value.wording
        self._note(proposal, column, value)

    def _listed(self, proposal: Proposal, column: Any, text: str, there: Collection[Any] = ()) -> Listed:
        """What can be read; the rest are faults of the row."""
        found = listed(self.cells, column, text, there) if text else Listed()
        proposal.faults += found.faults
        if found.values:
            proposal.partly.add(column.key)
        if found.notes:
            proposal.notes[column.label] = " ".join(found.notes)
        return found

    @staticmethod
    def _note(proposal: Proposal, column: Column, value: Value) -> None:
        if value.note:
            proposal.notes[column.label] = value.note

    def _rows(self, proposal: Proposal, column: RowsColumn, text: str) -> None:
        """Keeps the rows whose value stays; what is missing goes, if it has no time of its own; what is new comes."""
        rows = proposal.snapshot["parts"][column.part]
        there = {row["fields"][column.target.attname] for _, row in self.rows_of(column, proposal.snapshot)}
        said = self._listed(proposal, column, text, there)
        stays = said.faults or proposal.keeps or isinstance(column, AddedColumn)
        for key, row in [] if stays else self.rows_of(column, proposal.snapshot):
            is_there = not key.startswith("-")  # else another cell of the row says it
            if is_there and row["fields"][column.target.attname] not in said.values:
                del rows[key]
        new: dict[RowsColumn, list[Any]] = defaultdict(list)
        for value in said.values:
            if value not in there:
                new[self._meant(column, value)].append(value)
        for meant, values in new.items():
            self._add_once(proposal.snapshot, meant, values)
        if column.key in channel_values.NUMBERS and any(
            str(value).isdigit() and not str(value).startswith("0") for value in said.values
        ):
            proposal.notes[column.label] = "Beginnt ohne Null oder Plus; vielleicht ging die führende Null verloren."

    def _meant(self, column: RowsColumn, value: Any) -> RowsColumn:
        """Where a value belongs: the number of a mobile telephone also stands among those of others."""
        mobile = self.kind.by_key.get(ChannelKind.MOBILE) if column.key == ChannelKind.PHONE else None
        return mobile if isinstance(mobile, RowsColumn) and is_mobile(value) else column

    def _add_once(self, snapshot: Snapshot, column: RowsColumn, values: list[Any]) -> None:
        name = column.target.attname
        there = {row["fields"][name] for _, row in self.rows_of(column, snapshot)}
        for value in values:
            if value not in there:
                self._add(snapshot, column, {name: value})

    def _amount(self, proposal: Proposal, column: AmountColumn, text: str) -> None:
        for amount in self._listed(proposal, column, text).values:
            values = dict(zip(_AMOUNT, amount, strict=True))
            there = (row["fields"] for _, row in self.rows_of(column, proposal.snapshot))
            if not any(all(_same(row[name], value) for name, value in values.items()) for row in there):
                self._add(proposal.snapshot, column, {name: plain(value) for name, value in values.items()})

    def _one_row(self, proposal: Proposal, column: OneRowColumn, text: str) -> None:
        rows = proposal.snapshot["parts"][column.part]
        if len(rows) > 1:
            raise CellError("Der Eintrag hat hier mehrere Zeilen; bitte dort im Formular ändern.")
        if not rows:
            self._add(proposal.snapshot, column, {})
        key = next(iter(rows))
        row = rows[key] = {"fields": dict(rows[key]["fields"]), "many": dict(rows[key]["many"])}
        if not text and not column.target.blank:
            raise CellError("Diese Angabe darf nicht leer werden; die Zuständigkeit löscht man im Formular.")
        self._set(proposal, column, row, text)

    def _add(self, snapshot: Snapshot, column: RowsColumn | OneRowColumn, values: dict[str, Any]) -> None:
        defaults, own = _defaults(self.kind, column.part), {}
        if isinstance(column, RowsColumn):
            fixed = column.fixed.items()
            own = {name: wanted[0] if isinstance(wanted, tuple) else wanted for name, wanted in fixed} | column.filled
        fields = {**defaults["fields"], **own, **values, "source_id": self.source}
        self._number += 1
        snapshot["parts"][column.part][str(self._number)] = {"fields": fields, "many": dict(defaults["many"])}

    def _check_whole(self, proposal: Proposal) -> None:
        """What only several cells together can do wrong."""
        tasks = proposal.snapshot["parts"].get("responsibilities", {})
        if any(key.startswith("-") and not row["fields"]["task"] for key, row in tasks.items()):
            proposal.errors.setdefault("Zuständig für", "Fehlt; eine Zuständigkeit muss sagen, wofür.")
        fields = proposal.snapshot["fields"]
        if fields.get("start") and fields.get("end") and not proposal.errors:
            first, last = fuzzy_dates.bounds(fields["start"])[0], fuzzy_dates.bounds(fields["end"])[1]
            if first and last and last < first:
                proposal.errors["Ende"] = "Liegt vor dem Beginn."

    def text(self, column: Column, snapshot: Snapshot) -> str:
        """What an export writes for this state of a record."""
        if isinstance(column, FieldColumn):
            return self._text_of(column, snapshot)
        if isinstance(column, RowsColumn):
            rows = [row for _, row in self.rows_of(column, snapshot)]
        elif isinstance(column, OneRowColumn):
            rows = list(snapshot["parts"].get(column.part, {}).values())
        else:
            return ""
        between = BETWEEN if isinstance(column, RowsColumn) else "\n"
        return between.join(self._text_of(column, row) for row in rows).strip()

    def whole(self, column: Column, text: str, snapshot: Snapshot) -> str:
        """A cell with what stays besides, where it says all that a record has of it."""
        return self.text(column, snapshot) if is_list(column) and not isinstance(column, AddedColumn) else text

    def _text_of(self, column: Any, row: dict) -> str:
        target = column.target
        if target.name in row["many"]:
            return self.cells.text(target, row["many"][target.name])
        name = getattr(target, "attname", target.name)
        fields = row["fields"]
        today = self.kind.today.get(name)
        value = today(fields) if today and isinstance(column, FieldColumn) else fields.get(name)
        return self.cells.text(target, value, fields.get(f"{target.name}_wording") or "")

    @staticmethod
    def rows_of(column: RowsColumn, snapshot: Snapshot) -> list[tuple[str, dict]]:
        rows = snapshot["parts"].get(column.part, {})
        return [
            (key, row)
            for key, row in rows.items()
            if all(
                row["fields"].get(name) in (wanted if isinstance(wanted, tuple) else (wanted,))
                for name, wanted in column.fixed.items()
            )
        ]


def _same(there: Any, value: Any) -> bool:
    return Decimal(there) == value if isinstance(value, Decimal) and there is not None else there == value


def _copy(snapshot: Snapshot) -> Snapshot:
    return {
        "fields": dict(snapshot["fields"]),
        "many": dict(snapshot["many"]),
        "parts": {name: dict(rows) for name, rows in snapshot["parts"].items()},
    }
