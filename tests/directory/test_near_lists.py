"""Organisations, places, projects and events of a place: what lies there, near, in the Land, by the same steps as
networks."""

from datetime import date, timedelta

import pytest

from networks.activity_filters import EventFilter, PlaceFilter, ProjectFilter
from networks.enums import EventKind, ProjectState
from networks.filters import OrganisationFilter
from networks.models import Event, Organisation, Place, Project
from regions.enums import RegionKind
from regions.models import Region
from tests.factories import make, read

pytestmark = pytest.mark.django_db
LISTS = {
    Organisation: ("/organisationen/", OrganisationFilter),
    Place: ("/orte/", PlaceFilter),
    Project: ("/projekte/", ProjectFilter),
    Event: ("/veranstaltungen/", EventFilter),
}
MORE = {Project: {"project_state": ProjectState.RUNNING}, Event: {"kind": EventKind.SINGLE}}


@pytest.fixture
def world():
    country = make(Region, name="Deutschland", kind=RegionKind.COUNTRY)
    land = make(Region, name="Baden-Württemberg", ags="08", kind=RegionKind.LAND, parent=country)
    return {
        "land": land,
        "kreis": make(Region, name="Rhein-Neckar-Kreis", slug="rnk", ags="08226", kind="kreis", parent=land),
        "city": make(Region, name="Mannheim", slug="mannheim", ags="08222", kind="kreis", parent=land),
        "away": make(Region, name="Ulm", slug="ulm", ags="08421", kind="kreis", parent=land),
        "country": country,
    }


def filled(kind, world) -> dict:
    """One record at each place, the farthest first by name and by date."""
    days = dict(zip(("kreis", "city", "land", "country", "away"), (40, 30, 20, 10, 5), strict=True))
    found = {}
    for name, place in zip("EDCBA", ("kreis", "city", "land", "country", "away"), strict=True):
        more = {"start": str(date.today() + timedelta(days=days[place]))} if kind is Event else {}
        found[place] = make(kind, name=f"{name}-{place}", region=world[place], **MORE.get(kind, {}) | more)
    return found


def names(response, found) -> list[str]:
    """The places of the records in the order of the page."""
    page = response.content.decode()
    at = {place: page.find(f'href="{record.get_absolute_url()}"') for place, record in found.items()}
    return sorted((place for place in at if at[place] >= 0), key=at.__getitem__)


@pytest.mark.parametrize("kind", LISTS)
def test_list_of_a_place_says_the_steps_and_how_near_each_line_is(client, world, kind):
    found, (path, filterset) = filled(kind, world), LISTS[kind]
    response = client.get(path, {"region": "rnk"})
    page = read(response)

    assert "Direkt bei Ihnen: 1 · bis 15 km: + 1 (Mannheim) · im ganzen Land: + 1 · bundesweit: + 1" in page
    assert "ab 4 km · Mannheim" in page and "So zählen wir" in page
    near_first = ["kreis", "city", "land", "country"]
    assert names(response, found) == (near_first[::-1] if kind is Event else near_first)
    in_database = [record.name for record in filterset({"region": ["rnk"]}).qs]
    assert in_database == [found[place].name for place in names(response, found)]


@pytest.mark.parametrize("kind", [kind for kind in LISTS if kind is not Event])
def test_order_by_name_is_offered_where_it_differs(client, world, kind):
    found, (path, _) = filled(kind, world), LISTS[kind]
    assert names(client.get(path, {"region": "rnk", "sortierung": "name"}), found) == [
        "country", "land", "city", "kreis",
    ]  # fmt: skip
    assert "sortierung" not in client.get(path).content.decode()
    assert names(client.get(path), found)[0] == "away"


@pytest.mark.parametrize("kind", LISTS)
def test_number_beside_a_region_is_what_lies_there(client, world, kind):
    filled(kind, world)
    listing = client.get(LISTS[kind][0]).context["listing"]

    assert listing.selection.counts("region")["rnk"] == 1
