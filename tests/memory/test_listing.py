"""Pairs of numbers in little room."""

import sys

from memory.listing import Pairs

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
