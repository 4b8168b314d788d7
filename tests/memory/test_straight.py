"""A statement that only reads gives the same whether it goes the short way or through Django's cursors."""

from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection, transaction

from memory.notes import noting
from networks.models import Field
from tests.factories import make

pytestmark = pytest.mark.django_db
NAMES = "SELECT name, slug FROM networks_field WHERE name = %s OR id = %s ORDER BY name"


@contextmanager
def unheard():
    """Tests listen to every statement; here nobody does but what notes the tables."""
    heard = connection.execute_wrappers
    with patch.object(connection, "execute_wrappers", heard[:1]):
        yield


def test_same_rows_and_the_same_tables_noted():
    key = make(Field, name="Optik").pk
    make(Field, name="100 % Holz")
    with connection.cursor() as cursor:
        cursor.execute(NAMES, ["100 % Holz", key])
        rows = cursor.fetchall()
    assert [name for name, _ in rows] == ["100 % Holz", "Optik"]

    with unheard(), noting() as notes, patch.object(connection, "cursor", side_effect=connection.cursor) as asked:
        assert connection.rows(NAMES, ["100 % Holz", key]) == rows
    assert notes.tables == {"networks_field"}
    assert asked.called == (connection.vendor != "sqlite")
    with unheard():
        assert connection.rows(NAMES, ["Optik", 1 << 70]) == rows[1:], "a number that no column holds is nobody's"


def test_who_listens_hears_of_it():
    heard = []

    def listen(execute, sql, params, many, context):
        heard.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        connection.rows(NAMES, ["Optik", 0])

    assert heard == [NAMES]


def test_what_is_wrong_is_said_as_django_says_it():
    with unheard(), pytest.raises(DatabaseError), transaction.atomic():
        connection.rows("SELECT nonsense FROM networks_field")
    with unheard(), transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(transaction.TransactionManagementError):
            connection.rows(NAMES, ["Optik", 0])
