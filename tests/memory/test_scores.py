"""Scores in bit sets say the same as adding them up one by one."""

from hypothesis import given
from hypothesis import strategies as st

from memory.scores import BitScores, first
from packed.ranks import Ranking

SIZE = 40
bit_sets = st.integers(min_value=0, max_value=2**SIZE - 1)


@given(
    parts=st.lists(st.tuples(bit_sets, st.integers(min_value=0, max_value=60)), max_size=8),
    within=bit_sets,
    count=st.integers(min_value=0, max_value=SIZE + 5),
    order=st.permutations(range(SIZE)),
)
def test_best_are_those_with_the_highest_sums(parts, within, count, order):
    scores = BitScores()
    for bits, points in parts:
        scores.add(bits, points)
    sums = [sum(points for bits, points in parts if bits >> position & 1) for position in range(SIZE)]
    candidates = [position for position in range(SIZE) if within >> position & 1]

    assert [scores.of(position) for position in range(SIZE)] == sums
    assert scores.best(within, count) == sorted(candidates, key=lambda p: (-sums[p], p))[:count]
    ranks = Ranking(order)
    assert scores.best(within, count, ranks) == sorted(candidates, key=lambda p: (-sums[p], ranks.ranks[p]))[:count]


def test_first_positions():
    assert first(0b101100, 2) == [2, 3]
    assert first(0b101100, 9) == [2, 3, 5]
    assert first(0, 3) == []
