"""Writing of tests that leaves the same line in the history as a form."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from accounts.models import Editor
from publishing import actions, snapshots
from publishing.locking import locked
from publishing.models import Record


@contextmanager
def recorded(*, record: Record, by: Editor) -> Iterator[None]:
    """Notes what is written to a record inside as a change that is in effect at once; nothing if nothing changed."""
    with transaction.atomic():
        locked(record)
        before = snapshots.take(record)
        yield
        actions.note_applied(record, before, by=by)
