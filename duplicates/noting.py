"""What a merge leaves in the history of the two entries."""

from accounts.models import Editor
from duplicates.models import Merge
from publishing import changes as compare
from publishing import history, snapshots
from publishing.enums import RevisionKind, RevisionState, Stage, State, Verb
from publishing.models import Record


def note_end(done: Merge, keep: Record, drop: Record) -> None:
    """The last line in the history of the record that goes; it holds its last state."""
    stage = history.stage(drop)
    why = f"In „{keep}“ aufgegangen. {done.why}".strip()
    revision = history.add(
        drop,
        kind=RevisionKind.MERGE,
        state=RevisionState.APPLIED,
        snapshot=snapshots.take(drop),
        changes=[],
        by=done.author,
        why=why,
        batch=done.batch,
    )
    _decided(revision, done.by)
    history.log(drop, Verb.DELETE, by=done.by, start=stage, end=stage, revision=revision, why=why)


def note(
    done: Merge, record: Record, before: snapshots.Snapshot, why: str, *, author: Editor, by: Editor, also=()
) -> None:
    """A change that is in effect. Of a public record visitors saw it at once, so it counts as released.

    `also`: further authors, whose words came along.
    """
    after = snapshots.take(record)
    revision = history.add(
        record,
        kind=RevisionKind.MERGE,
        state=RevisionState.RELEASED if record.state == State.PUBLISHED else RevisionState.APPLIED,
        snapshot=after,
        changes=compare.diff(before, after),
        by=author,
        why=why,
        batch=done.batch,
    )
    revision.authors.add(*also)
    _decided(revision, by)
    here = Stage(record.state)
    history.log(record, Verb.EDIT, by=by, start=here, end=here, revision=revision, why=why)


def _decided(revision, by: Editor) -> None:
    revision.decided_by, revision.decided_at = by, revision.changed_at
    revision.save(update_fields=["decided_by", "decided_at"])
