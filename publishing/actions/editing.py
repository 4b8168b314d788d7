"""Writing content: checks, new records, changes, deletions."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.models import Editor
from core.words import _
from publishing import changes as compare
from publishing import history, others, snapshots
from publishing.enums import RevisionKind, RevisionState, Stage, State, Verb
from publishing.locking import Gone, check_seen, locked, locked_if_there, locked_to_remove
from publishing.models import Record, Revision
from publishing.permissions import check_add, check_delete, check_edit


class OpenChange(ValidationError):
    """Somebody has begun a change of the same record that is not decided yet."""

    def __init__(self, revision: Revision):
        self.revision = revision
        words = _("Zu „{record}“ gibt es schon eine offene Änderung von {who}.")
        who = revision.created_by or _("unbekannt")
        super().__init__(words.format(record=revision.label, who=who), code="open")


@transaction.atomic
def mark_checked(*, records: Iterable[Record], by: Editor, on: date | None = None, why: str = "") -> int:
    """Somebody compared the records with reality: they are fresh from this day. Returns how many changed.

    Those that are gone are left out.
    """
    values = {"checked_on": on or timezone.localdate(), "checked_by": by}
    changed = []
    for record in locked_if_there(records):
        check_edit(by, record)
        if all(getattr(record, name) == value for name, value in values.items()):
            continue
        for name, value in values.items():
            setattr(record, name, value)
        record.save(update_fields=[*values, "changed_at"])
        changed.append(record)
    history.log_many(changed, Verb.CHECK, by=by, why=why)
    return len(changed)


@transaction.atomic
def create(
    *,
    model: type[Record],
    snapshot: snapshots.Snapshot,
    by: Editor,
    why: str = "",
    kind: RevisionKind = RevisionKind.NEW,
    batch: str = "",
) -> Record:
    """A new draft from a snapshot."""
    check_add(by, model)
    record = model()
    compare.apply(record, compare.diff(snapshots.empty(model), snapshot), lasting=True)
    record_new(record, by=by, why=why, kind=kind, batch=batch)
    check_edit(by, record)
    return record


def record_new(
    record: Record, *, by: Editor | None, why: str = "", kind: RevisionKind = RevisionKind.NEW, batch: str = ""
) -> Revision:
    """The first line in the history of a record that was just saved."""
    after = snapshots.take(record)
    revision = history.add(
        record,
        kind=kind,
        state=RevisionState.APPLIED,
        snapshot=after,
        changes=compare.diff(snapshots.empty(type(record)), after),
        by=by,
        why=why,
        batch=batch,
    )
    history.log(record, Verb.CREATE, by=by, start=Stage.DRAFT, end=Stage(record.state), revision=revision, why=why)
    return revision


def note_applied(
    record: Record,
    before: snapshots.Snapshot,
    *,
    by: Editor | None,
    why: str = "",
    kind: RevisionKind = RevisionKind.EDIT,
    batch: str = "",
) -> Revision | None:
    """A change that is in effect already, of a record that was locked before `before` was taken.

    A request for release that waits shows the new state.
    """
    locked(record)
    after = snapshots.take(record)
    changes = compare.diff(before, after)
    if not changes:
        return None
    revision = history.add(
        record,
        kind=kind,
        state=RevisionState.APPLIED,
        snapshot=after,
        changes=changes,
        by=by,
        why=why,
        batch=batch,
    )
    refresh_request(record, after, by)
    return revision


def refresh_request(record: Record, now: snapshots.Snapshot, by: Editor | None) -> None:
    """A request for release that waits shows the new state."""
    locked(record)
    waiting = history.open_change(record)
    if waiting and waiting.kind == RevisionKind.FIRST:
        rewrite(waiting, now, compare.diff(last_released(record), now), by)


@transaction.atomic
def propose(
    *,
    record: Record,
    snapshot: snapshots.Snapshot,
    by: Editor,
    why: str = "",
    kind: RevisionKind = RevisionKind.EDIT,
    batch: str = "",
    revise: Revision | None = None,
    seen: str | None = None,
) -> Revision | None:
    """Make a record look like a snapshot: at once if it is not public, else as a change that waits for release.

    Returns None when nothing differs. `revise`: the open change that the snapshot continues; without it an
    open change raises OpenChange. `seen`: as for moving it (publishing.actions.moves).
    """
    locked(record)
    check_edit(by, record)
    check_seen(record, seen)
    before = snapshots.take(record)
    if record.state != State.PUBLISHED:
        compare.apply(record, compare.diff(before, snapshots.with_proposed_keys(snapshot, before)))
        return note_applied(record, before, by=by, why=why, kind=kind, batch=batch)
    waiting = history.open_change(record)
    if waiting and waiting != revise:
        raise OpenChange(waiting)
    proposed = snapshots.with_proposed_keys(snapshot, before)
    changes = compare.diff(before, proposed)
    if waiting:
        if not changes:
            decide(waiting, RevisionState.DISCARDED, by)
            history.log(
                record, Verb.DISCARD, by=by, start=_stage(waiting), end=Stage.PUBLISHED, revision=waiting, why=why
            )
            return None
        return rewrite(waiting, proposed, changes, by, why)
    if not changes:
        return None
    revision = history.add(
        record,
        kind=kind,
        state=RevisionState.DRAFT,
        snapshot=proposed,
        changes=changes,
        by=by,
        why=why,
        batch=batch,
    )
    history.log(record, Verb.EDIT, by=by, start=Stage.PUBLISHED, end=Stage.CHANGED, revision=revision, why=why)
    return revision


@transaction.atomic
def delete(*, record: Record, by: Editor, why: str = "") -> None:
    """For good; the history keeps the last state, and that of others says which of their rows went along.

    Raises PermissionDenied, Gone, Busy, or ValidationError where others still need the record.
    """
    locked_to_remove(record)
    check_delete(by, record)
    was, decided_by = others.before(record), by if record.is_published else None
    said = _("„{record}“ gelöscht. {why}").format(record=record, why=why).strip()
    waiting = history.open_change(record)
    note_end(record=record, by=by, why=why)
    if waiting:
        decide(waiting, RevisionState.DISCARDED, by)
    try:
        record.delete()
    except ProtectedError as error:
        kinds = ", ".join(sorted({str(row._meta.verbose_name_plural) for row in error.protected_objects}))
        words = _("„{record}“ wird noch gebraucht: {kinds}. Bitte zuerst dort entfernen.")
        raise ValidationError(words.format(record=record, kinds=kinds), code="protected") from error
    others.note(was, by=by, decided_by=decided_by, why=said, refresh=refresh_request)


def note_end(
    *,
    record: Record,
    by: Editor | None,
    why: str,
    kind: RevisionKind = RevisionKind.DELETE,
    batch: str = "",
    decided_by: Editor | None = None,
) -> Revision:
    """The last line in the history of a record that goes; it holds its last state. `decided_by`: who confirmed it."""
    here, last = history.stage(record), snapshots.take(record)
    state = RevisionState.APPLIED
    revision = history.add(record, kind=kind, state=state, snapshot=last, changes=[], by=by, why=why, batch=batch)
    if decided_by:
        decide(revision, state, decided_by)
    history.log(record, Verb.DELETE, by=decided_by or by, start=here, end=here, revision=revision, why=why)
    return revision


def _stage(change: Revision) -> Stage:
    return Stage.CHANGE_REVIEW if change.state == RevisionState.REVIEW else Stage.CHANGED


def existing(revision: Revision) -> Record:
    """The record of a change. Raises Gone."""
    if revision.record is None:
        raise Gone([revision.label])
    return revision.record


def rewrite(
    change: Revision, snapshot: snapshots.Snapshot, changes: compare.Changes, by: Editor | None, why: str = ""
) -> Revision:
    """The open change now says this; whoever wrote it is one of its authors."""
    if changes == change.changes:
        return change
    change.snapshot, change.changes = snapshot, changes
    change.risk = compare.risk_of(change.model, changes)
    change.why = why[:300] or change.why
    change.changed_by, change.changed_at, change.saves = by, timezone.now(), change.saves + 1
    change.save()
    if by:
        change.authors.add(by)
    return change


def decide(change: Revision, state: RevisionState, by: Editor, *also: str) -> None:
    change.state, change.decided_by, change.decided_at = state, by, timezone.now()
    change.save(update_fields=["state", "decided_by", "decided_at", *also])


def last_released(record: Record) -> snapshots.Snapshot:
    """What visitors saw last; nothing for a record that was never public."""
    last = Revision.objects.of(record).filter(state=RevisionState.RELEASED).first()
    return last.snapshot if last else snapshots.empty(type(record))
