"""What a merge leaves in the history of the two entries."""

from accounts.models import Editor
from duplicates.models import Merge
from publishing import changes as compare
from publishing import history, snapshots
from publishing.actions import editing
from publishing.enums import RevisionKind, Stage, Verb
from publishing.models import Record


def note_end(done: Merge, keep: Record, drop: Record) -> None:
    """The last line in the history of the record that goes."""
    why = f"In „{keep}“ aufgegangen. {done.why}".strip()
    editing.note_end(
        record=drop, by=done.author, why=why, kind=RevisionKind.MERGE, batch=done.batch, decided_by=done.by
    )  # fmt: skip


def note(
    done: Merge, record: Record, before: snapshots.Snapshot, why: str, *, author: Editor, by: Editor, also=()
) -> None:
    """A change that is in effect. Of a public record visitors saw it at once, so it counts as released.

    `also`: further authors, whose words came along.
    """
    after = snapshots.take(record)
    states = {record.pk: (after, compare.diff(before, after))}
    (revision,) = history.add_many(
        type(record), states, kind=RevisionKind.MERGE, why=why, by=author, decided_by=by, batch=done.batch
    )  # fmt: skip
    revision.authors.add(*also)
    here = Stage(record.state)
    history.log(record, Verb.EDIT, by=by, start=here, end=here, revision=revision, why=why)
