"""Trying out a change of the database: look at the result, then take it all back.

Everything inside happens in a savepoint that is always rolled back. What is remembered stays as it was: things made
from tables that are written inside are kept apart and forgotten, all others are used as they are (`memory.stamps`).
Receivers that write for others (search index) stay quiet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

_is_trial: ContextVar[bool] = ContextVar("trial", default=False)


@contextmanager
def trial() -> Iterator[None]:
    """Roll back whatever happens inside. Render pages before leaving: lazy answers would see the old state."""
    token = _is_trial.set(True)
    try:
        with transaction.atomic():
            try:
                yield
            finally:
                transaction.set_rollback(True)
    finally:
        _is_trial.reset(token)


def is_trial() -> bool:
    return _is_trial.get()
