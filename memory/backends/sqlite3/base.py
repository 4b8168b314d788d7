from functools import lru_cache

from django.db.backends.sqlite3 import base

from memory.backends import Stamping
from memory.sql import LONG


@lru_cache(maxsize=512)
def _with_question_marks(query: str) -> str:
    return base.SQLiteCursorWrapper.convert_query(None, query)  # type: ignore[attr-defined]


class Cursor(base.SQLiteCursorWrapper):
    """Looks for the `%s` of a question once: Django's regular expression takes as long as SQLite for its answer."""

    def convert_query(self, query, *, param_names=None):
        if param_names is None and len(query) <= LONG:
            return _with_question_marks(query)
        return super().convert_query(query, param_names=param_names)


class DatabaseWrapper(Stamping, base.DatabaseWrapper):
    def create_cursor(self, name=None):
        return self.connection.cursor(factory=Cursor)
