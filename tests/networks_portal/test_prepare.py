"""What `make serve` does before the server begins."""

from io import StringIO

import pytest
from django.core.management import call_command

from networks.models import Network
from search import index

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def test_a_start_with_a_filled_database_changes_no_entry_and_leaves_a_search():
    before, said = set(Network.objects.values_list("pk", "name", "changed_at")), StringIO()
    call_command("prepare", stdout=said)

    assert "nichts geladen" in said.getvalue()
    assert set(Network.objects.values_list("pk", "name", "changed_at")) == before
    assert not index.is_due()
