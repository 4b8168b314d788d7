"""What stands above the first card of a list."""

import pytest

from networks.models import Network
from tests.factories import make

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("query, is_short", [("", False), ("?q=licht", True), ("?ort=Nirgendwohausen", True)])
def test_a_list_explains_itself_only_to_who_has_not_asked_yet(client, query, is_short):
    make(Network, name="Lichtnetz")
    page = client.get("/netzwerke/" + query).content.decode()

    assert ("np-head--done" in page) == is_short
