"""Earlier states of a record, made from its changes: as it was after one, before one, and as it is without one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils import timezone

from accounts.models import Editor
from core.words import _
from publishing import actions
from publishing import changes as compare
from publishing.enums import RevisionKind, RevisionState
from publishing.locking import Gone
from publishing.models import Record, Revision
from publishing.snapshots import Snapshot, take

IN_EFFECT = (RevisionState.APPLIED, RevisionState.RELEASED)


class Aim(Enum):
    """What somebody wants back."""

    AFTER = "danach"
    BEFORE = "davor"
    WITHOUT = "ohne"


@dataclass(frozen=True)
class WaysBack:
    """What can be had back of a change: itself taken back, and the state after it."""

    can_take_back: bool
    can_restore: bool


def ways_back(revision: Revision) -> WaysBack:
    """A change that waits is discarded instead; one that made the record is not taken back, nor a merge, which has its
    own way back."""
    takes_effect = revision.state in IN_EFFECT and bool(revision.changes)
    own_way = is_creation(revision) or revision.kind in (RevisionKind.MERGE, RevisionKind.DELETE)
    return WaysBack(takes_effect and not own_way, not revision.is_open)


def is_creation(revision: Revision) -> bool:
    """The address is there from the first moment on."""
    return any(one.get("field") == "slug" and "part" not in one and one["old"] is None for one in revision.changes)


def start_of(revisions: Iterable[Revision]) -> Revision | None:
    """Of all changes of a record the first, if the record was there before it, as loaded from files: the state before
    is its first."""
    first = min(revisions, key=lambda one: one.number, default=None)
    return None if first is None or is_creation(first) or first.kind == RevisionKind.FIRST else first


def inverted(changes: compare.Changes) -> compare.Changes:
    """What takes them back: the last first, from what they wrote to what was before."""
    swapped = {"old": "new", "new": "old", "added": "removed", "removed": "added"}
    return [{swapped.get(name, name): value for name, value in change.items()} for change in reversed(changes)]


def before(revision: Revision) -> Snapshot:
    """The whole record as it was when the change was written."""
    return compare.replayed(revision.snapshot, inverted(revision.changes))


@dataclass
class Wanted:
    """The state to go to; `changes` lead there from now. `clashing`: what of a change is not taken back, as somebody
    has written there since, from what stands there today to what was before the change."""

    snapshot: Snapshot
    changes: compare.Changes
    clashing: compare.Changes


def wanted(revision: Revision, record: Record, aim: Aim) -> Wanted:
    now, clashing = take(record), []
    if aim is Aim.WITHOUT:
        back = inverted(revision.changes)
        clashing = compare.conflicts(now, back)
        state = compare.replayed(now, [change for change in back if change not in clashing])
        clashing = [_from_today(now, change) for change in clashing]
    else:
        state = before(revision) if aim is Aim.BEFORE else revision.snapshot
    return Wanted(state, compare.diff(now, state), clashing)


def _from_today(now: Snapshot, change: dict) -> dict:
    row = now["parts"].get(change["part"], {}).get(change["key"]) if "part" in change else now
    if "field" in change:
        return {**change, "old": {**row["fields"], **row["many"]}.get(change["field"]) if row else None}
    return {**change, "removed": row} if "removed" in change else change


def restore(
    *,
    revision: Revision,
    by: Editor,
    why: str = "",
    seen: str | None = None,
    snapshot: Snapshot | None = None,
) -> Revision | None:
    """Back to how the record was after a revision, or to another state made from it: a new change like any other."""
    if (record := revision.record) is None:
        raise Gone([revision.label])
    day = timezone.localtime(revision.changed_at)
    return actions.propose(
        record=record,
        snapshot=revision.snapshot if snapshot is None else snapshot,
        by=by,
        why=why or _("Stand {number} vom {day:%d.%m.%Y} wiederhergestellt").format(number=revision.number, day=day),
        kind=RevisionKind.RESTORE,
        seen=seen,
    )
