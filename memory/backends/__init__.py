"""Django's database backends, which also note what is read and stamp what is written.

Every statement of a connection passes here, so no way of writing (save, bulk, cascade, SQL) can be forgotten.
"""

import secrets
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from memory.notes import note_statement
from memory.sql import tables_of
from memory.stamps import Work

_STAMP = """
INSERT INTO memory_tablestamp ("table", version) VALUES {rows}
ON CONFLICT ("table") DO UPDATE SET version = excluded.version
"""
_BITS = 62


class Stamping:
    """Put before Django's `DatabaseWrapper`."""

    introspection: Any  # of the database behind it
    cursor: Any

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.work = Work()
        self._has_stamps = False
        self.execute_wrappers.append(self._noted)

    def _noted(self, execute, sql, params, many, context):
        tables = tables_of(sql if isinstance(sql, str) else repr(sql))
        note_statement(tables)
        if not tables.written:
            return execute(sql, params, many, context)
        if self.in_atomic_block or not self.get_autocommit():
            self.work.wrote(tables.written)
            return execute(sql, params, many, context)
        # By itself: with its stamp in a transaction of their own.
        with transaction.atomic(using=self.alias):
            self.work.wrote(tables.written)
            result = execute(sql, params, many, context)
            _Fetched.before_commit(context["cursor"])
        return result

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[tuple]:
        """What a statement that only reads gives."""
        with self.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def commit(self):
        raised = self._stamped() if self.work.written else {}
        super().commit()
        if raised:
            self.work.committed(raised)
        else:
            self.work.begin()

    def rollback(self):
        super().rollback()
        self.work.begin()

    def close(self):
        super().close()
        self.work.begin()

    def savepoint(self):
        sid = super().savepoint()
        if sid:
            self.work.mark(sid)
        return sid

    def savepoint_rollback(self, sid):
        super().savepoint_rollback(sid)
        self.work.back_to(sid)

    def _stamped(self) -> dict[str, int]:
        """In the order of the tables' names, so that no two wait for each other in a circle."""
        if not self._has_stamps:  # while the first migrations run
            self._has_stamps = "memory_tablestamp" in self.introspection.table_names()
            if not self._has_stamps:
                return {}
        token = secrets.randbits(_BITS)
        raised = dict.fromkeys(sorted(self.work.written), token)
        rows = ", ".join(["(%s, %s)"] * len(raised))
        with self.cursor() as cursor:
            cursor.execute(_STAMP.format(rows=rows), [value for row in raised.items() for value in row])
        return raised


class _Fetched:
    """A database's cursor whose rows were fetched before the commit; SQLite commits nothing while some are left."""

    def __init__(self, cursor: Any):
        self._cursor, self._rows = cursor, cursor.fetchall()

    @classmethod
    def before_commit(cls, wrapper: Any) -> None:
        if wrapper.cursor.description:
            wrapper.cursor = cls(wrapper.cursor)

    def fetchone(self):
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = 1):
        taken, self._rows = self._rows[:size], self._rows[size:]
        return taken

    def fetchall(self):
        return self.fetchmany(len(self._rows))

    def __iter__(self):
        return iter(self.fetchall())

    def __getattr__(self, name: str):
        return getattr(self._cursor, name)
