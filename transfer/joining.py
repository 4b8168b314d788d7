"""What an import writes becomes one case (cases): handed in and released with one decision."""

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from accounts.models import Editor
from cases.actions import begin
from cases.enums import CaseState, EntryResult
from cases.large.undoing import join
from cases.models import Case, CaseEntry
from cases.teams import named
from cases.unseen import BETWEEN
from publishing.enums import State
from publishing.models import Record, SourceDocument
from publishing.permissions import can_edit
from tables.columns import KINDS
from transfer.enums import RowStatus
from transfer.models import ImportBatch, ImportRow

Team = tuple[int, ...] | None  # the regions for which a case is; None: those of who imports


def cases_of(batch: ImportBatch) -> QuerySet[Case]:
    """All cases that a table was written to, also as it was read once more, the own ones first; what is taken over
    after one was handed in gets another."""
    return Case.objects.filter(_written_by(batch)).order_by("origin", "pk")


def _written_by(batch: ImportBatch) -> Q:
    return Q(origin=batch.origin) | Q(origin__startswith=f"{batch.origin}/")


def _own_cases(batch: ImportBatch) -> QuerySet[Case]:
    """Those that this import wrote to and that still take rows."""
    return Case.objects.filter(_written_by(batch), state=CaseState.OPEN)


def locked_cases(batch: ImportBatch, by: Editor, teams: Collection[Team]) -> dict[Team, Case]:
    """For each of these teams the case that still takes rows, locked before any of their records, or a new one.

    A source that is a draft of their own goes into the case of who imports: what rests on it goes nowhere without it.
    """
    brings = batch.source if batch.source and batch.source.state == State.DRAFT and can_edit(by, batch.source) else None
    brings = None if brings and _held(SourceDocument, {brings.pk}) else brings
    wanted = {*teams, None} if brings else {*teams}
    found = {team: _locked(batch, by, team) for team in sorted(wanted, key=lambda team: team or ())}
    if brings and found:
        join(found[None], [(brings, 0, {})])
    return found


def _locked(batch: ImportBatch, by: Editor, team: Team) -> Case:
    origin = batch.origin_for(team)
    open_ones = Case.objects.select_for_update().filter(origin=origin, state=CaseState.OPEN)
    title = str(batch) if team is None else f"{str(batch)[:120]}, für {named(team)}"[:200]
    return open_ones.first() or begin(title=title, by=by, source=batch.source, origin=origin)


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
    conflict, twice = (row.reason, "") if row.status == RowStatus.CONFLICT else ("", row.reason)
    without = [f"ohne eine Angabe: {fault['what']}" for fault in row.faults]
    return {
        "conflict": conflict[:300],
        "warning": BETWEEN.join(filter(None, [twice, *map(str, row.notes), *without]))[:300],
    }


def take_out(batch: ImportBatch, record: Record) -> None:
    """A record that is taken back, where its case was not handed in."""
    mine = CaseEntry.objects.filter(case__in=_own_cases(batch))
    mine.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk).delete()


def drop_empty(batch: ImportBatch) -> None:
    """Its cases, when everything was taken back that rests on its source."""
    kind = ContentType.objects.get_for_model(SourceDocument)
    for case in _own_cases(batch):
        if not case.entries.exclude(content_type=kind, object_id=batch.source_id).exists():
            case.delete()
