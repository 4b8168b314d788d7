"""Both entries of a merge under lock, and whether they are still what somebody compared."""

import hashlib
import json
from copy import copy

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder

from publishing import snapshots
from publishing.locking import locked_with_around
from publishing.models import Record
from publishing.snapshots import Snapshot


def held(keep: Record, drop: Record) -> tuple[Record, Record]:
    """Copies of the two as they are now, locked with all entries whose rows point to one of them. Raises Gone, Busy."""
    pair = copy(keep), copy(drop)
    locked_with_around(*pair)
    return pair


def fingerprint(keep: Record, drop: Record, states: tuple[Snapshot, Snapshot] | None = None) -> str:
    """Tells whether one of the two has changed since somebody looked at them. `states`: their snapshots, if known."""
    states = states or states_of(keep, drop)
    text = json.dumps([*states, keep.state, drop.state], cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def states_of(keep: Record, drop: Record) -> tuple[Snapshot, Snapshot]:
    return snapshots.take(keep), snapshots.take(drop)


def check_compared(keep: Record, drop: Record, seen: str | None) -> None:
    """`seen`: fingerprint of what a page showed; None for callers that decide about no page."""
    if seen is not None and seen != fingerprint(keep, drop):
        raise ValidationError(
            "Einer der beiden Einträge wurde geändert, während Sie verglichen haben. Bitte noch einmal ansehen.",
            code="changed",
        )
