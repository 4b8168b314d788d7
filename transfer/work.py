"""What an import is at, slice by slice, as a task that goes on where the last slice ended."""

from dataclasses import dataclass

from django.db.models import Q

from core.tasks import sliced
from transfer.apply import apply_next, chosen
from transfer.enums import ImportStage, RowResult
from transfer.models import ImportBatch
from transfer.steps import compare_next
from transfer.undo import pending, undo_next

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
_LEFT = {
    ImportStage.CHECKING: lambda batch: batch.rows.filter(status=""),
    ImportStage.APPLYING: chosen,
    ImportStage.UNDOING: pending,
}


@dataclass(frozen=True)
class Progress:
    """Rows that are done, of all that are to be done."""

    done: int
    total: int


def progress_of(batch: ImportBatch) -> Progress:
    """How far it is with what it is at."""
    done = batch.rows.filter(_DONE[ImportStage(batch.stage)]).count()
    return Progress(done, done + _LEFT[ImportStage(batch.stage)](batch).count())


@sliced
def go_on(pk: int) -> bool:
    """The next slice, in the name of the account that began it; whether there are more."""
    batch = ImportBatch.objects.filter(pk=pk).first()
    if batch is None or not batch.is_running:
        return False
    _NEXT[ImportStage(batch.stage)](batch, batch.runner)
    batch.refresh_from_db(fields=["stage"])
    return batch.is_running
