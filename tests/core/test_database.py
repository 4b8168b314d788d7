"""Which errors mean that the database is away."""

import pytest
from django.db import IntegrityError, OperationalError
from django.db.backends.sqlite3.base import DatabaseWrapper

from core.database import is_away

pytestmark = pytest.mark.django_db  # only because pytest watches over every connection


@pytest.fixture
def connect(tmp_path):
    """Connections to a file, as the portal opens them, that wait for nobody."""
    made = []

    def connect(name="db.sqlite3") -> DatabaseWrapper:
        common = {"TIME_ZONE": None, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True}
        options = {"timeout": 0, "transaction_mode": "IMMEDIATE"}
        made.append(DatabaseWrapper({"NAME": tmp_path / name, "OPTIONS": options, **common}))
        return made[-1]

    yield connect
    for connection in made:
        connection.close()


def error_of(connection: DatabaseWrapper, sql: str) -> OperationalError:
    with pytest.raises(OperationalError) as caught, connection.cursor() as cursor:
        cursor.execute(sql)
    return caught.value


def test_locked_database_is_away(connect):
    with connect().cursor() as writer:
        writer.execute("BEGIN IMMEDIATE")

        assert is_away(error_of(connect(), "BEGIN IMMEDIATE"))


def test_database_that_cannot_be_opened_is_away(connect):
    assert is_away(error_of(connect("no/such/folder.sqlite3"), "SELECT 1"))


@pytest.mark.parametrize("sql", ["SELECT * FROM nothing", "SELEKT", "SELECT nothing()"])
def test_mistake_of_ours_is_not(connect, sql):
    assert not is_away(error_of(connect(), sql))


def test_error_that_led_to_another_counts():
    with pytest.raises(LookupError) as caught:
        try:
            raise OperationalError("server closed the connection unexpectedly")
        except OperationalError:
            raise LookupError from None

    assert is_away(caught.value)
    assert not is_away(IntegrityError()) and not is_away(None)
