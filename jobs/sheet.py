"""What a job writes: states of records, changed in memory and then written as one case."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from accounts.models import Editor
from cases import actions
from cases.models import Case
from core import fuzzy_dates
from core.fuzzy_dates import FuzzyDate
from publishing import history
from publishing.models import Record, SourceDocument
from publishing.snapshots import Snapshot, empty, parts_of, take
from sourcing.building import built, columns

_FIRST_KEY = 10**15  # of rows that are not there yet; they get their own when the change is written


class Sheet:
    """`source`: what all that is written here rests on. `notes`: what the job could not write, in words."""

    def __init__(self, case: Case, by: Editor, source: SourceDocument):
        self.case, self.by, self.source, self.notes = case, by, source, []
        self._states: dict[tuple[type[Record], int], tuple[Record, Snapshot]] = {}

    def state(self, record: Record) -> Snapshot:
        """To be changed in place; of a public record with a change that the account has begun, the state of that."""
        key = (type(record), record.pk)
        if key not in self._states:
            change = history.open_change(record) if record.is_published else None
            mine = change is not None and change.authors.filter(pk=self.by.pk).exists()
            self._states[key] = (record, deepcopy(change.snapshot) if change and mine else take(record))
        return self._states[key][1]

    def put(self, record: Record, state: Snapshot) -> None:
        """As it is to be, made elsewhere from what it is."""
        self._states[type(record), record.pk] = (record, state)

    def set(self, record: Record, **values: Any) -> None:
        """Columns of a record; what was cited for them before does not hold any more."""
        state = self.state(record)
        for name, value in values.items():
            state["fields"] |= columns({name: value})
            self.cite(record, name)

    def cite(self, record: Record, field: str) -> None:
        """By the source, and by no other any more."""
        self.uncite(record, field)
        self.add(record, "citations", field=field)

    def uncite(self, record: Record, field: str) -> None:
        rows = self.state(record)["parts"]["citations"]
        for key in [key for key, row in rows.items() if row["fields"]["field"] == field]:
            del rows[key]

    def add(self, record: Record, part: str, many: dict[str, list[int]] | None = None, **values: Any) -> None:
        """A row below a record, stated by the source."""
        rows = self.state(record)["parts"][part]
        rows[str(_FIRST_KEY + len(rows))] = self.row(type(record), part, many, position=len(rows), **values)

    def row(self, model: type[Record], part: str, many: dict[str, list[int]] | None = None, **values: Any) -> dict:
        kind = parts_of(model)[part]
        return built(kind.model, kind.owns(), many, source_id=self.source.pk, **values)

    def end_row(self, record: Record, part: str, key: str, end: FuzzyDate, what: str) -> None:
        """Until when it held. This source proves the end alone: what the row said before keeps its own, as sure as it
        was; the end is cited at the record."""
        state = self.state(record)
        state["parts"][part][key]["fields"] |= columns({"end": end})
        cited = (row["fields"] for row in state["parts"]["citations"].values())
        if not any(row["source_id"] == self.source.pk and not row["field"] for row in cited):
            self.add(record, "citations", note=f"Belegt das Ende: {what}"[:300])

    def create(
        self,
        model: type[Record],
        many: dict[str, list[int]] | None = None,
        rows: dict[str, list[dict]] | None = None,
        **values: Any,
    ) -> Record:
        """A new draft. `rows`: of its parts, as `row` makes them; the whole is cited by the source."""
        snapshot = {**empty(model), **built(model, set(), many, **values)}
        rows = {"citations": [self.row(model, "citations")], **(rows or {})} if model is not SourceDocument else {}
        for part, some in rows.items():
            snapshot["parts"][part] = {str(-number): row for number, row in enumerate(some, 1)}
        return actions.create(case=self.case, model=model, snapshot=snapshot, by=self.by)

    def write(self) -> None:
        """All that differs. Raises PermissionDenied, InCase, OpenChange, or ValidationError."""
        for record, state in self._states.values():
            actions.write(case=self.case, record=record, snapshot=state, by=self.by)


def day_before(day: FuzzyDate) -> FuzzyDate | None:
    """The last day before a date begins; None where it begins on no certain day."""
    earliest, latest = fuzzy_dates.bounds(day.edtf)
    return FuzzyDate((earliest - timedelta(days=1)).isoformat()) if earliest and earliest == latest else None


def begins_after(edtf: str) -> FuzzyDate | None:
    """The first day on which a period can begin that follows one with this end."""
    latest = fuzzy_dates.bounds(edtf)[1]
    return FuzzyDate((latest + timedelta(days=1)).isoformat()) if latest else None


def lies_ahead(day: FuzzyDate) -> bool:
    earliest = fuzzy_dates.bounds(day.edtf)[0]
    return earliest is not None and earliest > date.today()
