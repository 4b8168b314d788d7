"""Long work comes in pieces that others can get in between."""

from types import SimpleNamespace

import pytest

from memory import slices


@pytest.mark.parametrize(
    ("vendor", "within", "waits"),
    [("sqlite", False, [slices.PAUSE]), ("sqlite", True, []), ("postgresql", False, [])],
)
def test_way_is_given_where_there_is_one_writer_and_nothing_is_held(vendor, within, waits, monkeypatch):
    slept = []
    monkeypatch.setattr(slices, "connection", SimpleNamespace(vendor=vendor, in_atomic_block=within))
    monkeypatch.setattr(slices, "time", SimpleNamespace(sleep=slept.append))

    slices.give_way()

    assert slept == waits


@pytest.mark.parametrize(
    ("items", "pieces"),
    [
        ([], []),
        ([1, 1, 1, 1, 1], [[1, 1, 1], [1, 1]]),
        ([4, 6, 1], [[4, 6], [1]]),
        ([99, 1, 99], [[99], [1], [99]]),
        ([1, 9, 1, 9], [[1, 9], [1, 9]]),
    ],
)
def test_pieces_have_at_most_three_items_of_ten_together(items, pieces):
    assert list(slices.slices(items, 3, lambda item: item, 10)) == pieces
