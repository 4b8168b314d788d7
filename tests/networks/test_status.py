from datetime import date

import pytest

from networks.enums import StatedStatus, Status
from networks.status import STATUS_HTML, passed_funding_end, shown_status

TODAY = date(2026, 6, 1)
PAST, LATER, FUTURE = date(2021, 10, 31), date(2022, 7, 31), date(2027, 1, 1)


@pytest.mark.parametrize(
    "stated, ends, checked, shown",
    [
        ("aktiv", [], None, Status.ACTIVE),
        ("aktiv", [None], None, Status.ACTIVE),
        ("aktiv", [FUTURE], None, Status.ACTIVE),
        ("aktiv", [TODAY], None, Status.ACTIVE),
        ("aktiv", [PAST], None, Status.UNCLEAR),
        ("aktiv", [PAST, None], None, Status.UNCLEAR),
        ("aktiv", [PAST, FUTURE], None, Status.ACTIVE),
        ("aktiv", [PAST], date(2020, 1, 1), Status.UNCLEAR),
        ("aktiv", [PAST], PAST, Status.UNCLEAR),
        ("aktiv", [PAST], date(2021, 11, 1), Status.ACTIVE),
        ("aktiv", [PAST, LATER], date(2021, 11, 1), Status.UNCLEAR),
        ("geplant", [], None, Status.UNCLEAR),
        ("unklar", [FUTURE], TODAY, Status.UNCLEAR),
        ("foerderung-ausgelaufen", [], None, Status.FUNDING_ENDED),
        ("umgewandelt", [PAST], None, Status.CONVERTED),
        ("beendet", [FUTURE], TODAY, Status.ENDED),
    ],
)
def test_status_shown(stated, ends, checked, shown):
    assert shown_status(stated, ends, checked, TODAY) == shown


@pytest.mark.parametrize("stated", [status for status in StatedStatus if status != StatedStatus.ENDED])
def test_a_funding_end_never_ends_a_network(stated):
    assert shown_status(stated, [PAST], None, TODAY) != Status.ENDED


def test_last_funding_end_counts_once_all_have_passed():
    assert passed_funding_end([PAST, None, LATER], TODAY) == LATER
    assert passed_funding_end([PAST, FUTURE], TODAY) is None
    assert passed_funding_end([], TODAY) is None


def test_status_is_said_in_words_for_every_value():
    assert set(STATUS_HTML) == set(Status)
    assert all(str(status.label) in STATUS_HTML[status] for status in Status)
