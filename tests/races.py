"""Two people at the same moment, on two real connections, in an order that the test decides."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Event

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections, transaction

from tests.factories import forget_indexes
from tests.stored_directory import other_database

PATIENCE = 60  # seconds after which something hangs; nothing waits for it to pass


@dataclass(frozen=True)
class Outcome:
    """What an action came to: its result, or the words with which it was refused."""

    result: object = None
    refused: str = ""


def attempt(action: Callable[[], object]) -> Outcome:
    """Whatever else it raises is a failure of the test."""
    try:
        return Outcome(action())
    except PermissionDenied as error:
        return Outcome(refused=str(error))
    except ValidationError as error:
        return Outcome(refused=" ".join(error.messages))


class Two:
    """The one who comes first, and the one who comes while the first is not done yet."""

    def __init__(self):
        self.threads = [ThreadPoolExecutor(1), ThreadPoolExecutor(1)]

    def one_after_the_other(self, first: Callable, second: Callable) -> tuple[Outcome, Outcome]:
        """`first` does what it does and keeps its transaction open until `second` waits for it, or is done."""
        with self.held(first) as (outcome, meanwhile):
            later = meanwhile(second)
        return outcome, later.result(PATIENCE)

    @contextmanager
    def held(
        self, first: Callable, last: Callable[[], object] = lambda: None
    ) -> Iterator[tuple[Outcome, Callable[[Callable], Future]]]:
        """Inside, the transaction of `first` is open; `meanwhile(action)` returns when the action waits or is done.

        `last`: what is still done in it afterwards.
        """
        wrote, let_go = Event(), Event()

        def hold() -> Outcome:
            with transaction.atomic():
                outcome.append(attempt(first))
                wrote.set()
                assert let_go.wait(PATIENCE)
                last()
            return outcome[0]

        outcome: list[Outcome] = []
        done = self.threads[0].submit(hold)
        done.add_done_callback(lambda _: wrote.set())
        assert wrote.wait(PATIENCE)
        try:
            yield outcome[0] if outcome else done.result(), self._meanwhile
        finally:
            let_go.set()
        done.result(PATIENCE)

    def _meanwhile(self, action: Callable) -> Future:
        began = Event()
        process: list[int] = []

        def watch(execute, sql, *args):
            if not process and sql.startswith("BEGIN"):
                began.set()  # on SQLite this waits; what is read before is read while the first is not done
            return execute(sql, *args)

        def run() -> Outcome:
            if connection.vendor == "postgresql":
                connection.ensure_connection()
                process.append(connection.connection.info.backend_pid)
                began.set()
            with connection.execute_wrapper(watch):
                return attempt(action)

        future = self.threads[1].submit(run)
        future.add_done_callback(lambda _: began.set())
        assert began.wait(PATIENCE)
        while process and not future.done() and not _waits(process[0]):
            wait([future], timeout=0.001)
        return future

    def end(self) -> None:
        for thread in self.threads:
            thread.submit(lambda: connection.close()).result(PATIENCE)
            thread.shutdown()


def _waits(process: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(pg_blocking_pids(%s))", [process])
        return cursor.fetchone()[0] > 0


@pytest.fixture(scope="session")
def shared_database(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    """The name of a copy of the empty database; what these tests write in it stays, so they look for their own."""
    if connection.vendor == "sqlite":  # whose database in memory belongs to one thread
        path = str(tmp_path_factory.mktemp("races") / "races.sqlite3")
        with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        yield path
        return
    with django_db_blocker.unblock():
        connection.close()  # a database in use cannot be copied
        connection.creation.clone_test_db("races", verbosity=0, autoclobber=True)
    yield connection.creation.get_test_db_clone_settings("races")["NAME"]
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(verbosity=0, suffix="races")


@pytest.fixture
def two(shared_database, db) -> Iterator[Two]:
    """Beside the transaction of the test, which is rolled back and empty."""
    own, name = connections["default"], connection.settings_dict["NAME"]
    own.settings_dict["NAME"] = shared_database  # threads read it there
    connections["default"] = connections.create_connection("default")
    forget_indexes()
    other_database()
    pair = Two()
    try:
        yield pair
    finally:
        pair.end()
        connection.close()
        connections["default"], own.settings_dict["NAME"] = own, name
        forget_indexes()
        other_database()
