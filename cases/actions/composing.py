"""Putting a case together."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.models import Editor
from cases.actions.holding import held_with_members
from cases.enums import CaseState, EntryResult
from cases.members import Member, key_of
from cases.models import HAND, Case, CaseEntry
from cases.parts import case_of
from cases.permissions import check_write
from publishing import actions, history
from publishing.enums import RevisionKind, Stage
from publishing.models import Record, Revision, SourceDocument
from publishing.permissions import check_edit, check_enter
from publishing.snapshots import Snapshot

MOST = 100  # records in a case that is decided in one transaction


class InCase(ValidationError):
    """The record is part of another case that is not decided yet; `case` is that one."""

    def __init__(self, record: Record, case: Case):
        self.case = case
        super().__init__(f"„{record}“ gehört schon zum Vorgang „{case}“, der noch offen ist.", code="in_case")


@transaction.atomic
def begin(
    *,
    title: str,
    by: Editor,
    why: str = "",
    source: SourceDocument | None = None,
    origin: str = HAND,
    reference: str = "",
) -> Case:
    """A case without records. Raises PermissionDenied, or ValidationError without a title."""
    check_enter(by)
    case = Case(created_by=by, origin=origin, reference=reference)
    _describe(case, title, why, source)
    case.authors.add(by)
    return case


@transaction.atomic
def describe(*, case: Case, title: str, by: Editor, why: str = "", source: SourceDocument | None = None) -> None:
    """Says anew what it is about, why, and by which source."""
    check_write(by, case, held_with_members(case, CaseState.OPEN))
    _describe(case, title, why, source)
    case.authors.add(by)


def _describe(case: Case, title: str, why: str, source: SourceDocument | None) -> None:
    case.title, case.why, case.source = " ".join(title.split())[:200], why.strip()[:300], source
    if not case.title:
        raise ValidationError("Bitte sagen Sie in ein paar Wörtern, worum es in dem Vorgang geht.", code="title")
    case.save()


@transaction.atomic
def add(*, case: Case, records: Iterable[Record], by: Editor) -> None:
    """Drafts and open changes at which the account has written move on with the case from now on.

    What waits for release by itself is taken back for it. Raises PermissionDenied, WrongStage, Gone, InCase, or
    ValidationError for what has nothing to release.
    """
    records = list({key_of(record): record for record in records}.values())
    some = held_with_members(case, CaseState.OPEN, further=records)
    check_write(by, case, some)
    inside = {key_of(one.record) for one in some if one.record}
    new = [record for record in records if key_of(record) not in inside]
    if len(inside) + len(new) > MOST:
        raise ValidationError(f"Ein Vorgang fasst höchstens {MOST} Einträge.", code="most")
    for record in new:
        _add(case, record, by)
    case.authors.add(by)


def _add(case: Case, record: Record, by: Editor) -> None:
    if other := case_of(record):
        raise InCase(record, other)
    change = history.open_change(record)
    _check_own(by, record, change)
    stage = history.stage_of(record, change)
    if stage in (Stage.REVIEW, Stage.CHANGE_REVIEW):
        actions.recall(record=record, by=by, why=f"Kommt in den Vorgang „{case}“.")
        change = history.open_change(record)
    elif stage not in (Stage.DRAFT, Stage.CHANGED):
        raise ValidationError(f"„{record}“ hat keine Änderung, die auf eine Freigabe wartet.", code="nothing")
    if change and not change.batch:
        change.batch = case.token
        change.save(update_fields=["batch"])
    last = case.entries.aggregate(last=Max("position"))["last"]
    CaseEntry.objects.create(
        case=case,
        content_type=history.type_of(record),
        object_id=record.pk,
        label=str(record)[:250],
        position=0 if last is None else last + 1,
    )


def _check_own(by: Editor, record: Record, change: Revision | None) -> None:
    """What somebody else has begun they hand in themselves."""
    check_edit(by, record)
    authors = list(change.authors.all()) if change else history.authors_since_release(record)
    if authors and by not in authors:
        names = ", ".join(str(author) for author in authors)
        raise PermissionDenied(f"An „{record}“ arbeitet {names}; nur wer daran geschrieben hat, gibt es dazu.")


@transaction.atomic
def take_out(*, case: Case, records: Iterable[Record], by: Editor) -> None:
    """The records go on by themselves; what was written at them stays."""
    some = held_with_members(case, CaseState.OPEN)
    check_write(by, case, some)
    wanted = {key_of(record) for record in records}
    drop(case, [one for one in some if one.record and key_of(one.record) in wanted])


def drop(case: Case, some: Iterable[Member]) -> None:
    """No longer part of the case, as if they had never been."""
    for one in some:
        one.entry.delete()
        if one.change and one.change.batch == case.token:
            one.change.batch = ""
            one.change.save(update_fields=["batch"])


@transaction.atomic
def write(
    *, case: Case, record: Record, snapshot: Snapshot, by: Editor, kind: RevisionKind = RevisionKind.EDIT
) -> Revision | None:
    """A change of a record as part of the case: publishing.actions.propose, and `add` where something differs.

    Raises as both do; an open change of the account that is in no other case is continued.
    """
    held_with_members(case, CaseState.OPEN, further=[record])
    if (other := case_of(record)) and other != case:
        raise InCase(record, other)
    waiting = history.open_change(record) if record.is_published else None
    if waiting and not waiting.authors.filter(pk=by.pk).exists():
        raise actions.OpenChange(waiting)
    revision = actions.propose(
        record=record, snapshot=snapshot, by=by, why=case.why, kind=kind, batch=case.token, revise=waiting
    )
    if revision:
        add(case=case, records=[record], by=by)
    return revision


@transaction.atomic
def create(*, case: Case, model: type[Record], snapshot: Snapshot, by: Editor) -> Record:
    """A new draft as part of the case: publishing.actions.create and `add`. Raises as both do."""
    held_with_members(case, CaseState.OPEN)
    record = actions.create(model=model, snapshot=snapshot, by=by, why=case.why, batch=case.token)
    add(case=case, records=[record], by=by)
    return record


def mark_left(entry: CaseEntry, note: str) -> None:
    entry.result, entry.note = EntryResult.LEFT, note[:300]
    entry.save(update_fields=["result", "note"])
