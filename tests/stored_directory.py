"""The directory of fixtures/ in a database that is copied, because loading it takes seconds.

The first process of a run that needs it loads it into a database of its own. Every module of tests, in
whichever process, works on a copy, and the empty test database is back afterwards.
"""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.signals import post_migrate

from core import prepared
from networks_portal.loading.load import load_directory


def stored_in(folder: Path) -> "_InFiles | _OnServer":
    """`folder` is shared by the processes of a run."""
    return (_OnServer if connection.vendor == "postgresql" else _InFiles)(folder)


_numbers: list[tuple] = []  # of the content types, in the database that this process asked last


def forget_numbers(**kwargs) -> None:
    """Every database, and one that was emptied, may number the content types in its own way."""
    _numbers.clear()
    ContentType.objects.clear_cache()
    prepared.forget()


post_migrate.connect(forget_numbers)  # sent after emptying, too


def other_database() -> None:
    """Copies number as what they are copies of, and most queries of a page need not be compiled anew: a tenth of the
    time of a module that asks ten times.
    """
    numbers = list(ContentType.objects.order_by("pk").values_list("pk", "app_label", "model"))
    if numbers != _numbers:
        forget_numbers()
        _numbers.extend(numbers)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Other processes of the run wait until this one is through."""
    with (folder / "directory.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class _InFiles:
    """SQLite: loaded once into the test database, written to a file and read back from there."""

    def __init__(self, folder: Path):
        self.folder, self.file = folder, folder / "directory.sqlite3"

    @contextmanager
    def copy(self, keeps: bool = False) -> Iterator[None]:
        """While inside, the test database holds the directory."""
        connection.ensure_connection()
        with closing(sqlite3.connect(":memory:")) as before:
            connection.connection.backup(before)
            try:
                self._fill()
                other_database()
                yield
            finally:
                before.backup(connection.connection)
                other_database()

    def _fill(self) -> None:
        with _alone(self.folder) if not self.file.exists() else nullcontext():
            if self.file.exists():
                with closing(sqlite3.connect(self.file)) as loaded:
                    loaded.backup(connection.connection)
                return
            load_directory(settings.BASE_DIR / "fixtures")
            part = self.file.with_suffix(".part")
            with closing(sqlite3.connect(part)) as loaded:
                connection.connection.backup(loaded)
            part.rename(self.file)

    def drop(self) -> None:
        """The folder is removed with the run."""


class _OnServer:
    """PostgreSQL: the server copies whole databases, as long as nobody is connected to the one that it copies."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.plain = connection.settings_dict["NAME"]
        self.own, self.working = f"{self.plain}_directory", f"{self.plain}_copy"
        self.known = folder / "directory.name"  # which database others may copy
        self.is_fresh = False

    @contextmanager
    def copy(self, keeps: bool = False) -> Iterator[None]:
        """While inside, connections lead to the copy. With `keeps` what is written there is not rolled back."""
        if not self.is_fresh or keeps:
            with _alone(self.folder):
                if not self.known.exists():
                    self._make(self.own, self.plain)
                    with self._connected(self.own):
                        load_directory(settings.BASE_DIR / "fixtures")
                    self.known.write_text(self.own)
                self._make(self.working, self.known.read_text())
        self.is_fresh = not keeps
        with self._connected(self.working):
            yield

    def drop(self) -> None:
        with _alone(self.folder), connection.cursor() as cursor:
            if self.known.exists() and self.known.read_text() == self.own:
                self.known.unlink()
            for name in (self.working, self.own):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    @staticmethod
    def _make(name: str, like: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')

    @contextmanager
    def _connected(self, name: str) -> Iterator[None]:
        self._connect(name)
        try:
            yield
        finally:
            self._connect(self.plain)

    @staticmethod
    def _connect(name: str) -> None:
        """This thread and those that a server starts."""
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES[connection.alias]["NAME"] = name
        other_database()
