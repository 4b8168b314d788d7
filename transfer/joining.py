"""What an import writes becomes one case (cases): handed in and released with one decision."""

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType

from accounts.models import Editor
from cases.actions import begin
from cases.enums import CaseState, EntryResult
from cases.large.undoing import join
from cases.models import Case, CaseEntry
from publishing.enums import State
from publishing.models import Record, SourceDocument
from tables.columns import KINDS
from transfer.enums import RowStatus
from transfer.models import ImportBatch, ImportRow


def case_of(batch: ImportBatch) -> Case | None:
    """The latest case of an import; what is taken over after the first was handed in gets another."""
    return Case.objects.filter(origin=batch.origin).order_by("-pk").first()


def locked_case(batch: ImportBatch, by: Editor) -> Case:
    """The one that still takes rows, locked before any of their records, or a new one."""
    open_ones = Case.objects.select_for_update().filter(origin=batch.origin, state=CaseState.OPEN)
    if found := open_ones.first():
        return found
    case = begin(title=str(batch), by=by, source=batch.source, origin=batch.origin)
    if batch.source and batch.source.state == State.DRAFT and not _held(SourceDocument, {batch.source_id}):
        join(case, [(batch.source, 0, {})])  # what rests on it goes nowhere without it
    return case


def _held(model: type[Record], pks: Collection[int | None]) -> set[int]:
    """Which of these are part of an undecided case."""
    kind = ContentType.objects.get_for_model(model)
    held = CaseEntry.objects.filter(content_type=kind, object_id__in=pks, result=EntryResult.OPEN)
    return set(held.values_list("object_id", flat=True))


def take_in(case: Case, batch: ImportBatch, rows: list[ImportRow]) -> None:
    """The records of some rows, with what was conspicuous about each. What another case holds stays there."""
    model = KINDS[batch.kind].model
    about = CaseEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=[row.record_id for row in rows]
    )
    about.filter(case=case).exclude(result=EntryResult.OPEN).update(result=EntryResult.OPEN, note="")
    there = set((about.filter(result=EntryResult.OPEN) | about.filter(case=case)).values_list("object_id", flat=True))
    new = {row.record_id: row for row in rows if row.record_id and row.record_id not in there}
    records = model._base_manager.in_bulk(new)
    join(case, [(records[pk], row.number, _said(row)) for pk, row in new.items() if pk in records])


def _said(row: ImportRow) -> dict[str, str]:
    conflict = row.reason if row.status == RowStatus.CONFLICT else ""
    without = [f"ohne eine Angabe: {fault['what']}" for fault in row.faults]
    return {"conflict": conflict[:300], "warning": "; ".join([*map(str, row.notes), *without])[:300]}


def take_out(batch: ImportBatch, record: Record) -> None:
    """A record that is taken back, where its case was not handed in."""
    mine = CaseEntry.objects.filter(case__origin=batch.origin, case__state=CaseState.OPEN)
    mine.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk).delete()


def drop_empty(batch: ImportBatch) -> None:
    """Its case, when everything was taken back that rests on its source."""
    kind = ContentType.objects.get_for_model(SourceDocument)
    for case in Case.objects.filter(origin=batch.origin, state=CaseState.OPEN):
        if not case.entries.exclude(content_type=kind, object_id=batch.source_id).exists():
            case.delete()
