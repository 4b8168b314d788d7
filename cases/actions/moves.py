"""Handing a case in and deciding it: all or nothing, in one transaction."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Editor
from cases.actions.composing import drop, mark_left
from cases.actions.holding import held_with_members
from cases.enums import CaseState, EntryResult
from cases.members import Key, Member, key_of
from cases.models import Case
from cases.needs import Incomplete, first_needed, in_order, missing
from cases.permissions import check_judge, check_release, check_write
from publishing import actions
from publishing.enums import WAITING, Stage, Verb
from publishing.models import Record, Revision
from publishing.signals import stepped


class PartRefused(ValidationError):
    """One record cannot be released; so none of the case is. `record` says which."""

    def __init__(self, record: Record, messages: list[str]):
        self.record = record
        super().__init__([f"„{record}“: {message}" for message in messages], code="part")


@transaction.atomic
def submit(*, case: Case, by: Editor, seen: str | None = None) -> None:
    """Hand in all of it. What is gone, or has nothing left to release, is left out.

    Raises PermissionDenied, WrongStage, Stale, or Incomplete with what each record lacks.
    """
    some = held_with_members(case, CaseState.OPEN, seen=seen)
    check_write(by, case, some)
    drop(case, [one for one in some if not one.has_something])
    some = [one for one in some if one.has_something]
    if not some:
        raise ValidationError("Der Vorgang enthält nichts, was freigegeben werden könnte.", code="empty")
    if lacking := missing(some):
        raise Incomplete(lacking)
    for position, one in enumerate(in_order(some)):
        assert one.record
        one.entry.position, one.entry.label, one.entry.is_new = position, str(one.record)[:250], one.is_new
        if one.stage not in WAITING:
            one.change = actions.submit(record=one.record, by=by, why=case.why, batch=case.token)
        one.entry.revision = one.change
        one.entry.save(update_fields=["position", "label", "is_new", "revision"])
    changes = [one.change for one in some if one.change]
    case.authors.add(by, *(author for change in changes for author in change.authors.all()))
    case.state, case.submitted_at = CaseState.REVIEW, timezone.now()
    case.risk = max(change.risk for change in changes)
    case.save()
    stepped.send(sender=Case, about=case, verb=Verb.SUBMIT, by=by)


@transaction.atomic
def recall(*, case: Case, by: Editor, seen: str | None = None) -> None:
    """Out of the queue again, to work on it."""
    some = held_with_members(case, CaseState.REVIEW, seen=seen)
    check_write(by, case, some)
    for record in _waiting(some):
        actions.recall(record=record, by=by, batch=case.token)
    _reopen(case)


@transaction.atomic
def send_back(*, case: Case, by: Editor, why: str, seen: str | None = None) -> None:
    """Not released; the comment says what is to be done."""
    some = held_with_members(case, CaseState.REVIEW, seen=seen)
    check_judge(by, some)
    if not (why := why.strip()):
        raise ValidationError("„Zurückgeben“ braucht einen Kommentar: Was ist zu tun?", code="reason")
    for record in _waiting(some):
        actions.send_back(record=record, by=by, why=why, batch=case.token)
    case.comment = why[:500]
    _reopen(case)
    stepped.send(sender=Case, about=case, verb=Verb.SEND_BACK, by=by)


@transaction.atomic
def discard(*, case: Case, by: Editor, why: str = "", seen: str | None = None) -> None:
    """Pending changes of public records are dropped; new entries stay as drafts of their authors."""
    some = held_with_members(case, CaseState.OPEN, CaseState.REVIEW, seen=seen)
    check_write(by, case, some)
    for one in some:
        if one.record and one.stage in (Stage.CHANGED, Stage.CHANGE_REVIEW):
            actions.discard(record=one.record, by=by, why=why, batch=case.token)
        elif one.record and one.stage == Stage.REVIEW:
            actions.recall(record=one.record, by=by, why=why, batch=case.token)
        mark_left(one.entry, "Vorgang verworfen")
    case.comment = why.strip()[:500] or case.comment
    _decide(case, CaseState.DISCARDED, by)


@transaction.atomic
def release(
    *,
    case: Case,
    by: Editor,
    seen: str | None = None,
    left_out: Iterable[Record] = (),
    why: str = "",
    valid_until: date | None = None,
) -> list[Record]:
    """All of it takes effect on the public pages at once; returns the records, in that order.

    `left_out`: records that go back to their authors instead, and on by themselves. Raises PermissionDenied,
    WrongStage, Stale, or PartRefused with the record that cannot be released; then nothing is.
    """
    some = held_with_members(case, CaseState.REVIEW, seen=seen)
    check_release(by, case, some)
    kept = {key_of(record) for record in left_out}
    _check_left_out(some, kept)
    done = []
    for one in some:
        if one.record is None:
            mark_left(one.entry, "inzwischen gelöscht")
        elif key_of(one.record) in kept:
            reason = why.strip() or f"Beim Freigeben von „{case}“ herausgenommen."
            actions.send_back(record=one.record, by=by, why=reason, batch=case.token)
            mark_left(one.entry, reason)
        elif one.change is None:
            mark_left(one.entry, "hatte nichts mehr zu ändern")
        else:
            _release(case, one.record, one.change, by, why, valid_until)
            one.entry.result = EntryResult.RELEASED
            one.entry.save(update_fields=["result"])
            done.append(one.record)
    if not done:
        raise ValidationError("So bliebe nichts zum Freigeben. Bitte geben Sie den Vorgang zurück.", code="empty")
    _decide(case, CaseState.RELEASED, by)
    stepped.send(sender=Case, about=case, verb=Verb.RELEASE, by=by)
    return done


def _release(case: Case, record: Record, change: Revision, by: Editor, why: str, valid_until: date | None) -> None:
    try:
        actions.release(revision=change, by=by, why=why, valid_until=valid_until, batch=case.token)
    except ValidationError as error:
        raise PartRefused(record, error.messages) from error


def _check_left_out(some: list[Member], kept: set[Key]) -> None:
    """What the others need cannot stay behind: visitors would miss it."""
    names = {key_of(one.record): str(one.record) for one in some if one.record}
    for key, needs in first_needed(some).items():
        if key not in kept and (behind := [names[other] for other in needs if other in kept]):
            words = f"„{names[key]}“ braucht „{behind[0]}“. Bitte beide herausnehmen oder keinen."
            raise ValidationError(words, code="needed")


def _waiting(some: list[Member]) -> list[Record]:
    return [one.record for one in some if one.record and one.stage in WAITING]


def _reopen(case: Case) -> None:
    case.state, case.submitted_at = CaseState.OPEN, None
    case.save()


def _decide(case: Case, state: CaseState, by: Editor) -> None:
    case.state, case.decided_by, case.decided_at = state, by, timezone.now()
    case.save()
