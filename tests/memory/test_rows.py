"""Statements asked of SQLite without Django's cursors, and of any database the long way, are answered alike."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import OperationalError
from django.test.utils import CaptureQueriesContext

from memory.notes import noting
from networks.models import Network
from tests.factories import make

BY_SLUG = "SELECT slug FROM networks_network WHERE slug = %s"
BY_KEY = "SELECT slug FROM networks_network WHERE id = %s"

pytestmark = pytest.mark.django_db


def test_rows_are_those_of_a_cursor_and_their_tables_are_noted():
    make(Network, slug="hub")

    with noting() as notes:
        assert connection.rows(BY_SLUG, ["hub"]) == [("hub",)]
    assert notes.tables == {"networks_network"}
    with CaptureQueriesContext(connection) as listening:
        assert connection.rows(BY_SLUG, ["hub"]) == [("hub",)]
    assert len(listening) == 1


def test_what_is_wrong_is_said_as_django_says_it():
    assert connection.rows(BY_KEY, [1 << 70]) == []
    with transaction.atomic(), pytest.raises((ProgrammingError, OperationalError)):
        with transaction.atomic():
            connection.rows("SELECT nothing FROM networks_network")
