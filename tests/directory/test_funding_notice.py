"""When fundings have ended, the page says of which and since when, also beside fundings whose end nobody knows."""

import pytest

from networks.models import Network
from programmes.models import Funding, Programme
from tests.factories import make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_notice_names_the_last_end_that_is_known(client):
    network = make(Network)
    for name, end in (("Erstes Programm", "2015"), ("Zweites Programm", "2019"), ("Ohne Ende", "")):
        make(Funding, network=network, programme=make(Programme, name=name), end=end)

    page = client.get(network.get_absolute_url())

    assert page.context["funding_ended"].programme.name == "Zweites Programm"
    assert "2019" in read(page)
