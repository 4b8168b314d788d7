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
CHARACTERS = 1_000_000  # in the cells of a slice
# What a comparison decides about a row.
JUDGED = (
    "status", "name", "key", "record_id", "candidates", "changes", "errors", "notes", "reason", "may_apply", "selected",
)  # fmt: skip
# What a comparison goes by besides the rows.
_TERMS = ("stage", "mapping", "constants", "clears", "as_of", "source_id")


def _characters(row: SheetRow | ImportRow) -> int:
    return sum(map(len, row.cells))


def store(sheet: Sheet, *, kind: TableKind, file_name: str, by: Editor) -> ImportBatch:
    """Keeps the rows of an upload; the mapping is what this account used last for such headers, else a guess."""
    batch = ImportBatch.objects.create(
        kind=kind.label,
        stage=ImportStage.UPLOADING,
        file_name=file_name[-200:] or "ohne Namen",
        headers=sheet.headers,
        notes=sheet.notes,
        mapping={str(position): key for position, key in _first_mapping(sheet.headers, kind, by).items()},
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
    """The same for the same headers in any order."""
    return hashlib.sha256("\n".join(sorted(fold(header) for header in headers)).encode()).hexdigest()


def _first_mapping(headers: list[str], kind: TableKind, by: Editor) -> dict[int, str]:
    known = ImportMapping.objects.filter(account=by, kind=kind.label, signature=_signature(headers)).first()
    if known is None:
        return guess(kind, headers)
    columns = {position: known.columns.get(fold(header), "") for position, header in enumerate(headers)}
    return {position: key for position, key in columns.items() if key in kind.by_key}


@transaction.atomic
def remember(batch: ImportBatch) -> None:
    """The mapping as the editor confirmed it; all rows are to be compared."""
    columns = {fold(header): batch.mapping.get(str(n), "") for n, header in enumerate(batch.headers) if header}
    ImportMapping.objects.update_or_create(
        account=batch.created_by,
        kind=batch.kind,
        signature=_signature(batch.headers),
        defaults={"columns": columns},
    )
    batch.rows.update(status="", choice="", selected=False, result_note="")
    batch.stage = ImportStage.CHECKING
    batch.save()


def compare_next(batch: ImportBatch, by: Editor) -> int:
    """Compares the next rows; returns how many are left. Safe to call twice at once, and after an end in the middle."""
    batch = ImportBatch.objects.get(pk=batch.pk)
    if rows := next(slices(batch.rows.filter(status="")[:CHUNK], CHUNK, _characters, CHARACTERS), []):
        compare_rows(batch, rows, by)
    left = batch.rows.filter(status="").count()
    if not left:
        batch.move(ImportStage.READY, only_from=(ImportStage.CHECKING,))
    return left


def compare_rows(batch: ImportBatch, rows: list[ImportRow], by: Editor) -> None:
    above = batch.rows.filter(number__lt=rows[0].number).exclude(status__in=("", RowStatus.ERROR))
    Comparison(batch, by).compare(rows, above.values_list("number", "key", "record_id"))
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if all(getattr(locked, name) == getattr(batch, name) for name in _TERMS):  # else they are compared again
            save(rows, JUDGED)


def save(rows: list[ImportRow], names) -> None:
    """Much quicker than an update of each."""
    ImportRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["batch", "number"], update_fields=list(names), batch_size=CHUNK
    )


def choose(batch: ImportBatch, row: ImportRow, choice: str, by: Editor) -> None:
    """The editor said which record a row means."""
    row.choice = choice
    above = batch.rows.exclude(pk=row.pk).exclude(status__in=("", RowStatus.ERROR))
    Comparison(batch, by).compare([row], above.values_list("number", "key", "record_id"))
    row.selected = row.may_apply
    with transaction.atomic():
        if batch.rows.select_for_update().filter(pk=row.pk, result=RowResult.OPEN).first():
            save([row], (*JUDGED, "choice"))
