"""Rows that are written from the form of another record than the one that carries them."""

from collections.abc import Callable, Iterable

from django.db import transaction

from accounts.models import Editor
from memory.trial import trial
from publishing import changes as compare
from publishing import history
from publishing.actions.editing import propose
from publishing.enums import State
from publishing.locking import locked
from publishing.models import Record, Revision
from publishing.permissions import check_edit
from publishing.snapshots import take, with_proposed_keys


def changes_of(carriers: Iterable[Record], write: Callable[[], object]) -> list[tuple[Record, compare.Changes]]:
    """What `write` changes at some records, without writing it; those that stay as they are are left out."""
    before = [(carrier, take(carrier)) for carrier in carriers]
    with trial():
        write()
        after = [take(carrier) for carrier, _ in before]
    pairs = [
        (carrier, compare.diff(was, with_proposed_keys(now, was)))
        for (carrier, was), now in zip(before, after, strict=True)
    ]
    return [(carrier, changes) for carrier, changes in pairs if changes]


@transaction.atomic
def join(*, carrier: Record, changes: compare.Changes, by: Editor, why: str = "") -> Revision | None:
    """Rows of a record, written from the form of another: in effect at once if their carrier is not public, else part
    of its one pending change.

    Raises PermissionDenied, Conflict where that change says otherwise, or ValidationError.
    """
    locked(carrier, wait=False)
    check_edit(by, carrier)
    waiting = history.open_change(carrier) if carrier.state == State.PUBLISHED else None
    state = take(carrier)
    if waiting:
        state = compare.replayed(state, waiting.changes)
    if clashing := compare.conflicts(state, changes):
        raise compare.Conflict(clashing)
    return propose(record=carrier, snapshot=compare.replayed(state, changes), by=by, why=why, revise=waiting)
