"""Trying out a change of the database: look at the result, then take it all back.

Everything inside happens in a savepoint that is always rolled back. What a process keeps in memory must not
remember such a state, so `cached_index` keeps what it builds meanwhile apart, and receivers that write for
others (content stamp, search index) stay quiet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

_kept: ContextVar[dict[str, Any] | None] = ContextVar("trial", default=None)


@contextmanager
def trial() -> Iterator[None]:
    """Roll back whatever happens inside. Render pages before leaving: lazy answers would see the old state."""
    token = _kept.set({})
    try:
        with transaction.atomic():
            try:
                yield
            finally:
                transaction.set_rollback(True)
    finally:
        _kept.reset(token)


def kept_apart() -> dict[str, Any] | None:
    """Where to keep what is built from the state on trial; None outside of a trial."""
    return _kept.get()


def is_trial() -> bool:
    return _kept.get() is not None
