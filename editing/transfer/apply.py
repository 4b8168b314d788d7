"""Takes over the chosen rows, all or nothing: drafts arise or change, public records get a pending change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from editing.enums import ImportStage, RowResult, RowStatus
from editing.models import ImportBatch, ImportRow
from editing.transfer.columns import KINDS
from editing.transfer.compare import Comparison
from editing.transfer.steps import JUDGED, save
from publishing import actions
from publishing.enums import RevisionKind, State
from publishing.locking import locked_rows
from publishing.models import ContentStamp, Editor
from publishing.signals import muted
from publishing.snapshots import Snapshot


@dataclass
class Outcome:
    """`applied` rows, or why there are none: `stale` ones look different since the preview, one was `refused`."""

    applied: int = 0
    stale: list[ImportRow] = field(default_factory=list)
    refused: str = ""


class _Refused(Exception):
    def __init__(self, row: ImportRow, messages: list[str]):
        self.row, self.messages = row, messages
        super().__init__(" ".join(messages))


def chosen(batch: ImportBatch):
    """The rows that „übernehmen“ takes."""
    return batch.rows.filter(selected=True, may_apply=True, result=RowResult.OPEN)


def apply(batch: ImportBatch, by: Editor) -> Outcome:
    """All chosen rows in one transaction. Where the database refuses a row, each is written by itself to say which."""
    try:
        try:
            return _transaction(batch, by, _write_together)
        except IntegrityError:
            return _transaction(batch, by, _write_each)
    except _Refused as refused:
        row, named = refused.row, " ".join(refused.messages)
        row.status, row.may_apply, row.selected, row.result = RowStatus.ERROR, False, False, RowResult.OPEN
        row.errors = [["Eintrag", message] for message in refused.messages]
        save([row], (*JUDGED, "result"))
        return Outcome(refused=f"Zeile {row.number}, {row.name}: {named}")


@transaction.atomic
def _transaction(batch: ImportBatch, by: Editor, write: Callable) -> Outcome:
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    rows = list(chosen(batch))
    shown = [(row.status, _without_keys(row.changes)) for row in rows]
    record_ids = [row.record_id for row in rows]
    locked_rows({KINDS[batch.kind].model: set(filter(None, record_ids))})  # before they are compared
    snapshots = Comparison(batch, by).compare(rows)
    stale = []
    for row, before in zip(rows, shown, strict=True):
        same = row.may_apply and (row.status, _without_keys(row.changes)) == before
        row.selected = bool(same)
        if not same:
            stale.append(row)
    if stale:
        save(stale, JUDGED)
        return Outcome(stale=stale)
    with muted():  # drafts and pending changes are in no public index; one stamp at the end is enough
        write(batch, list(zip(rows, snapshots, record_ids, strict=True)), by)
    if rows:
        ContentStamp.raise_version()
        batch.stage, batch.applied_at = ImportStage.APPLIED, timezone.now()
        batch.save(update_fields=["stage", "applied_at"])
    save(rows, (*JUDGED, "result"))
    return Outcome(applied=len(rows))


Wanted = list[tuple[ImportRow, Snapshot, int | None]]


def _write_together(batch: ImportBatch, wanted: Wanted, by: Editor) -> None:
    """What is new and what is public at once; drafts, whose changes apply directly, one after the other."""
    model, named = KINDS[batch.kind].model, _named(batch, by)
    new = [(row, snapshot) for row, snapshot, pk in wanted if pk is None]
    with _naming([row for row, _ in new]):
        made = actions.create_many(model=model, states=[snapshot for _, snapshot in new], **named)
    for (row, _), record in zip(new, made, strict=True):
        row.record_id, row.result = record.pk, RowResult.CREATED
    known = model._base_manager.in_bulk([pk for _, _, pk in wanted if pk])
    public = [one for one in wanted if one[2] in known and known[one[2]].state == State.PUBLISHED]
    with _naming([row for row, _, _ in public]):
        records, states = [known[pk] for _, _, pk in public], [snapshot for _, snapshot, _ in public]
        actions.propose_many(records=records, states=states, **named)
    for row, _, _ in public:
        row.result = RowResult.PROPOSED
    _write_each(batch, [one for one in wanted if not one[0].result], by)


def _write_each(batch: ImportBatch, wanted: Wanted, by: Editor) -> None:
    for row, snapshot, pk in wanted:
        try:
            _write(batch, row, snapshot, pk, by)
        except (ValidationError, PermissionDenied) as error:
            raise _Refused(row, getattr(error, "messages", None) or [str(error)]) from error


def _write(batch: ImportBatch, row: ImportRow, snapshot: Snapshot, pk: int | None, by: Editor) -> None:
    model, named = KINDS[batch.kind].model, _named(batch, by)
    if pk is None:
        record = actions.create(model=model, snapshot=snapshot, **named)
        row.record_id, row.result = record.pk, RowResult.CREATED
        return
    record = model._base_manager.get(pk=pk)
    is_public = record.state == State.PUBLISHED
    actions.propose(record=record, snapshot=snapshot, **named)
    row.result = RowResult.PROPOSED if is_public else RowResult.CHANGED


def _named(batch: ImportBatch, by: Editor) -> dict:
    return {"by": by, "why": str(batch)[:300], "kind": RevisionKind.IMPORT, "batch": batch.token}


@contextmanager
def _naming(rows: list[ImportRow]) -> Iterator[None]:
    """Tells which row it was that many could not be written for."""
    try:
        yield
    except actions.OneRefused as refused:
        raise _Refused(rows[refused.place], refused.messages) from refused


def _without_keys(changes: list[dict]) -> list[dict]:
    """Rows that do not exist yet get another provisional key each time."""
    return [{name: value for name, value in change.items() if name != "key"} for change in changes]
