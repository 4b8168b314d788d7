"""An invented directory for all tests of a module, which only read it."""

import pytest
from django.db import transaction

from search.query import find
from tests.filter_world import World
from tests.late_index import late_index


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), late_index(), transaction.atomic():
        made = World()
        find("Öl")  # brings the search index up to date, for all tests
        yield made
        transaction.set_rollback(True)
