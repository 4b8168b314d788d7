"""Whom to reach about a network is known without the rest of its page, and is the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Channel, Responsibility
from directory.detail import network_contact, network_page
from networks.models import Event, Network, Offer
from publishing.models import Figure, Milestone
from reach.vcards import ladder_vcards
from tests.factories import make

pytestmark = pytest.mark.django_db


def test_download_asks_only_for_contacts(client):
    network = make(Network)
    make(Channel, person=make(Responsibility, network=network).person, kind="telefon")
    make(Offer, network=network)
    network.events.add(make(Event))
    for kind in (Figure, Milestone):
        make(kind, subject=network)
    url = f"{network.get_absolute_url()}kontakt.vcf"
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200

    asked = " ".join(query["sql"] for query in captured)
    for model in (Event, Offer, Figure, Milestone):
        assert f'SELECT "{model._meta.db_table}".' not in asked


@pytest.mark.once
@pytest.mark.usefixtures("directory")
def test_every_network_has_the_contact_of_its_page():
    for network in Network.objects.published():
        cards = {
            ladder_vcards(ladder, network.name, "", "")
            for ladder in (network_contact(network), network_page(network)["contact"])
        }
        assert len(cards) == 1, network
