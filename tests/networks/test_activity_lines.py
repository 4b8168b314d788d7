"""What a line says of events, places and projects: a plan is no offer, and an old word carries its year."""

from datetime import date

import pytest

from fit.needs import evidence
from networks.activity_filters import EventFilter, PlaceFilter, ProjectFilter
from networks.activity_lines import line, standings
from networks.activity_times import RECURRING, time_of
from networks.models import Event, Network, Place, Project
from publishing.models import Citation, SourceDocument
from regions.models import Region
from tests.factories import make, read

pytestmark = pytest.mark.django_db
OLD = "2021"


def cited(model, as_of, **values):
    record = make(model, **values)
    make(Citation, subject=record, source=make(SourceDocument, as_of=as_of))
    return line(record).state


@pytest.mark.parametrize(
    ("model", "values", "old", "new"),
    [
        (Event, {"is_planned": True, "frequency": "monatlich", "kind": "reihe"}, "geplant laut Quelle 2021", None),
        (
            Event,
            {"is_planned": True, "start": "2022"},
            "geplant laut Quelle 2021, Ergebnis nicht belegt",
            None,
        ),
        (Event, {"kind": "reihe", "frequency": "monatlich"}, "laut Quelle 2021", ""),
        (Event, {"kind": "reihe", "frequency": "monatlich", "end": "2020"}, "vergangen", "vergangen"),
        (Event, {"kind": "reihe"}, "laut Quelle 2021", ""),
        (Place, {}, "laut Quelle 2021", ""),
        (Place, {"is_planned": True}, "geplant laut Quelle 2021", None),
        (Place, {"is_planned": True, "start": "2023"}, "geplant laut Quelle 2021, Ergebnis nicht belegt", None),
        (Place, {"end": "2020"}, "geschlossen", "geschlossen"),
        (Project, {"project_state": "idee"}, "Idee laut Quelle 2021", None),
        (Project, {"project_state": "geplant"}, "geplant laut Quelle 2021", None),
        (Project, {"project_state": "laufend"}, "laufend laut Quelle 2021", "laufend (Stand {:%d.%m.%Y})"),
        (Project, {"project_state": "laufend", "start": "2020"}, "laufend laut Quelle 2021", "laufend"),
        (
            Project,
            {"project_state": "laufend", "end": "2022"},
            "laufend laut Quelle 2021, Ergebnis nicht belegt",
            "laufend, Ergebnis nicht belegt",
        ),
        (Project, {"project_state": "abgeschlossen"}, "abgeschlossen laut Quelle 2021", "abgeschlossen"),
    ],
)
def test_state_of_a_line(model, values, old, new):
    assert cited(model, OLD, **values) == old
    if new is not None:
        today = date.today()
        assert cited(model, f"{today:%Y-%m-%d}", **values) == new.format(today)


def test_what_a_person_has_confirmed_carries_no_old_year():
    assert cited(Place, OLD, checked_on=date.today()) == ""


def test_area_of_a_network_is_not_that_of_what_it_does():
    region = make(Region)
    for model, filters in ((Event, EventFilter), (Place, PlaceFilter), (Project, ProjectFilter)):
        make(model, networks=[make(Network, regions=[region])])
        own = make(model, region=region)
        assert list(filters({"region": region.slug}).qs) == [own]


@pytest.mark.usefixtures("directory")
class TestWholeDirectory:
    def test_regular_is_only_what_has_a_frequency_and_is_no_plan(self):
        today = date.today()
        for event in Event.objects.all():
            time, state = time_of(event, today), standings(Event)[event.pk]
            assert state.time == time, event
            if time == RECURRING:
                assert event.frequency and not event.is_planned and not event.is_over, event
                assert "laut Quelle" in state.words or event.checked_on, event
            if event.is_planned:
                assert state.words.startswith("geplant"), event
        assert Event.objects.get(slug="cn-bc-meetups").is_planned

    def test_every_line_of_what_does_not_stand_says_so(self):
        for project in Project.objects.all():
            assert line(project).state, project
            if project.project_state == "idee":
                assert line(project).state.startswith("Idee"), project
        for place in Place.objects.filter(is_planned=True):
            assert line(place).state.startswith("geplant"), place

    def test_page_of_an_idea_offers_nobody_in_its_place(self, client):
        contact = read(client.get("/projekte/cyberhotline/"), "h-kontakt")
        assert "fragen Sie beim Netzwerk: it’s.BB" in contact and "Förderberatung" not in contact
        assert "Cyberhotline Idee laut Quelle 2021" in read(client.get("/projekte/cyberhotline/"))

    def test_nobody_needs_what_is_only_a_plan(self):
        intended = [*Project.objects.exclude(project_state="laufend"), *Event.objects.filter(is_planned=True)]
        shown = " ".join(one.text for one in evidence())
        assert intended and [one for one in intended if str(one) in shown] == []

    def test_lists_and_pages_say_it(self, client):
        for url in ("/projekte/", "/netzwerke/its-bb/", "/suche/?q=Cyberhotline"):
            page = client.get(url).content.decode()
            assert "Cyberhotline" in page and "Idee laut Quelle 2021" in page, url
        line = client.get("/suche/?q=Cyberangriff").content.decode().partition("Cyberhotline")[2].split("</li>")[0]
        assert "<strong>Idee</strong>" in line and "zuletzt genannt 2021" in line and "laut Quelle 2021" not in line
        china = client.get("/zielmaerkte/china/").content.decode()
        assert "geplant laut Quelle 2021 · monatlich" in china
