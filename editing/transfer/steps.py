"""The steps of an import: store what was read, remember the mapping, compare bit by bit."""

import hashlib

from django.db import transaction

from core.text import fold
from editing.enums import ImportStage, RowStatus
from editing.models import ImportBatch, ImportMapping, ImportRow
from editing.transfer.columns import Kind, guess
from editing.transfer.compare import Comparison
from editing.transfer.sheet import Sheet
from publishing.models import Editor

CHUNK = 500
# What a comparison decides about a row.
JUDGED = (
    "status", "name", "key", "record_id", "candidates", "changes", "errors", "notes", "reason", "may_apply", "selected",
)  # fmt: skip


@transaction.atomic
def store(sheet: Sheet, *, kind: Kind, file_name: str, by: Editor) -> ImportBatch:
    """Keeps the rows of an upload; the mapping is what this account used last for such headers, else a guess."""
    batch = ImportBatch.objects.create(
        kind=kind.label,
        file_name=file_name[-200:] or "ohne Namen",
        headers=sheet.headers,
        notes=sheet.notes,
        as_of=sheet.modified,
        created_by=by,
    )
    batch.mapping = {str(position): key for position, key in _first_mapping(batch, kind, by).items()}
    batch.save(update_fields=["mapping"])
    ImportRow.objects.bulk_create(
        (
            ImportRow(batch=batch, number=row.number, cells=row.cells, cell_notes=row.notes, cell_errors=row.errors)
            for row in sheet.rows
        ),
        batch_size=CHUNK,
    )
    return batch


def _signature(headers: list[str]) -> str:
    """The same for the same headers in any order."""
    return hashlib.sha256("\n".join(sorted(fold(header) for header in headers)).encode()).hexdigest()


def _first_mapping(batch: ImportBatch, kind: Kind, by: Editor) -> dict[int, str]:
    known = ImportMapping.objects.filter(account=by, kind=kind.label, signature=_signature(batch.headers)).first()
    if known is None:
        return guess(kind, batch.headers)
    columns = {position: known.columns.get(fold(header), "") for position, header in enumerate(batch.headers)}
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
    batch.rows.update(status="", choice="", selected=False)
    batch.stage = ImportStage.CHECKING
    batch.save()


@transaction.atomic
def compare_next(batch: ImportBatch, by: Editor) -> int:
    """Compares the next rows; returns how many are left."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    rows = list(batch.rows.filter(status="")[:CHUNK])
    if rows:
        compare_rows(batch, rows, by)
    left = batch.rows.filter(status="").count()
    if not left and batch.stage == ImportStage.CHECKING:
        batch.stage = ImportStage.READY
        batch.save(update_fields=["stage"])
    return left


def compare_rows(batch: ImportBatch, rows: list[ImportRow], by: Editor) -> None:
    above = batch.rows.filter(number__lt=rows[0].number).exclude(status__in=("", RowStatus.ERROR))
    Comparison(batch, by).compare(rows, above.values_list("number", "key", "record_id"))
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
    save([row], (*JUDGED, "choice"))
