"""Entries that neither go nor stay in a merge, but whose statements then point to the other of the two."""

from publishing import actions, history, snapshots
from publishing import changes as compare
from publishing.enums import OPEN, RevisionKind
from publishing.models import Editor, Record, Revision
from publishing.references import around
from publishing.snapshots import Snapshot

Before = dict[type[Record], dict[int, Snapshot]]


def before(*pair: Record) -> Before:
    """How the entries are now that have a statement about one of the pair, or name it; not the pair itself."""
    return {model: snapshots.take_many(model, pks) for model, pks in around(*pair).items()}


def note(was: Before, *, by: Editor | None, decided_by: Editor, why: str, batch: str) -> None:
    """A line in the history of each of them that is another now; a waiting request for release shows the new state."""
    for model, states in was.items():
        now = snapshots.take_many(model, states)
        changed = {pk: (now[pk], compare.diff(states[pk], now[pk])) for pk in now}
        changed = {pk: pair for pk, pair in changed.items() if pair[1]}
        if not changed:
            continue
        history.add_many(model, changed, kind=RevisionKind.EDIT, why=why, by=by, decided_by=decided_by, batch=batch)
        waiting = Revision.objects.filter(content_type=history.type_of(model), object_id__in=changed, state__in=OPEN)
        for revision in waiting.filter(kind=RevisionKind.FIRST):
            actions.refresh_request(revision.record, changed[revision.object_id][0], by)
