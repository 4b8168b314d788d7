"""The steps of an import after its file was read: remember the mapping, compare slice by slice.

Reading and comparing happen outside transactions; what is written at once is some hundred rows.
"""

from django.db import transaction

from accounts.models import Editor
from core.text import fold
from memory.slices import slices
from tables.columns import KINDS
from tables.matching import NEW
from tables.parting import BETWEEN
from transfer.compare import Comparison
from transfer.enums import ImportStage, Outside, RowResult, RowStatus
from transfer.models import ImportBatch, ImportMapping, ImportRow
from transfer.people import part_people
from transfer.remembering import lasting, signature
from transfer.storing import CHARACTERS, CHUNK, FURTHER, delete_rows, first_of

# What a comparison decides about a row.
JUDGED = (
    "status", "name", "key", "record_id", "candidates", "changes", "errors", "faults", "notes", "reason", "may_apply",
    "is_outside", "selected",
)  # fmt: skip
# What a comparison goes by besides the rows.
_TERMS = ("stage", "mapping", "meanings", "constants", "clears", "outside", "as_of", "as_of_wording", "source_id")


def _characters(row: ImportRow) -> int:
    return sum(map(len, row.cells))


def delete_outdated() -> int:
    """What is kept no longer, with its rows; returns how many imports."""
    batches = list(ImportBatch.objects.outdated())
    for batch in batches:
        delete_rows(batch)
        batch.delete()
    return len(batches)


@transaction.atomic
def remember(batch: ImportBatch) -> None:
    """The mapping as the editor confirmed it: all rows are to be compared."""
    part_people(batch)
    batch.rows.update(status="", choice="", selected=False, result_note="")
    batch.stage, batch.left_open = ImportStage.CHECKING, []
    batch.save()


def keep(batch: ImportBatch, by: Editor) -> None:
    """For the next files of this office: what was said of the columns and values of one that rows were taken from."""
    columns = {fold(header): batch.mapping.get(str(n), "") for n, header in enumerate(batch.headers) if header}
    meanings = lasting(KINDS[batch.kind], batch.meanings)
    said = {"columns": columns, "meanings": meanings, "constants": batch.constants, "source": batch.source}
    ImportMapping.objects.remember(by, batch.kind, signature(batch.headers), **said)
    if (first := first_of(batch)) != batch:  # what such a table is read as first is said last
        keep(first, by)


def compare_next(batch: ImportBatch, by: Editor) -> int:
    """Compares the next rows; returns how many are left. Safe to call twice at once, and after an end in the middle."""
    batch = ImportBatch.objects.get(pk=batch.pk)
    if rows := next(slices(batch.rows.filter(status="")[:CHUNK], CHUNK, _characters, CHARACTERS), []):
        compare_rows(batch, rows, by)
    left = batch.rows.filter(status="").count()
    if not left:
        batch.move(ImportStage.APPLIED if batch.applied_at else ImportStage.READY, only_from=(ImportStage.CHECKING,))
    return left


def compare_rows(batch: ImportBatch, rows: list[ImportRow], by: Editor) -> None:
    _judge(batch, rows, by)
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if all(getattr(locked, name) == getattr(batch, name) for name in _TERMS):  # else they are compared again
            save(rows, JUDGED)


def save(rows: list[ImportRow], names) -> None:
    """Much quicker than an update of each."""
    ImportRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["batch", "number"], update_fields=list(names), batch_size=CHUNK
    )


def decide_outside(batch: ImportBatch, what: Outside, by: Editor) -> bool:
    """What becomes of the rows outside of one's regions; they are compared again. False while it is at something."""
    waiting = (ImportStage.READY, ImportStage.APPLIED, ImportStage.UNDONE)
    if not batch.move(ImportStage.CHECKING, only_from=waiting, run_by=by, outside=what):
        return False
    batch.rows.filter(is_outside=True, result=RowResult.OPEN).update(status="", selected=False)
    return True


def choose(batch: ImportBatch, row: ImportRow, choice: str, by: Editor) -> ImportRow:
    """The editor said which record a row means."""
    row.choice = choice
    return judge_again(batch, row, by)


def _judge(batch: ImportBatch, rows: list[ImportRow], by: Editor) -> None:
    others = batch.rows.exclude(pk__in=[row.pk for row in rows]).exclude(status__in=("", RowStatus.ERROR))
    if batch.gathers:  # what is said later of an entry only adds to it
        others = others.filter(result=RowResult.OPEN)
    Comparison(batch, by).compare(rows, others.values_list("number", "key", "record_id"))


def judge_again(batch: ImportBatch, row: ImportRow, by: Editor) -> ImportRow:
    """After an editor said which record a row means, or what stands in it. Returns the row that says it now: where rows
    were gathered by a name, one that means the same as another becomes part of that one.
    """
    _judge(batch, [row], by)
    with transaction.atomic():
        if other := _other(batch, row):
            _gather(batch, row, other)
            return judge_again(batch, other, by)
    row.selected = row.may_apply
    with transaction.atomic():
        if batch.rows.select_for_update().filter(pk=row.pk, result=RowResult.OPEN).first():
            save([row], (*JUDGED, "choice", "cells", "cell_notes", "cell_errors"))
    return row


def _other(batch: ImportBatch, row: ImportRow) -> ImportRow | None:
    if not batch.gathers or row.choice == NEW or not (row.record_id or row.key):
        return None
    same = {"record_id": row.record_id} if row.record_id else {"key": row.key}
    others = batch.rows.filter(result=RowResult.OPEN, candidates=[], **same).exclude(pk=row.pk).exclude(choice=NEW)
    return others.select_for_update().first()


def _gather(batch: ImportBatch, row: ImportRow, other: ImportRow) -> None:
    said = f"Dazu, was unter „{row.name[:100]}“ stand (Zeile {row.number})."
    for at in [int(position) for position, key in batch.mapping.items() if key == FURTHER[batch.kind]]:
        parts = [part for one in (other, row) for part in one.cells[at].split(BETWEEN) if part]
        other.cells[at] = BETWEEN.join(dict.fromkeys(parts))
        other.cell_notes[str(at)] = " ".join(filter(None, (other.cell_notes.get(str(at)), said)))
    row.delete()
