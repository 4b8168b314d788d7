"""The search index, brought up to date when somebody looks into it instead of at every save.

It takes most of the time of a save, and few tests search. The tests of the search itself do without this.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.db import connection

from memory.kept import remembered
from search import index
from search.engine import vocabulary
from search.models import Entry, IndexState, Posting, Term

INDEX = [model._meta.db_table for model in (IndexState, Term, Posting, Entry)]


@contextmanager
def late_index() -> Iterator[None]:
    due = _Due(index.update_keys, index.rebuild)
    with (
        mock.patch.object(index, "update_keys", due.note),
        mock.patch.object(index, "rebuild", due.rebuild),
        mock.patch.object(index, "remove", lambda record: due.note({type(record): [record.pk]})),
        mock.patch.object(vocabulary, "remembered", due.before_remembering),
        connection.execute_wrapper(due.before_reading),
    ):
        yield


class _Due:
    """What the index has been told and not yet been made to do."""

    def __init__(self, update_keys, rebuild):
        self.update_keys, self.all_anew = update_keys, rebuild
        self.keys: dict[type, set[int]] = {}
        self.depth: int | None = None  # of the transactions, when the test itself asks the database

    def note(self, keys: dict) -> None:
        for model, pks in keys.items():
            self.keys.setdefault(model, set()).update(pks)

    def rebuild(self, *arguments) -> int:
        self.keys = {}
        return self.all_anew(*arguments)

    def before_remembering(self, *arguments, **options):
        """The words are in memory, and nothing is read when the index has not changed."""
        if self.keys:
            IndexState.objects.exists()
        return remembered(*arguments, **options)

    def before_reading(self, execute, sql, params, many, context):
        depth = len(connection.savepoint_ids)
        self.depth = depth if self.depth is None else min(depth, self.depth)
        if self.keys and any(table in sql for table in INDEX):
            keys, self.keys = self.keys, {}
            self.update_keys({model: sorted(pks) for model, pks in keys.items()})
            if depth > self.depth:  # what is written here may be taken back
                self.note(keys)
        return execute(sql, params, many, context)
