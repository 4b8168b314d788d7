"""Records that neither go nor stay when one is deleted or merged, but lose a row or an entry of a list by it."""

from collections.abc import Callable

from accounts.models import Editor
from publishing import changes as compare
from publishing import history, snapshots
from publishing.enums import OPEN, RevisionKind
from publishing.models import Record, Revision
from publishing.references import around
from publishing.snapshots import Snapshot

Before = dict[type[Record], dict[int, Snapshot]]


def before(*records: Record) -> Before:
    """How the records are now that have a statement about one of these, or name it; not these themselves."""
    return {model: snapshots.take_many(model, pks) for model, pks in around(*records).items()}


def note(
    was: Before,
    *,
    by: Editor | None,
    decided_by: Editor | None,
    why: str,
    batch: str = "",
    refresh: Callable[[Record, Snapshot, Editor | None], object],
) -> None:
    """A line in the history of each of them that is another now.

    `decided_by`: who answers for it that visitors see it at once; None where they do not. `refresh`: what shows the
    new state in a request for release that waits (publishing.actions).
    """
    for model, states in was.items():
        now = snapshots.take_many(model, states)
        changed = {pk: (now[pk], compare.diff(states[pk], now[pk])) for pk in now}
        changed = {pk: pair for pk, pair in changed.items() if pair[1]}
        if not changed:
            continue
        history.add_many(model, changed, kind=RevisionKind.EDIT, why=why, by=by, decided_by=decided_by, batch=batch)
        waiting = Revision.objects.filter(content_type=history.type_of(model), object_id__in=changed, state__in=OPEN)
        for revision in waiting.filter(kind=RevisionKind.FIRST):
            refresh(revision.record, changed[revision.object_id][0], by)
