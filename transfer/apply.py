"""Takes over the chosen rows slice by slice: drafts arise or change, public records get a pending change.

Every record is written whole, with what its row says of it, in a transaction of less than a second. A row that cannot
be taken over says why and holds up no other; whatever ends the work in the middle, it goes on with the rows left.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Editor
from cases import many
from cases.models import Case, CaseEntry
from cases.teams import Teams
from memory import stamps
from memory.slices import give_way, slices
from publishing import actions
from publishing.enums import RevisionKind, State
from publishing.locking import locked_rows
from publishing.signals import muted
from publishing.snapshots import Snapshot
from releasing import suggesting
from tables.columns import KINDS
from transfer.compare import Comparison
from transfer.enums import ImportStage, RowResult, RowStatus
from transfer.joining import Team, locked_cases, take_in
from transfer.models import ImportBatch, ImportRow
from transfer.steps import JUDGED, keep, save
from transfer.storing import drop_file

SLICE = 80  # with what a row says in other tables about 0.1 s of a processor
CHANGES = 400  # of the rows of a slice together
STALE = "Seit der Vorschau hat sich im Verzeichnis etwas geändert; neu verglichen und nicht mehr ausgewählt."
_CLASH = "Widerspricht einem anderen Eintrag, zum Beispiel durch dieselbe Kurzadresse."
_OWN_TABLES = {model._meta.db_table for model in (ImportBatch, ImportRow, Case, CaseEntry, Case.authors.through)}
_READY = (ImportStage.READY, ImportStage.APPLIED, ImportStage.UNDONE)


def _ground(versions: stamps.Versions) -> stamps.Versions:
    """What a comparison rests on: everything but what taking rows over writes all the time for itself."""
    return {table: version for table, version in versions.items() if table not in _OWN_TABLES}


@dataclass
class _Wanted:
    """A row, the state that it proposes, the record that it is about, what becomes of it, and who decides."""

    row: ImportRow
    snapshot: Snapshot
    pk: int | None
    result: RowResult
    team: Team = None


def chosen(batch: ImportBatch):
    """The rows that „übernehmen“ takes."""
    return batch.rows.filter(selected=True, may_apply=True, result=RowResult.OPEN)


def begin_apply(batch: ImportBatch, by: Editor) -> bool:
    """From now on `apply_next` takes the chosen rows over in the name of this account; False while the import is
    at something else.
    """
    begun = batch.move(ImportStage.APPLYING, only_from=_READY, run_by=by)
    if begun:
        drop_file(batch)
    return begun


def apply_next(batch: ImportBatch, by: Editor) -> int:
    """Takes the next rows over; returns how many are left. Safe to call twice at once, and after an end in the middle:
    a row is written together with what became of it.
    """
    if rows := next(slices(chosen(batch)[:SLICE], SLICE, lambda row: len(row.changes), CHANGES), []):
        _Slice(batch, by).take(rows)
    left = chosen(batch).count()
    if not left:
        if written := batch.rows.exclude(result=RowResult.OPEN).exists():
            keep(batch, by)
        is_done = written or bool(batch.first)
        batch.move(ImportStage.APPLIED if is_done else ImportStage.READY, only_from=(ImportStage.APPLYING,))
    return left


class _Slice:
    """Compares some rows, then writes those that still mean what the editor saw."""

    def __init__(self, batch: ImportBatch, by: Editor):
        self.batch, self.by, self.model = batch, by, KINDS[batch.kind].model
        self._begin()
        self.named: dict[str, Any] = {
            "by": by,
            "why": str(batch)[:300],
            "kind": RevisionKind.IMPORT,
            "batch": batch.token,
        }

    def _begin(self) -> None:
        # What the comparison rests on; if it changes before the lock is held, the rows are compared again.
        self.ground = _ground(stamps.read())
        self.comparison = Comparison(self.batch, self.by, asks=False)

    def take(self, rows: list[ImportRow]) -> None:
        found = self._compared(rows)
        theirs = [one for one in found if one.result == RowResult.SUGGESTED]
        drafts = [one for one in found if one.result == RowResult.CHANGED]
        together = [one for one in found if one.result in (RowResult.CREATED, RowResult.PROPOSED)]
        try:
            self._write(together, self._together)
        except (many.OneRefused, PermissionDenied, IntegrityError):
            drafts = together + drafts  # which row it was, or which two, each says by itself
        for one in drafts:
            self._alone(one)
        for one in theirs:
            self._suggest(one)

    def _suggest(self, one: _Wanted) -> None:
        """Nothing of an entry of others changes: what the row says waits for those in charge of it."""
        row, batch = one.row, self.batch
        with transaction.atomic():
            if not chosen(batch).select_for_update().filter(pk=row.pk).exists():
                return
            suggesting.suggest(
                record=self.model._base_manager.get(pk=one.pk), texts=self.comparison.told(row, one.snapshot),
                by=self.by, source=batch.source, as_of=batch.own_stand, why=str(batch), token=batch.token,
            )  # fmt: skip
            row.record_id, row.result, row.result_note = one.pk, one.result, ""
            save([row], (*JUDGED, "result", "result_note"))
            ImportBatch.objects.filter(pk=batch.pk).update(applied_at=timezone.now())

    def _compared(self, rows: list[ImportRow]) -> list[_Wanted]:
        """Without those that would do something else than the preview said: they say so and are not chosen any more."""
        shown = [_does(row) for row in rows]
        snapshots = self.comparison.compare(rows)
        wanted, stale = [], []
        for row, before, snapshot in zip(rows, shown, snapshots, strict=True):
            row.selected = bool(row.may_apply and _does(row) == before)
            if row.selected:
                wanted.append(_Wanted(row, snapshot, row.record_id, self._result(row), self._team(row, snapshot)))
            else:
                row.result_note = STALE
                stale.append(row)
        self._note(stale)
        return wanted

    def _result(self, row: ImportRow) -> RowResult:
        if row.record_id is None:
            return RowResult.CREATED
        if row.is_outside:
            return RowResult.SUGGESTED
        is_public = self.comparison.facts[row.record_id].state == State.PUBLISHED
        return RowResult.PROPOSED if is_public else RowResult.CHANGED

    def _again(self, wanted: list[_Wanted]) -> list[_Wanted]:
        """Compared under the lock: otherwise no slice would ever end where others save all the time. What becomes
        something else by now waits for the next slice."""
        before = {one.row.pk: (one.result, one.team) for one in wanted}
        self._begin()
        found = self._compared([one.row for one in wanted])
        return [one for one in found if before[one.row.pk] == (one.result, one.team)]

    def _team(self, row: ImportRow, snapshot: Snapshot) -> Team:
        return self.teams.of(self.comparison.places.of(snapshot)) if row.is_outside else None

    @cached_property
    def teams(self) -> Teams:
        return Teams(self.model)

    def _write(self, wanted: list[_Wanted], write: Callable[[list[_Wanted]], None]) -> None:
        """In one transaction with what became of the rows; nothing if another was faster. `wanted` loses what is not
        to be written after all.
        """
        if not wanted:
            return
        for one in wanted:
            one.row.record_id, one.row.result, one.row.result_note = one.pk, RowResult.OPEN, ""
        with transaction.atomic(), muted():  # drafts and pending changes are in no public index
            cases = locked_cases(self.batch, self.by, {one.team for one in wanted})
            locked_rows({self.model: {one.pk for one in wanted if one.pk}})
            pks = [one.row.pk for one in wanted]
            if len(chosen(self.batch).select_for_update().filter(pk__in=pks)) < len(wanted):
                return
            if _ground(stamps.read()) != self.ground:
                wanted[:] = self._again(wanted)
            if not wanted:
                return
            write(wanted)
            for one in wanted:
                one.row.result = one.result
            for team, case in cases.items():
                take_in(case, self.batch, [one.row for one in wanted if one.team == team])
            save([one.row for one in wanted], (*JUDGED, "result", "result_note"))
            ImportBatch.objects.filter(pk=self.batch.pk).update(applied_at=timezone.now())
        self.ground = _ground(stamps.with_own(self.ground))  # after anybody else's the next rows are compared again
        give_way()

    def _together(self, wanted: list[_Wanted]) -> None:
        """What is new and what is public: as many queries for a hundred as for one."""
        new = [one for one in wanted if one.pk is None]
        states = [one.snapshot for one in new]
        made = many.create_many(model=self.model, states=states, **self.named) if new else []
        for one, record in zip(new, made, strict=True):
            one.row.record_id = record.pk
        public = [one for one in wanted if one.pk is not None]
        known = self.model._base_manager.in_bulk([one.pk for one in public])
        records, states = [known[one.pk] for one in public], [one.snapshot for one in public]
        many.propose_many(records=records, states=states, **self.named)

    def _alone(self, one: _Wanted) -> None:
        try:
            self._write([one], self._single)
        except (ValidationError, PermissionDenied, IntegrityError) as error:
            messages = getattr(error, "messages", None) or [_CLASH if isinstance(error, IntegrityError) else str(error)]
            row = one.row
            row.status, row.may_apply, row.selected = RowStatus.ERROR, False, False
            row.record_id, row.result = one.pk, RowResult.OPEN
            row.errors = [["Eintrag", message] for message in messages]
            row.result_note = " ".join(messages)[:400]
            self._note([row])

    def _single(self, wanted: list[_Wanted]) -> None:
        (one,) = wanted
        if one.pk is None:
            one.row.record_id = actions.create(model=self.model, snapshot=one.snapshot, **self.named).pk
        else:
            record = self.model._base_manager.get(pk=one.pk)
            actions.propose(record=record, snapshot=one.snapshot, **self.named)

    def _note(self, rows: list[ImportRow]) -> None:
        """What is not taken over, unless another process has done so meanwhile."""
        if not rows:
            return
        with transaction.atomic():
            still = set(chosen(self.batch).select_for_update().filter(pk__in=[row.pk for row in rows]))
            save([row for row in rows if row in still], (*JUDGED, "result_note"))


def _does(row: ImportRow) -> tuple:
    """What a row would do, to which record; without the provisional keys, which are others each time."""
    changes = [{name: value for name, value in change.items() if name != "key"} for change in row.changes]
    return row.status, row.record_id, changes
