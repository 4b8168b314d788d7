"""When an event is over: by its own days or those of what it is part of, said alike by the page and the database."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.activity_filters import PAST, UNDATED, UPCOMING, time_of, with_time
from networks.models import Event
from tests.factories import make, results

pytestmark = pytest.mark.django_db
LONG_AGO, ONE_DAY = "18.09.2017", "04.03.2099"


def times() -> dict[str, tuple[str, str]]:
    """By name: what the database says and what a page says."""
    return {
        event.name: (event.time, time_of(event.kind, event.start_earliest, event.last_day, date.today()))
        for event in with_time(Event.objects.all())
    }


@pytest.mark.parametrize(("end", "time"), [(LONG_AGO, PAST), (ONE_DAY, UPCOMING), ("", UNDATED)])
def test_part_without_days_follows_the_nearest_whole_with_days(client, end, time):
    year = make(Event, name="Jahr", start="2001", end=end) if end else make(Event, name="Jahr")
    week = make(Event, name="Woche", part_of=year)
    day = make(Event, name="Tag", part_of=week)
    talk = make(Event, name="Vortrag", part_of=day)

    assert set(times().values()) == {(time, time)}
    assert (talk.get_absolute_url() in results(client.get("/veranstaltungen/"))) == (time != PAST)
    shown = results(client.get("/veranstaltungen/", {"zeit": time}))
    assert {one.get_absolute_url() for one in (year, week, day, talk)} == set(shown)


def test_own_days_come_before_those_of_a_whole():
    whole = make(Event, name="Ganzes", start=ONE_DAY)
    make(Event, name="Teil", part_of=whole, start=LONG_AGO)

    assert times() == {"Ganzes": (UPCOMING, UPCOMING), "Teil": (PAST, PAST)}


def test_nearer_whole_comes_before_one_further_up():
    year = make(Event, name="Jahr", start=LONG_AGO)
    week = make(Event, name="Woche", part_of=year, start=ONE_DAY)
    make(Event, name="Tag", part_of=week)

    assert times()["Tag"] == (UPCOMING, UPCOMING)


def test_events_that_are_part_of_each_other_end_the_search(client):
    one = make(Event, name="Eins")
    other = make(Event, name="Zwei", part_of=one)
    Event.objects.filter(pk=one.pk).update(part_of=other)

    assert set(times().values()) == {(UNDATED, UNDATED)}
    assert client.get(one.get_absolute_url()).status_code == 200


def test_list_asks_for_no_whole_by_itself(client, django_assert_num_queries):
    def nested() -> None:
        above = None
        for level in range(4):
            above = make(Event, part_of=above, start="" if level else ONE_DAY)

    nested()
    client.get("/veranstaltungen/")
    with CaptureQueriesContext(connection) as context:
        client.get("/veranstaltungen/")
    few = len(context)
    nested()
    client.get("/veranstaltungen/")
    with django_assert_num_queries(few):
        client.get("/veranstaltungen/")
