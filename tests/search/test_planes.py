"""Points of entries as bit sets, one for each binary digit."""

from search.engine.bits import constant


def test_same_points_for_every_entry_of_a_set():
    within = 0b1011

    assert constant(5, within) == [within, 0, within]
    assert constant(0, within) == []
