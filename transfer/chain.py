"""What follows by itself once rows are taken over: what else the table says, then the way to release. It stops where an
editor is asked something, and goes on with the answer.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q

from accounts.models import Editor
from cases.enums import CaseState
from cases.large import steps as cases
from publishing.permissions import can_add, can_change
from tables.columns import KINDS
from tables.groups import Group
from transfer.apply import begin_apply, chosen
from transfer.enums import ImportStage, RowResult, RowStatus
from transfer.joining import cases_of
from transfer.models import ImportBatch
from transfer.repair import groups_of
from transfer.steps import remember
from transfer.storing import first_of, has_more, read_once_more

_ASKED = Q(status=RowStatus.CONFLICT) & ~Q(candidates=[])


def new_questions(batch: ImportBatch) -> list[Group]:
    """What cannot be read and nobody has looked at yet."""
    return [group for group in groups_of(batch) if group.name not in batch.left_open]


def waits(batch: ImportBatch) -> bool:
    """Whether an editor has to look at it before it goes on."""
    return batch.rows.filter(_ASKED, result=RowResult.OPEN).exists() or bool(new_questions(batch))


def follow(batch: ImportBatch, was: str) -> ImportBatch | None:
    """The import that goes on in the background after this one came to the end of a stage (`was`)."""
    batch.refresh_from_db()
    if was == ImportStage.CHECKING and batch.first and not batch.applied_at:
        if waits(batch):
            return None
        if chosen(batch).exists():
            begin_apply(batch, batch.runner)
            return batch
        batch.move(ImportStage.APPLIED, only_from=(ImportStage.READY,))
    elif was not in (ImportStage.APPLYING, ImportStage.APPLIED):
        return None
    return _next(first_of(batch))


def _next(first: ImportBatch) -> ImportBatch | None:
    """What the table says of another kind; after the last of them the way to release."""
    if standing := unfinished(first):
        return standing if standing.is_running else None
    by = first.runner
    for label, said in first.also.items():
        kind = KINDS[label]
        if not (can_add(by, kind.model) or can_change(by, kind.model)):
            continue
        if made := read_once_more(first, kind, by):
            made.constants |= {key: text for key, text in said.items() if text}
            made.run_by = by
            remember(made)
            return made
    if first.hands_in:
        try:
            hand_in(first, by)  # what is refused stays open, and the result offers it again
        finally:  # not before: until then it goes on
            ImportBatch.objects.filter(pk=first.pk).update(hands_in=False)
    return None


def goes_on(first: ImportBatch) -> bool:
    """Whether something follows in the background that has not begun yet."""
    return unfinished(first) is None and (first.hands_in or any(has_more(first, KINDS[label]) for label in first.also))


def unfinished(batch: ImportBatch) -> ImportBatch | None:
    """The import that reads the same table for another kind and has not come to its end."""
    begun = (ImportStage.CHECKING, ImportStage.READY, ImportStage.APPLYING)
    others = ImportBatch.objects.filter(first=batch.first or batch.pk, stage__in=begun, applied_at=None)
    return others.order_by("pk").first()


def hand_in(batch: ImportBatch, by: Editor) -> list[str]:
    """All that the table was written to: each case to those who may release it. Returns what was refused, in words."""
    refused = []
    for case in cases_of(batch).filter(state=CaseState.OPEN):
        try:
            cases.submit(case=case, by=by)
        except (ValidationError, PermissionDenied) as error:
            refused.append(f"„{case}“: {' '.join(getattr(error, 'messages', None) or [str(error)])}")
    return refused
