import math
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

from memory.backends import Stamping
from memory.notes import note_statement
from memory.sql import LONG, tables_of


@lru_cache(maxsize=512)
def _with_question_marks(query: str) -> str:
    return base.SQLiteCursorWrapper.convert_query(None, query)  # type: ignore[attr-defined]


class Cursor(base.SQLiteCursorWrapper):
    """Looks for the `%s` of a question once: Django's regular expression takes as long as SQLite for its answer."""

    def convert_query(self, query, *, param_names=None):
        if param_names is None and len(query) <= LONG:
            return _with_question_marks(query)
        return super().convert_query(query, param_names=param_names)

    def execute(self, query, params=None):
        try:
            return super().execute(query, params)
        except OverflowError:  # a number that no column holds: asked for it is not there, as in PostgreSQL
            if params is None or tables_of(query).written:
                raise
            return super().execute(query, [_comparable(one) for one in params])


def _comparable(value: Any) -> Any:
    """A number beyond its integers as one that is beyond all of them."""
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        return math.inf if value > 0 else -math.inf
    return value


class DatabaseWrapper(Stamping, base.DatabaseWrapper):
    def create_cursor(self, name=None):
        return self.connection.cursor(factory=Cursor)

    def rows(self, sql, params=()):
        """Straight from the database: the cursors of Django around its own take as long as it does, a tenth of a page.

        Where anybody listens, or anything is wrong, it goes the long way.
        """
        tables = tables_of(sql)
        if self._is_watched() or tables.written:
            return super().rows(sql, params)
        note_statement(tables)
        try:
            return self.connection.execute(_with_question_marks(sql), params).fetchall()
        except (OverflowError, base.Database.Error):
            return super().rows(sql, params)

    def _is_watched(self) -> bool:
        """Also where there is no connection yet, or none may be used."""
        return self.connection is None or self.needs_rollback or self.queries_logged or len(self.execute_wrappers) > 1
