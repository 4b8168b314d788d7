"""Takes over the chosen rows, all or nothing: drafts arise or change, public records get a pending change."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from editing.enums import ImportStage, RowResult, RowStatus
from editing.models import ImportBatch, ImportRow
from editing.transfer.columns import KINDS
from editing.transfer.compare import Comparison
from editing.transfer.steps import JUDGED, save
from publishing import actions
from publishing.enums import RevisionKind, State
from publishing.models import ContentStamp, Editor
from publishing.signals import muted
from publishing.snapshots import Snapshot

# More would keep the database from everybody else for too long.
MAX_AT_ONCE = 1_000


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
    """The rows that „übernehmen“ takes next."""
    return batch.rows.filter(selected=True, may_apply=True, result=RowResult.OPEN)


def apply(batch: ImportBatch, by: Editor) -> Outcome:
    try:
        with transaction.atomic():
            return _apply(ImportBatch.objects.select_for_update().get(pk=batch.pk), by)
    except _Refused as refused:
        row, named = refused.row, " ".join(refused.messages)
        row.status, row.may_apply, row.selected, row.result = RowStatus.ERROR, False, False, RowResult.OPEN
        row.errors = [["Eintrag", message] for message in refused.messages]
        save([row], (*JUDGED, "result"))
        return Outcome(refused=f"Zeile {row.number}, {row.name}: {named}")


def _apply(batch: ImportBatch, by: Editor) -> Outcome:
    rows = list(chosen(batch)[:MAX_AT_ONCE])
    shown = [(row.status, _without_keys(row.changes)) for row in rows]
    record_ids = [row.record_id for row in rows]
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
        for row, snapshot, pk in zip(rows, snapshots, record_ids, strict=True):
            try:
                _write(batch, row, snapshot, pk, by)
            except (ValidationError, PermissionDenied) as error:
                raise _Refused(row, getattr(error, "messages", None) or [str(error)]) from error
    if rows:
        ContentStamp.raise_version()
        batch.stage, batch.applied_at = ImportStage.APPLIED, timezone.now()
        batch.save(update_fields=["stage", "applied_at"])
    save(rows, (*JUDGED, "result"))
    return Outcome(applied=len(rows))


def _write(batch: ImportBatch, row: ImportRow, snapshot: Snapshot, pk: int | None, by: Editor) -> None:
    model = KINDS[batch.kind].model
    named = {"by": by, "why": str(batch)[:300], "kind": RevisionKind.IMPORT, "batch": batch.token}
    if pk is None:
        record = actions.create(model=model, snapshot=snapshot, **named)
        row.record_id, row.result = record.pk, RowResult.CREATED
        return
    record = model._base_manager.get(pk=pk)
    is_public = record.state == State.PUBLISHED
    actions.propose(record=record, snapshot=snapshot, **named)
    row.result = RowResult.PROPOSED if is_public else RowResult.CHANGED


def _without_keys(changes: list[dict]) -> list[dict]:
    """Rows that do not exist yet get another provisional key each time."""
    return [{name: value for name, value in change.items() if name != "key"} for change in changes]
