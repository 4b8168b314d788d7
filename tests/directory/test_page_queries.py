"""How many queries a network's page takes: one for each kind of statement that the network has, none for the others."""

import pytest

from contacts.models import Channel, Person, Responsibility
from core import prepared
from networks.models import Network
from publishing.models import Citation, Link, Milestone
from tests.factories import make

pytestmark = pytest.mark.django_db

# The entry, the stamps, and which kinds of statements it has.
EMPTY = 3


@pytest.fixture
def counted(client, django_assert_num_queries):
    def ask(network: Network, number: int):
        page = network.get_absolute_url()
        client.get(page)  # compiles the queries, and builds what the process remembers
        with django_assert_num_queries(number):
            assert client.get(page).status_code == 200

    yield ask
    prepared.forget()


def test_a_network_without_statements_is_three_queries(counted):
    counted(make(Network, name="Stilles Netz"), EMPTY)


def test_each_kind_of_statement_is_one_more_and_a_person_with_channels_two(counted):
    network = make(Network, name="Volles Netz")
    for _ in range(3):
        make(Citation, subject=network, field="summary")
        make(Link, subject=network)
        make(Milestone, subject=network)
    counted(network, EMPTY + 3)

    person = make(Person)
    make(Responsibility, person=person, network=network, task="Ansprechperson")
    make(Channel, person=person, kind="telefon", value="030 1234567")
    counted(network, EMPTY + 5)
