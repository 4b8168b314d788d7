"""Events now, always and long ago; places and projects."""

from datetime import date, timedelta

import pytest

from networks.activity_times import PAST, PLANNED, RECURRING, UNDATED, UPCOMING, time_of
from networks.models import Event, Field, Market, Network, Place, Project
from regions.models import Region
from tests.factories import found, hide, make, read, results

pytestmark = [pytest.mark.django_db, pytest.mark.once]
URL = "/veranstaltungen/"
TODAY = date(2026, 6, 1)
SOON = date(2099, 3, 4)


@pytest.mark.parametrize(
    "kind, frequency, last, time",
    [
        ("veranstaltung", "", date(2026, 7, 2), UPCOMING),
        ("veranstaltung", "", TODAY, UPCOMING),
        ("veranstaltung", "", date(2026, 5, 31), PAST),
        ("veranstaltung", "", None, UNDATED),
        ("format", "monatlich", None, RECURRING),
        ("format", "monatlich", date(2018, 12, 31), PAST),
        ("reihe", "jährlich", None, RECURRING),
        ("reihe", "", None, UNDATED),
        ("format", "", date(2026, 7, 2), UNDATED),
    ],
)
def test_when_an_event_takes_place(kind, frequency, last, time):
    event = Event(kind=kind, frequency=frequency, end_latest=last)
    assert time_of(event, TODAY) == time

    event.is_planned = True
    assert time_of(event, TODAY) == PLANNED


@pytest.fixture
def events():
    return {
        "bald": make(Event, name="Bald", start=f"{SOON:%d.%m.%Y}"),
        "laeuft": make(Event, name="Läuft", start="2019", end=f"{date.today():%d.%m.%Y}"),
        "war": make(Event, name="War", start="18.09.2017"),
        "stammtisch": make(Event, name="Stammtisch", kind="format", start="2018", frequency="dreimal im Jahr"),
        "irgendwann": make(Event, name="Irgendwann", start=""),
    }


def addresses(events, *names):
    return [events[name].get_absolute_url() for name in names]


def test_upcoming_first_then_formats_then_undated_and_the_past_hidden(client, events):
    response = client.get(URL)
    page = read(response)

    assert results(response) == addresses(events, "laeuft", "bald", "stammtisch", "irgendwann")
    assert "1 vergangener Termin ausgeblendet – einblenden" in page
    assert "Regelmäßige Termine dreimal im Jahr · ab 2018 Stammtisch" in page
    assert "Ohne Termin in der Quelle Irgendwann" in page


def test_past_events_show_when_asked_for(client, events):
    assert results(client.get(URL, {"zeit": "vergangen"})) == addresses(events, "war")
    assert results(client.get(client.get(URL).context["show_hidden_url"])) == addresses(events, "war")


def test_event_becomes_past_when_its_day_is_over(client, events, monkeypatch):
    class Later(date):
        @classmethod
        def today(cls):
            return SOON + timedelta(days=1)

    for module in ("memory.kept", "networks.activity_times", "networks.activity_lines"):
        monkeypatch.setattr(f"{module}.date", Later)
    assert results(client.get(URL, {"zeit": "vergangen"})) == addresses(events, "bald", "laeuft", "war")
    assert "vergangen" in read(client.get(events["bald"].get_absolute_url()))


def test_facets(client, events):
    region, field, network = make(Region), make(Field), make(Network)
    event = make(
        Event, start=f"{SOON:%d.%m.%Y}", region=region, fields=[field], networks=[network], attendance="online"
    )
    for query in ({"region": region.slug}, {"feld": field.slug}, {"netzwerk": network.slug}, {"teilnahme": "online"}):
        assert results(client.get(URL, query)) == [event.get_absolute_url()], query
    assert found(client.get(URL, {"q": "stammt"})) == 1
    hide(network)
    assert "netzwerk" not in client.get(URL, {"netzwerk": network.slug}).context["listing"].chosen


def test_archive_lists_the_single_events_that_touch_a_year(client, events):
    winter = make(Event, name="Jahreswechsel", start="2017-12/2018-01")
    assert f'href="{URL}archiv/2017/"' in client.get(URL).content.decode()

    page = read(client.get(f"{URL}archiv/2017/"))
    assert "War" in page and winter.name in page and "Stammtisch" not in page
    assert winter.name in read(client.get(f"{URL}archiv/2018/"))
    assert client.get(f"{URL}archiv/1999/").status_code == 404


@pytest.mark.parametrize("year", ["0", "00000", "10000", "99999999999999999999"])
def test_archive_of_a_year_that_no_calendar_has_is_not_found(client, year):
    assert client.get(f"{URL}archiv/{year}/").status_code == 404


def test_event_page_says_when_where_and_by_whom(client):
    whole = make(Event, name="Lichtwoche", start="2021")
    event = make(
        Event, name="Lichtfest", start="4.–10. Oktober 2021", location="Am Markt", organiser="Lampenverein",
        attendance="hybrid", place=make(Place, name="Lampenhaus"), market=make(Market, name="Polen"), part_of=whole,
        region=make(Region, name="Ackerland"), networks=[make(Network, name="Lichtnetz")], fields=[make(Field)],
    )  # fmt: skip
    facts = read(client.get(event.get_absolute_url()), "h-fakten")

    for words in ("Wann 4.–10. Oktober 2021", "Ort Am Markt", "Veranstaltungsort Lampenhaus", "Zielmarkt Polen"):
        assert words in facts
    for words in ("Veranstaltet von Lampenverein", "Teilnahme vor Ort und online", "Teil von Lichtwoche"):
        assert words in facts
    assert "Region Ackerland" in facts and "Netzwerke Lichtnetz" in facts
    assert "vergangen" in read(client.get(event.get_absolute_url()))
    assert "Dazu gehören" in read(client.get(whole.get_absolute_url()))


def test_format_says_how_often_and_is_never_past(client, events):
    page = read(client.get(events["stammtisch"].get_absolute_url()))

    assert "regelmäßig laut Quelle" in page and "Wie oft dreimal im Jahr" in page
    assert "vergangen" not in page


def test_place_that_was_planned_says_that_nobody_knows(client):
    whole = make(Place, name="Gelände")
    place = make(Place, name="Neubau", is_planned=True, start="2023", address="Docht 1", part_of=whole)
    make(Event, name="Richtfest", place=place)
    page = read(client.get(place.get_absolute_url()))

    assert "Nur ein Vorhaben: geplant, Ergebnis nicht belegt" in page and "Geplant 2023" in page
    assert "Anschrift wie angegeben Docht 1" in page and "Teil von Gelände" in page
    assert "Termine hier" in page and "Richtfest" in page
    assert "Neubau" in read(client.get(whole.get_absolute_url()), "h-teile")


def test_project_says_its_state_by_the_source(client):
    project = make(Project, project_state="idee", start="2020", end="2022", networks=[make(Network, name="Lichtnetz")])
    facts = read(client.get(project.get_absolute_url()), "h-fakten")

    assert "Stand des Projekts Idee, Ergebnis nicht belegt" in facts
    assert "Beginn 2020" in facts and "Ende 2022" in facts and "Netzwerke Lichtnetz" in facts


@pytest.mark.parametrize("model, url", [(Place, "/orte/"), (Project, "/projekte/")])
def test_lists_show_what_is_public(model, url, client):
    assert "Nichts gefunden" in read(client.get(url))
    shown, hidden = make(model, name="Gezeigt", region=make(Region, name="Ackerland")), hide(make(model, name="Weg"))
    response = client.get(url)

    assert "Gezeigt" in read(response) and "Ackerland" in read(response) and hidden.name not in read(response)
    assert f'href="{shown.get_absolute_url()}"' in response.content.decode()


def test_event_with_an_end_but_no_dated_start_stands_under_the_month_of_its_end(client):
    make(Event, name="Irgendwann bis dann", start="Oktober", end="2099-03-01")
    make(Event, name="Nur ein Ende", start="", end="2099-01-31")

    page = client.get("/veranstaltungen/").content.decode()

    assert "März 2099" in page
    assert "Januar 2099" in page


def test_series_that_prepared_a_past_event_is_past_as_well(client):
    whole = make(Event, name="Gipfel von früher", kind="veranstaltung", start="2021-05")
    make(Event, name="Auf dem Weg dorthin", kind="reihe", part_of=whole)

    assert "Auf dem Weg dorthin" not in client.get("/veranstaltungen/").content.decode()
    assert "Auf dem Weg dorthin" in client.get("/veranstaltungen/?zeit=vergangen").content.decode()
