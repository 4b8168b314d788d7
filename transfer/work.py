"""What an import is at, slice by slice, as a task that goes on where the last slice ended."""

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import Editor
from core.tasks import sliced
from transfer.apply import apply_next, chosen
from transfer.chain import follow
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


def go_further(batch: ImportBatch, by: Editor) -> None:
    """After an editor has looked at all that it asked, with nothing to compare anew."""
    ImportBatch.objects.filter(pk=batch.pk).update(run_by=by)
    if batch.stage == ImportStage.READY and (other := follow(batch, ImportStage.CHECKING)):
        go_on.enqueue(other.pk)


@sliced
def go_on(pk: int) -> bool:
    """The next slice, in the name of the account that began it; whether there are more. What follows by itself is asked
    for at the end.
    """
    batch = ImportBatch.objects.filter(pk=pk).first()
    if batch is None:
        return False
    was = batch.stage
    if batch.is_running:
        _NEXT[ImportStage(was)](batch, batch.runner)
        batch.refresh_from_db(fields=["stage"])
    if not batch.is_running and (other := follow(batch, was)):
        go_on.enqueue(other.pk)
    return batch.is_running and batch.stage == was
