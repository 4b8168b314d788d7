"""What an import is at, slice by slice: whoever calls, a page or a worker, goes on where the last one ended."""

from dataclasses import dataclass

from django.db.models import Q

from editing.enums import ImportStage, RowResult
from editing.models import ImportBatch
from editing.transfer.apply import apply_next
from editing.transfer.steps import compare_next
from editing.transfer.undo import undo_next

SLICES = 10  # that a page waits for before it tells how far things are
_NEXT = {
    ImportStage.CHECKING: compare_next,
    ImportStage.APPLYING: apply_next,
    ImportStage.UNDOING: undo_next,
}
_DONE = {
    ImportStage.CHECKING: ~Q(status=""),
    ImportStage.APPLYING: ~Q(result=RowResult.OPEN) | ~Q(result_note=""),
    ImportStage.UNDOING: Q(result=RowResult.UNDONE) | Q(result=RowResult.KEPT) & ~Q(result_note=""),
}


@dataclass(frozen=True)
class Progress:
    """Rows that are done, of all that are to be done."""

    done: int
    total: int


def do_slice(batch: ImportBatch) -> Progress:
    """The next slice, in the name of the account that began it. Nothing if the import is at nothing."""
    if not batch.is_running:
        return Progress(0, 0)
    stage = ImportStage(batch.stage)
    left = _NEXT[stage](batch, batch.runner)
    done = batch.rows.filter(_DONE[stage]).count()
    batch.refresh_from_db(fields=["stage", "applied_at"])
    return Progress(done, done + left)


def do_slices(batch: ImportBatch) -> Progress:
    """As many as a page waits for."""
    for _ in range(SLICES):
        progress = do_slice(batch)
        if not batch.is_running:
            break
    return progress
