"""The steps of an import: store what was read, remember the mapping, compare slice by slice.

Reading and comparing happen outside transactions; what is written at once is some hundred rows.
"""

import hashlib

from django.db import transaction

from accounts.models import Editor
from cases.slices import give_way, slices
from core.text import fold
from transfer.columns import TableKind, guess
from transfer.compare import Comparison
from transfer.enums import ImportStage, RowResult, RowStatus
from transfer.models import ImportBatch, ImportMapping, ImportRow
from transfer.sheet import Sheet, SheetRow

CHUNK = 500
WRONG = "Was nicht stimmt"  # the column of a list of faulty rows that says so
CHARACTERS = 1_000_000  # in the cells of a slice
# What a comparison decides about a row.
JUDGED = (
    "status", "name", "key", "record_id", "candidates", "changes", "errors", "faults", "notes", "reason", "may_apply",
    "selected",
)  # fmt: skip
# What a comparison goes by besides the rows.
_TERMS = ("stage", "mapping", "meanings", "constants", "clears", "as_of", "source_id")


def _characters(row: SheetRow | ImportRow) -> int:
    return sum(map(len, row.cells))


def store(sheet: Sheet, *, kind: TableKind, file_name: str, by: Editor) -> ImportBatch:
    """Keeps the rows of an upload; how they are meant is what this office said last of such headers, else a guess."""
    known = remembered(by, sheet.headers).filter(kind=kind.label).first() or ImportMapping()
    batch = ImportBatch.objects.create(
        kind=kind.label,
        stage=ImportStage.UPLOADING,
        file_name=file_name[-200:] or "ohne Namen",
        headers=sheet.headers,
        notes=sheet.notes,
        mapping={str(position): key for position, key in _first_mapping(sheet.headers, kind, known).items()},
        meanings=known.meanings,
        constants=known.constants,
        source=known.source,
        as_of=sheet.modified,
        created_by=by,
    )
    for some in slices(sheet.rows, CHUNK, _characters, CHARACTERS):
        ImportRow.objects.bulk_create(
            ImportRow(batch=batch, number=row.number, cells=row.cells, cell_notes=row.notes, cell_errors=row.errors)
            for row in some
        )
        give_way()
    batch.move(ImportStage.MAPPING, only_from=(ImportStage.UPLOADING,))
    return batch


def delete_outdated() -> int:
    """What is kept no longer, with its rows; returns how many imports."""
    batches = list(ImportBatch.objects.outdated())
    for batch in batches:
        while numbers := list(batch.rows.values_list("pk", flat=True)[:CHUNK]):
            batch.rows.filter(pk__in=numbers).delete()
            give_way()
        batch.delete()
    return len(batches)


def _signature(headers: list[str]) -> str:
    """The same for the same headers in any order, and for a list of what was wrong with them."""
    words = sorted(fold(header) for header in headers if header != WRONG)
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def remembered(by: Editor, headers: list[str]):
    """What the office of an account said of files with these headers, the latest first."""
    return ImportMapping.objects.known_to(by).filter(signature=_signature(headers)).order_by("-used_at")


def _first_mapping(headers: list[str], kind: TableKind, known: ImportMapping) -> dict[int, str]:
    if not known.pk:
        return guess(kind, headers)
    columns = {position: known.columns.get(fold(header), "") for position, header in enumerate(headers)}
    return {position: key for position, key in columns.items() if key in kind.by_key}


@transaction.atomic
def remember(batch: ImportBatch) -> None:
    """The mapping as the editor confirmed it; all rows are to be compared."""
    keep(batch, batch.runner)
    batch.rows.update(status="", choice="", selected=False, result_note="")
    batch.stage = ImportStage.CHECKING
    batch.save()


def keep(batch: ImportBatch, by: Editor) -> None:
    """For the next file of this office with these headers."""
    columns = {fold(header): batch.mapping.get(str(n), "") for n, header in enumerate(batch.headers) if header}
    said = {"columns": columns, "meanings": batch.meanings, "constants": batch.constants, "source": batch.source}
    ImportMapping.objects.remember(by, batch.kind, _signature(batch.headers), **said)


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


def _judge(batch: ImportBatch, rows: list[ImportRow], by: Editor) -> None:
    others = batch.rows.exclude(pk__in=[row.pk for row in rows]).exclude(status__in=("", RowStatus.ERROR))
    Comparison(batch, by).compare(rows, others.values_list("number", "key", "record_id"))


def judge_again(batch: ImportBatch, row: ImportRow, by: Editor) -> None:
    """After an editor said which record a row means, or what stands in it."""
    _judge(batch, [row], by)
    row.selected = row.may_apply
    with transaction.atomic():
        if batch.rows.select_for_update().filter(pk=row.pk, result=RowResult.OPEN).first():
            save([row], (*JUDGED, "choice", "cells", "cell_notes", "cell_errors"))
