"""The picture of the start page draws what is stated and nothing else."""

import re

import pytest

from networks.models import Network, Organisation, Participation, Relation
from networks_portal.picture import NODES, hero_picture
from tests.factories import forget_indexes, hide, make

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def dots(path: str) -> set[str]:
    return set(re.findall(r"M(\d+ \d+)", path))


def test_every_line_is_a_public_tie_and_every_dot_has_one(client):
    one, other, alone = (make(Network) for _ in range(3))
    house, hidden = make(Organisation), make(Organisation)
    make(Relation, from_network=one, to_network=other)
    make(Relation, from_network=other, to_network=one)
    make(Participation, network=one, organisation=house)
    make(Participation, network=alone, organisation=hidden)
    hide(hidden)
    picture = hero_picture()

    assert picture.edges == 2
    assert len(dots(picture.networks)) == 2 and len(dots(picture.organisations)) == 1
    ends = set(re.findall(r"[ML](\d+ \d+)", picture.lines))
    assert ends == dots(picture.networks) | dots(picture.organisations)
    page = client.get("/").content.decode()
    assert "2 belegte Verbindungen" in page and 'aria-hidden="true"' in page[page.index('class="np-graph"') :][:80]


def test_no_tie_no_picture(client):
    make(Network)

    assert hero_picture().edges == 0
    assert "np-graph" not in client.get("/").content.decode()


def test_large_directory_draws_the_same_bounded_picture_each_time():
    hub = make(Network)
    for _ in range(NODES + 10):
        make(Participation, network=hub, organisation=make(Organisation))
    picture = hero_picture()

    assert picture.edges == NODES - 1
    assert len(dots(picture.hubs)) == 1
    make(Network)  # everything is laid out anew
    forget_indexes()
    assert hero_picture() == picture
