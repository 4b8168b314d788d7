"""What was asked for lately (`packed.recent`)."""

import pytest

from packed.recent import Recent, Under

pytestmark = pytest.mark.once


def test_what_was_asked_for_again_outlasts_what_is_asked_for_once():
    recent = Recent(3)
    recent.put("again", 1)
    assert recent.get("again") == 1

    for number in range(50):
        recent.put(number, number)
        assert recent.get("unknown") is None
        assert len(recent) <= 4

    assert (recent.get("again"), recent.get(0)) == (1, None)


def test_holds_no_more_than_three_times_its_limit_whatever_is_asked():
    recent = Recent(5)
    for number in range(100):
        recent.put(number, [number])
        assert recent.get(number) == [number]
        assert recent.get(number - 3) in (None, [number - 3])
        assert len(recent) <= 15

    assert recent.get(99) == [99] and recent.get(1) is None


def test_names_share_the_room_and_not_the_things():
    together = Recent(3)
    one, other = Under(together, "one"), Under(together, "other")
    one.put("key", 1)
    other.put("key", 2)

    assert (one.get("key"), other.get("key"), together.get("key")) == (1, 2, None)
    for number in range(50):
        other.put(number, number)
    assert one.get("key") == 1 and len(one) == len(together) <= 9
