"""Whether the database is there, told from an error and by asking it; and how to hand it many keys."""

import json
import sqlite3
from collections.abc import Iterable

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models.expressions import RawSQL

from core.words import _

# SQLite says „operational“ to everything; these mean that it cannot be read or written now: busy, locked,
# read-only, error of the disk, disk full, file cannot be opened.
_SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}  # fmt: skip
_PRIMARY_CODE = 0xFF
_MILLISECONDS = 2000  # that a check of the health waits for a writer


class CannotWrite(Exception):
    """The database answers but takes nothing; says why in plain words."""


def is_away(error: BaseException | None) -> bool:
    """Whether an error, or one that led to it, says that the database cannot be used now and may be soon."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            cause = error.__cause__
            if isinstance(cause, sqlite3.Error):
                return (getattr(cause, "sqlite_errorcode", None) or 0) & _PRIMARY_CODE in _SQLITE_AWAY
            return True
        error = error.__cause__ or error.__context__
    return False


def check() -> None:
    """Read, and see whether it could be written. Raises CannotWrite, or what the database raises."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::bool")
            if cursor.fetchone()[0]:
                raise CannotWrite(_("Die Datenbank nimmt nur Lesezugriffe an."))
            return
        cursor.execute("SELECT 1 FROM django_content_type LIMIT 1")
        if connection.in_atomic_block:
            return
        cursor.execute("PRAGMA busy_timeout")
        patience = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {_MILLISECONDS}")
        try:
            with transaction.atomic():  # takes the lock of a writer
                transaction.set_rollback(True)
        except OperationalError as error:
            raise CannotWrite(_("Die Datenbank lässt sich gerade nicht beschreiben.")) from error
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")


def among(keys: Iterable[int]) -> RawSQL:
    """Any number of keys for `pk__in`, as one parameter: databases take only so many."""
    given = json.dumps([int(key) for key in keys])
    if connection.vendor == "postgresql":
        return RawSQL("SELECT value::bigint FROM json_array_elements_text(%s)", (given,))
    return RawSQL("SELECT value FROM json_each(%s)", (given,))
