import gc
import os
from functools import partial

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import transaction
from hypothesis import settings

from tests.folded import town
from tests.kept_index import kept_index
from tests.late_index import late_index
from tests.page_contexts import contexts_are_noted
from tests.races import shared_database, two
from tests.stored_directory import stored_in
from tests.stored_pictures import lay_out

__all__ = ["contexts_are_noted", "shared_database", "town", "two"]

# The same examples every time, and no stop-watch: a busy machine is not a bug. The environment that
# settings need is in pyproject.toml, because Django reads it before this file.
settings.register_profile("portal", deadline=None, derandomize=True, database=None)
settings.load_profile("portal")

# Fixtures of tests that ask the database without saying so by a mark.
DATABASE = {"db", "transactional_db", "django_db_setup"}


LONGEST = ("networks_portal/silence/", "test_migrations.py", "test_machine.py")


def pytest_configure():
    """A hash that is slow on purpose would be most of the time of tests that sign in. And pytest-django, which knows
    Django's own SQLite alone, would give each worker a database in a file here, where an interrupted run leaves it.
    """
    gc.disable()  # until all tests are known: nothing of them is garbage, and looking took a fifth of the time
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if "sqlite3" in django_settings.DATABASES["default"]["ENGINE"]:
        django_settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = ":memory:"
    lay_out()


def pytest_collection_modifyitems(config, items):
    """The longest begin first, so that no worker waits for another at the end. What asks no database, or nothing that
    others do not ask as well, has already run; on the second database only the others do.
    """
    for item in items:
        item.runtest = partial(_with_room, item.runtest)
    items.sort(key=_turn)
    if "postgresql" not in django_settings.DATABASES["default"]["ENGINE"]:
        return
    kept = [item for item in items if _asks(item) and not item.get_closest_marker("once")]
    others = set(items).difference(kept)
    config.hook.pytest_deselected(items=[item for item in items if item in others])
    items[:] = kept


def _asks(item) -> bool:
    return bool(item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames))


def _turn(item) -> int:
    """The browser comes last: its event loop stays, and beside it Django keeps other connections."""
    if "e2e/" in item.nodeid:
        return 2
    return 0 if any(part in item.nodeid for part in LONGEST) else 1


def _with_room(run):
    """Python takes the memory for calls in pieces of 16 kB and returns a piece with the last call in it. pytest,
    client and Django lie so deep that pieces ended within what is called all the time: 14,000 mmap and munmap for
    a test of the desk, a quarter of its time. A call that asks for more than a piece gets one with room for all below.
    """
    return run()


_with_room.__code__ = _with_room.__code__.replace(co_stacksize=34_000)  # in words of 8 bytes; the piece is 512 kB


def pytest_collection_finish():
    """What is imported stays; looking through it again and again for garbage took a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


@pytest.fixture(autouse=True)
def no_counters_left(request, django_db_blocker):
    """What a test really writes is swept up afterwards, but not the table of the cache, which is no model's."""
    yield
    mark = request.node.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction"):
        with django_db_blocker.unblock():
            cache.clear()


@pytest.fixture(scope="session")
def stored_directory(django_db_setup, django_db_blocker, tmp_path_factory):
    """Gives every module that asks for it a copy of the directory of fixtures/."""
    folder = tmp_path_factory.getbasetemp()
    stored = stored_in(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)
    yield stored
    with django_db_blocker.unblock():
        stored.drop()


@pytest.fixture(autouse=True)
def no_index_of_another_test(request):
    """Nothing that a test made of its own is remembered for the next. A browser asks a server of its own."""
    if request.node.get_closest_marker("browser"):
        yield
        return
    with kept_index("directory" in request.fixturenames), late_index():
        yield


@pytest.fixture(scope="module")
def directory(stored_directory, django_db_blocker):
    """The directory of fixtures/ for all tests of a module; what the tests change is rolled back."""
    with django_db_blocker.unblock(), stored_directory.copy(), transaction.atomic():
        yield
        transaction.set_rollback(True)
