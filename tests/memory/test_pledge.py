"""Two answers that are kept together promise no more than each of them."""

from datetime import date

from memory.pledge import Pledge


def test_what_holds_no_more_does_not_hold_again_beside_what_does():
    """Where what was made later did not read the table that changed between them."""
    before, now = {"names": 1, "places": 1}, {"names": 2, "places": 1}
    kept = Pledge.of(["names"], before, date.today())

    kept.takes(Pledge.of(["places"], now, date.today()))

    assert not kept.holds(now)


def test_what_was_made_under_one_state_holds_together():
    state = {"names": 1, "places": 1}
    kept = Pledge.of(["names"], state, date.today())

    assert kept.takes(Pledge.of(["places"], state, date.today()))
    assert kept.holds(state) and not kept.holds({"names": 1, "places": 2})
