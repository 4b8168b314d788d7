"""A calendar program reads what we write, and finds the events that a source gives to the day."""

from datetime import date
from urllib.parse import urlencode

import icalendar
import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import settings as tried

from networks.models import Event, Field, Place
from open_data.selection import LISTS, select
from publishing.enums import Certainty
from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import cite, hide, make
from tests.filter_queries import queries

pytestmark = pytest.mark.django_db
CALENDAR = "/veranstaltungen/kalender.ics"


def read(client, url: str) -> icalendar.Calendar:
    response = client.get(url)
    assert response.status_code == 200, url
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    text = response.content.decode()
    assert not [line for line in text.split("\r\n") if len(line.encode()) > 75 or "\n" in line]
    (calendar,) = icalendar.Calendar.from_ical(text, multiple=True)
    for part in calendar.walk():
        assert not part.errors and not [name for name in part.required if name not in part]
    return calendar


def names(calendar: icalendar.Calendar) -> list[str]:
    return [str(event["SUMMARY"]) for event in calendar.events]


def test_event_with_everything_that_is_said_of_it(client):
    source = make(SourceDocument, title="Jahresbericht; Teil 1", as_of="2098")
    event = make(
        Event,
        name="Treffen, das dritte; mit Öl & „Zink“" + " lang" * 20,
        summary="Worum es geht.\nUnd mehr.",
        start="04.10.2099",
        end="10.10.2099",
        place=make(Place, name="Halle 7"),
        location="Messegelände",
        organiser="Amt, Abteilung 3",
        fields=[make(Field, name="Holz, Papier"), make(Field, name="Licht")],
        region=make(Region, name="Kerzenstadt"),
    )
    cite(event, source, "start")
    url = f"{event.get_absolute_url()}termin.ics"
    assert f'href="{url}"' in client.get(event.get_absolute_url()).content.decode()
    (one,) = read(client, url).events

    assert (one.start, one.end) == (date(2099, 10, 4), date(2099, 10, 11))  # the day after the last
    assert str(one["SUMMARY"]) == event.name and one["UID"] == f"termin-{event.pk}@testserver"
    assert one["LOCATION"] == "Messegelände, Halle 7, Kerzenstadt"
    assert str(one["DESCRIPTION"]).split("\n") == [
        "Worum es geht.", "Und mehr.", "Veranstaltet von: Amt, Abteilung 3",
        "Quelle: Jahresbericht; Teil 1 (Stand 2098)", f"http://testserver{event.get_absolute_url()}",
    ]  # fmt: skip
    assert one.categories == ["Holz, Papier", "Licht"]
    assert one["URL"] == f"http://testserver{event.get_absolute_url()}"
    assert one["DTSTAMP"].dt == event.changed_at.replace(microsecond=0) and "STATUS" not in one


def test_days_that_are_only_hinted_at_are_tentative(client):
    event = make(Event, start="04.10.2099")
    cite(event, make(SourceDocument), "start", certainty=Certainty.IMPLIED)

    (one,) = read(client, f"{event.get_absolute_url()}termin.ics").events

    assert one["STATUS"] == "TENTATIVE"


@pytest.mark.parametrize(
    ("values", "days"),
    [
        ({"start": "04.10.2099"}, ("2099-10-04", "2099-10-05")),
        ({"start": "4.–10. Oktober 2099"}, ("2099-10-04", "2099-10-11")),
        ({"start": "31.12.2099"}, ("2099-12-31", "2100-01-01")),
        ({"start": "Oktober 2099"}, None),
        ({"start": "Ende 2099"}, None),
        ({"start": "um 04.10.2099"}, None),
        ({"start": "04.10.2099", "end": "Oktober 2099"}, None),
        ({"start": "04.10.2099", "is_planned": True}, None),
        ({"start": "04.10.2099", "kind": "format", "frequency": "jährlich"}, None),
        ({}, None),
    ],
)
def test_only_what_is_known_to_the_day_is_kept(client, values, days):
    event = make(Event, name="Treffen", **values)
    url = f"{event.get_absolute_url()}termin.ics"
    calendar = read(client, CALENDAR)

    if days:
        (one,) = read(client, url).events
        assert (f"{one.start}", f"{one.end}") == days and names(calendar) == ["Treffen"]
    else:
        assert client.get(url).status_code == 404 and calendar.events == []
        assert "Nicht dabei: 1 Termin ohne genauen Tag" in calendar["DESCRIPTION"]
        assert url not in client.get(event.get_absolute_url()).content.decode()


def test_calendar_of_a_filter_says_of_what(client):
    field = make(Field, name="Licht")
    make(Event, name="Lichttreffen", start="04.10.2099", fields=[field])
    make(Event, name="Anderes", start="04.10.2099")
    make(Event, name="Vorbei", start="04.10.2019", fields=[field])
    hide(make(Event, name="Entwurf", start="04.10.2099", fields=[field]))
    asked = f"?feld={field.slug}"
    calendar = read(client, f"{CALENDAR}{asked}")

    assert names(calendar) == ["Lichttreffen"] and str(calendar["NAME"]).startswith("Termine · Licht – ")
    assert f'href="{CALENDAR}{asked}"' in client.get(f"/veranstaltungen/{asked}").content.decode()
    assert client.get(f"{CALENDAR}?feld=gibt-es-nicht").status_code == 400


def test_addresses_of_events_that_moved_or_are_gone(client):
    event = make(Event, slug="alt", start="04.10.2099")
    event.slug = "neu"
    event.save()
    gone = hide(make(Event, slug="weg", start="04.10.2099"), "archiviert")

    moved = client.get("/veranstaltungen/alt/termin.ics")

    assert (moved.status_code, moved["Location"]) == (301, "/veranstaltungen/neu/termin.ics")
    assert client.get(f"{gone.get_absolute_url()}termin.ics").status_code == 410


def test_calendar_has_the_days_of_the_list(client, world):
    """For any filter: each event of it that has a day, in its order, and none besides."""
    of = LISTS["veranstaltungen"]

    @tried(max_examples=12, deadline=None)
    @given(queries(of.filters, of.index()))
    def check(asked):
        query = urlencode(asked, doseq=True)
        selection = select("veranstaltungen", QueryDict(query))
        if client.get(f"{CALENDAR}?{query}").status_code == 400:
            assert selection.unknown
            return
        calendar = read(client, f"{CALENDAR}?{query}")
        rows = Event.objects.in_bulk(selection.keys())
        dated = [
            pk for pk in selection.keys() if client.get(f"{rows[pk].get_absolute_url()}termin.ics").status_code == 200
        ]

        assert [event["UID"].partition("@")[0] for event in calendar.events] == [f"termin-{pk}" for pk in dated], asked

    check()
