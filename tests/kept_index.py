"""What a process keeps in memory of the database, from one test to the next.

Tests put other days and other limits in place, and what was built with them would stay; so all is forgotten before
each test. Only what was built from the directory stays for the next test of the directory, if nobody has written.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from memory import kept
from memory.pieces import pieces

WRITING = ("INSERT", "UPDATE", "DELETE")
_of_directory: dict = {}


@contextmanager
def kept_index(is_of_directory: bool) -> Iterator[None]:
    if is_of_directory:
        recall_directory()
    else:
        forget_indexes()
    has_written = False

    def watch(execute, sql, params, many, context):
        nonlocal has_written
        has_written = has_written or sql.startswith(WRITING)
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(watch):
            yield
    finally:
        if is_of_directory and not has_written:
            _of_directory.update(kept._kept)


def recall_directory() -> None:
    """What tests built from the directory that wrote nothing, and nothing that others built."""
    forget_indexes()
    kept._kept.update(_of_directory)


def forget_indexes() -> None:
    """Also where a test goes on with another database."""
    kept.forget()
    pieces.forget()
