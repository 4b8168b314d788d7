"""Sets of positions: a piece of one is what the whole list would have there."""

import random

import pytest

from packed.bits import bits_of, positions, slice_of


@pytest.mark.parametrize("share", [0.0, 0.001, 0.05, 0.9])
def test_a_piece_is_that_of_the_whole_list(share):
    dice = random.Random(7)
    members = [position for position in range(9000) if dice.random() < share]
    bits = bits_of(members, 9000)

    assert positions(bits) == members
    for start in (0, 1, 7, 40, 511, 513, 8000, 20_000):
        for size in (0, 1, 24, 600):
            assert slice_of(bits, start, size) == members[start : start + size]
