"""A result is what a source credits to the network itself."""

import pytest

from networks.models import Network, Offer
from tests.factories import make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_background_is_no_result(client):
    network = make(Network, name="Lichtnetz")
    make(Offer, network=network, kind="ergebnis", text="Hundert Lampen montiert.")
    make(Offer, network=network, kind="ergebnis", text="Im Land gibt es mehr Licht.", certainty="angedeutet")
    page = client.get(network.get_absolute_url())

    assert read(page, "h-ergebnisse") == "Ergebnisse Hundert Lampen montiert."
    assert "Im Land gibt es mehr Licht." in read(page, "h-umfeld")
