"""Pairs of numbers in little room, and the rows of a list."""

import sys
from typing import NamedTuple

import pytest

from memory.listing import Listing, Pairs
from networks.models import Network
from tests.factories import make

ROWS = [(7, 1), (8, 1), (7, 2), (7, 4), (8, 4)]


def test_pairs_are_those_they_were_made_from():
    assert list(Pairs(ROWS)) == ROWS and Pairs(ROWS) == Pairs(iter(ROWS))
    assert Pairs(ROWS) != Pairs(ROWS[:-1]) and Pairs(ROWS) != ROWS


def test_those_with_the_same_firsts_share_them():
    found = Pairs(ROWS).by_second()

    assert found == {1: (7, 8), 2: (7,), 4: (7, 8)}
    assert found[1] is found[4]


def test_pairs_take_little_room():
    many = Pairs((number, -number) for number in range(10_000))

    assert sum(sys.getsizeof(part) for part in vars(many).values()) < 200_000


class Row(NamedTuple):
    pk: int
    name: str
    kind: str


@pytest.mark.django_db
def test_column_is_known_by_position_whether_rows_keep_it_or_not():
    make(Network, name="Öl", kind="hub", legal_form="e. V.")
    make(Network, name="Amt", kind="cluster", legal_form="GmbH")
    listing = Listing("trial", Row, Network.objects.published)

    assert [row.name for row in listing.rows().rows] == ["Amt", "Öl"]
    assert dict(listing.by_column("kind")) == {"cluster": [0], "hub": [1]}
    assert dict(listing.by_column("legal_form")) == {"GmbH": [0], "e. V.": [1]}
