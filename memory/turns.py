"""Pages of visitors are made one after the other in a process where the database works in its threads.

Python computes in one thread at a time anyway. SQLite lets go of that right at each row, and threads that make pages
side by side then take it from each other again and again: in turns a network's page takes an eighth less.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.db import connection

# Seconds; then somebody begins beside whoever takes so long, who may be waiting for a writer.
LONGEST_WAIT = 0.05
_one = Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Another server's database is waited for, which others may use."""
    has_it = connection.vendor == "sqlite" and _one.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        if has_it:
            _one.release()
