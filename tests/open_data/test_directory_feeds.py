"""Feeds, calendars and tables of the whole directory, as the programs of others read them."""

import csv

import pytest

from networks.models import Event
from open_data.selection import LISTS
from tests.open_data.test_calendars import CALENDAR, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def test_reader_that_has_it_already_is_told_so(client, settings):
    settings.PORTAL_CACHE = True
    first = client.get("/netzwerke/geaendert.atom", headers={"accept-encoding": "gzip"})
    again = client.get("/netzwerke/geaendert.atom", headers={"if-none-match": first["ETag"]})

    assert first["Content-Encoding"] == "gzip" and again.status_code == 304


def test_every_event_of_the_directory(client):
    times = "".join(f"&zeit={time}" for time in ("kommend", "regelmaessig", "geplant", "ohne-datum", "vergangen"))
    calendar = read(client, f"{CALENDAR}?{times}")
    rows = Event.objects.published()

    assert 0 < len(calendar.events) < rows.count()
    for event in calendar.events:
        row = rows.get(pk=event["UID"].partition("@")[0].removeprefix("termin-"))
        assert (event.start, str(event["SUMMARY"])) == (row.start_earliest, row.name)
        assert "Quelle: " in event["DESCRIPTION"]


@pytest.mark.once
@pytest.mark.parametrize("name", LISTS)
def test_programs_that_guess_find_the_delimiter(client, name):
    text = b"".join(client.get(f"/{name}/liste.csv").streaming_content).decode("utf-8-sig")

    assert csv.Sniffer().sniff(text[:4000], ",;\t").delimiter == ";"
