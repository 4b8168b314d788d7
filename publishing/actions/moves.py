"""Moving records through the workflow.

`seen` is the token of the page on which somebody decided (`history.token`); what happened since raises Stale. None is
for those who decide about no page. `batch` is the word of the whole that takes the step (publishing.together); it has
asked already what its records lack.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Editor
from core.words import _
from publishing import changes as compare
from publishing import criteria, history, snapshots
from publishing.actions.editing import decide, existing, last_released
from publishing.enums import RevisionKind, RevisionState, Stage, State, Verb
from publishing.locking import check_seen, locked
from publishing.models import Record, Release, Revision
from publishing.models.record import check_period
from publishing.permissions import check_move, check_release
from publishing.signals import stepped
from publishing.workflow import MOVES


def _begin(record: Record, verb: Verb, by: Editor, seen: str | None, batch: str = "") -> tuple[Revision | None, Stage]:
    """Take the lock, then ask whether the step is possible; returns the open change and the stage it starts from."""
    locked(record)
    change = history.open_change(record)
    check_move(by, record, verb, change, batch)
    check_seen(record, seen)
    return change, history.stage_of(record, change)


@transaction.atomic
def submit(*, record: Record, by: Editor, why: str = "", seen: str | None = None, batch: str = "") -> Revision:
    """Hand in for release: the pending change of a public record, or a draft as a whole.

    Raises PermissionDenied, WrongStage, Stale, or criteria.Lacking with what the entry would lack.
    """
    change, start = _begin(record, Verb.SUBMIT, by, seen, batch)
    if not batch:
        criteria.check(record, criteria.once_released(record, change))
    if change is None:
        snapshot = snapshots.take(record)
        change = history.add(
            record,
            kind=RevisionKind.FIRST,
            state=RevisionState.REVIEW,
            snapshot=snapshot,
            changes=compare.diff(last_released(record), snapshot),
            by=by,
            why=why,
            batch=batch,
        )
        change.authors.add(*history.authors_since_release(record))
        _set_state(record, State.REVIEW)
    else:
        change.state, change.why = RevisionState.REVIEW, why or change.why
        change.batch = change.batch or batch
        change.save(update_fields=["state", "why", "batch"])
    history.log(record, Verb.SUBMIT, by=by, start=start, end=MOVES[Verb.SUBMIT].steps[start], revision=change, why=why)
    if not batch:
        stepped.send(sender=Revision, about=change, verb=Verb.SUBMIT, by=by)
    return change


def recall(*, record: Record, by: Editor, why: str = "", seen: str | None = None, batch: str = "") -> None:
    """Take it out of the queue again."""
    _back(record, Verb.RECALL, by, why, seen, batch)


def send_back(*, record: Record, by: Editor, why: str, seen: str | None = None, batch: str = "") -> None:
    """Not released; the comment says what is to be done."""
    _back(record, Verb.SEND_BACK, by, why, seen, batch)


@transaction.atomic
def _back(record: Record, verb: Verb, by: Editor, why: str, seen: str | None, batch: str) -> None:
    change, start = _begin(record, verb, by, seen, batch)
    why = _reason(verb, why)
    if record.state == State.REVIEW:
        _set_state(record, State.DRAFT)
    if change:
        change.state = RevisionState.DRAFT if record.state == State.PUBLISHED else RevisionState.RETURNED
        change.comment = why if verb == Verb.SEND_BACK else change.comment
        change.save(update_fields=["state", "comment"])
    history.log(record, verb, by=by, start=start, end=MOVES[verb].steps[start], revision=change, why=why)
    if change and verb == Verb.SEND_BACK and not batch:
        stepped.send(sender=Revision, about=change, verb=verb, by=by)


@transaction.atomic
def release(
    *,
    revision: Revision,
    by: Editor,
    why: str = "",
    valid_until: date | None = None,
    seen: str | None = None,
    batch: str = "",
) -> Release:
    """The change takes effect on the public pages, with the Freigabevermerk of the account that released it.

    Raises PermissionDenied, WrongStage, Stale, Conflict, or criteria.Lacking with what the entry would newly lack.
    """
    locked(existing(revision))
    revision = Revision.objects.get(pk=revision.pk)
    check_release(by, revision, batch)
    record = existing(revision)
    check_seen(record, seen)
    start = history.stage_of(record, revision)
    lacked = criteria.checklist(record) if record.state == State.PUBLISHED else []
    if record.state == State.PUBLISHED:
        keys = compare.apply(record, revision.changes)
        for change in revision.changes:
            if "part" in change:
                change["key"] = str(keys.get(change["key"], change["key"]))
    criteria.check(record, criteria.compared(criteria.checklist(record), lacked))
    if record.state != State.PUBLISHED:
        _set_state(record, State.PUBLISHED)
    revision.snapshot = snapshots.take(record)
    decide(revision, RevisionState.RELEASED, by, "snapshot", "changes")
    history.log(record, Verb.RELEASE, by=by, start=start, end=Stage.PUBLISHED, revision=revision, why=why)
    if not batch:
        stepped.send(sender=Revision, about=revision, verb=Verb.RELEASE, by=by)
    return _note(record, by, revision, valid_until)


@transaction.atomic
def renew(*, record: Record, by: Editor, why: str = "", seen: str | None = None) -> Release:
    """What is public is released once more as it is. Raises as `release` does."""
    _begin(record, Verb.RENEW, by, seen)
    criteria.check(record, criteria.checklist(record))
    history.log(record, Verb.RENEW, by=by, start=Stage.PUBLISHED, end=Stage.PUBLISHED, why=why)
    return _note(record, by)


def _note(record: Record, by: Editor, revision: Revision | None = None, valid_until: date | None = None) -> Release:
    today = timezone.localdate()
    months = record.check_interval or record.default_check_interval
    note = Release(
        content_type=history.type_of(record),
        object_id=record.pk,
        revision=revision,
        office=by.office or _("Redaktion"),
        name=by.public_name,
        day=today,
        valid_until=valid_until or today + check_period(months),
        by=by,
    )
    note.full_clean()
    note.save()
    return note


@transaction.atomic
def discard(*, record: Record, by: Editor, why: str = "", seen: str | None = None, batch: str = "") -> None:
    """Drop the pending change; the history keeps it."""
    change, start = _begin(record, Verb.DISCARD, by, seen, batch)
    assert change is not None  # the step is possible only with one
    decide(change, RevisionState.DISCARDED, by)
    history.log(record, Verb.DISCARD, by=by, start=start, end=Stage.PUBLISHED, revision=change, why=why)


def withdraw(*, record: Record, by: Editor, why: str, seen: str | None = None) -> None:
    """Back to draft: the page answers 404 until the record is released again."""
    _set_aside(record, Verb.WITHDRAW, by, why, seen)


def archive(*, record: Record, by: Editor, why: str, seen: str | None = None) -> None:
    """Out of the directory for good; the page says why."""
    _set_aside(record, Verb.ARCHIVE, by, why, seen)


def resume(*, record: Record, by: Editor, why: str = "", seen: str | None = None) -> None:
    """What was archived is a draft again."""
    _set_aside(record, Verb.RESUME, by, why, seen)


@transaction.atomic
def _set_aside(record: Record, verb: Verb, by: Editor, why: str, seen: str | None) -> None:
    _, start = _begin(record, verb, by, seen)
    why = _reason(verb, why)
    end = MOVES[verb].steps[start]
    _set_state(record, State(end), why if verb == Verb.ARCHIVE else "")
    history.log(record, verb, by=by, start=start, end=end, why=why)


def _reason(verb: Verb, why: str) -> str:
    why = why.strip()
    if MOVES[verb].reason and not why:
        raise ValidationError(_("„{button}“ braucht einen Grund.").format(button=MOVES[verb].button), code="reason")
    return why


def _set_state(record: Record, state: State, archive_reason: str = "") -> None:
    """Saves only these fields, so nobody's other changes are overwritten."""
    record.state, record.archive_reason = state, archive_reason[:250]
    record.save(update_fields=["state", "archive_reason", "changed_at"])
