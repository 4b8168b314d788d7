from datetime import date, timedelta

import pytest

from networks.enums import ACTIVE_STATES, StatedStatus, Status
from networks.status import network_alive, passed_funding_end, shown_status
from pages.alive import CONFIRMED, MENTIONED, STATED, UNSAID, Said

TODAY = date(2026, 6, 1)
PAST, LATER, FUTURE = date(2021, 10, 31), date(2022, 7, 31), date(2027, 6, 1)
OLD = Said(date(2021, 1, 1), "2021")


@pytest.mark.parametrize(
    "stated, ends, checked, shown",
    [
        ("aktiv", [], None, Status.MENTIONED),
        ("aktiv", [None], None, Status.MENTIONED),
        ("aktiv", [], TODAY, Status.CHECKED),
        ("aktiv", [FUTURE], None, Status.MENTIONED),
        ("aktiv", [TODAY], None, Status.MENTIONED),
        ("aktiv", [PAST], None, Status.UNCLEAR),
        ("aktiv", [PAST, None], None, Status.UNCLEAR),
        ("aktiv", [PAST, FUTURE], None, Status.MENTIONED),
        ("aktiv", [PAST], date(2020, 1, 1), Status.UNCLEAR),
        ("aktiv", [PAST], PAST, Status.UNCLEAR),
        ("aktiv", [PAST], date(2021, 11, 1), Status.MENTIONED),
        ("aktiv", [PAST, LATER], date(2021, 11, 1), Status.UNCLEAR),
        ("aktiv", [PAST, LATER], TODAY, Status.CHECKED),
        ("geplant", [], None, Status.UNCLEAR),
        ("unklar", [FUTURE], TODAY, Status.UNCLEAR),
        ("foerderung-ausgelaufen", [], None, Status.FUNDING_ENDED),
        ("umgewandelt", [PAST], None, Status.CONVERTED),
        ("beendet", [FUTURE], TODAY, Status.ENDED),
    ],
)
def test_status_shown(stated, ends, checked, shown):
    assert shown_status(stated, ends, checked, OLD, TODAY) == shown
    assert network_alive(stated, ends, checked, OLD, TODAY).state == shown


@pytest.mark.parametrize("stated", [status for status in StatedStatus if status != StatedStatus.ENDED])
def test_a_funding_end_never_ends_a_network(stated):
    assert shown_status(stated, [PAST], None, OLD, TODAY) != Status.ENDED


def test_last_funding_end_counts_once_all_have_passed():
    assert passed_funding_end([PAST, None, LATER], TODAY) == LATER
    assert passed_funding_end([PAST, FUTURE], TODAY) is None
    assert passed_funding_end([], TODAY) is None


def test_states_of_the_rule_are_those_of_the_filter():
    assert ACTIVE_STATES == (CONFIRMED, STATED, MENTIONED)


@pytest.mark.parametrize(
    "stated, checked, said, words",
    [
        ("beendet", None, OLD, "beendet (Stand 2021)"),
        ("umgewandelt", TODAY, OLD, "umgewandelt (geprüft am 01.06.2026)"),
        ("foerderung-ausgelaufen", None, UNSAID, "Förderung ausgelaufen"),
        ("geplant", None, OLD, "unklar (Stand 2021)"),
        ("aktiv", None, OLD, "zuletzt genannt 2021"),
        ("aktiv", TODAY, OLD, "geprüft am 01.06.2026"),
    ],
)
def test_words(stated, checked, said, words):
    assert network_alive(stated, [], checked, said, TODAY).words == words


@pytest.mark.parametrize("stated", StatedStatus)
@pytest.mark.parametrize("checked", [None, TODAY, PAST])
@pytest.mark.parametrize("ends", [[], [PAST], [FUTURE]])
def test_only_a_check_is_green(stated, checked, ends):
    one = network_alive(stated, ends, checked, Said(TODAY, "heute"), TODAY)

    assert one.words
    assert (one.tone == "ok") == (one.shape == "drei") == (one.state == Status.CHECKED)
    if one.tone == "ok":
        assert checked == TODAY and stated == StatedStatus.ACTIVE


@pytest.mark.parametrize(
    "days, soon",
    [
        (-1, ""),
        (0, "Förderung endet heute"),
        (1, "Förderung endet in 1 Tag"),
        (60, "Förderung endet in 60 Tagen"),
        (100, "Förderung endet in 3 Monaten"),
        (183, "Förderung endet in 6 Monaten"),
        (184, ""),
    ],
)
def test_a_funding_that_ends_soon_is_flagged(days, soon):
    assert network_alive("aktiv", [TODAY + timedelta(days=days)], TODAY, OLD, TODAY).soon == soon
    assert network_alive("beendet", [TODAY + timedelta(days=days)], TODAY, OLD, TODAY).soon == ""
