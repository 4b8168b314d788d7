"""Parts of a network are folded under it, and nothing is lost or miscounted by that."""

import pytest

from core.paging import PAGE_SIZE
from networks.enums import NetworkKind, RelationKind
from networks.models import Field, Network, Relation
from regions.enums import RegionKind
from regions.models import Region
from tests.factories import hide, make, read
from tests.folded import part_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def lines(client, query: str = f"?typ={NetworkKind.NETWORK}&typ={NetworkKind.CONSORTIUM}"):
    """name → line of the directory, in its order"""
    return {line.name: line for line in client.get(f"/netzwerke/{query}").context["results"]}


def test_parts_are_folded_and_still_counted(client, town):
    whole = make(Network, name="Lichtinitiative", regions=[town])
    parts = [part_of(whole, name=f"Konsortium {letter}") for letter in "AB"]
    make(Network, name="Anderes", regions=[town])
    response = client.get("/netzwerke/?region=kerzenstadt")

    assert [line.name for line in response.context["results"]] == ["Anderes", "Lichtinitiative"]
    assert "4 Netzwerke , davon 2 eingeklappt" in read(response)
    line = lines(client)["Lichtinitiative"]
    assert (line.parts_label, [name for _, name in line.parts]) == ("2 Konsortien", ["Konsortium A", "Konsortium B"])
    page = response.content.decode()
    assert all(f'href="{part.get_absolute_url()}"' in page for part in parts)


def test_region_and_field_pages_fold_too(client, town):
    field = make(Field, name="Licht")
    whole = make(Network, name="Lichtinitiative", regions=[town], fields=[field])
    part = part_of(whole, name="Konsortium", fields=[field])
    for url in (town.get_absolute_url(), field.get_absolute_url()):
        response = client.get(url)
        assert [line.name for line in response.context["results"]] == ["Lichtinitiative"]
        assert "2 Netzwerke , davon 1 eingeklappt" in read(response)
        assert part.get_absolute_url() in response.content.decode()


def test_whoever_asks_for_the_part_finds_it_by_itself(client, town):
    field = make(Field, name="Kerzen", slug="kerzen")
    whole = make(Network, name="Lichtinitiative", summary="Kerzen", regions=[town])
    part_of(whole, name="Konsortium Kerzen", fields=[field], summary="Licht")

    assert list(lines(client)) == ["Lichtinitiative"]
    assert list(lines(client, "?q=Kerzen")) == ["Konsortium Kerzen", "Lichtinitiative"]
    assert list(lines(client, "?feld=kerzen")) == ["Konsortium Kerzen"]
    assert list(lines(client, f"?typ={NetworkKind.CONSORTIUM}")) == ["Konsortium Kerzen"]


def test_part_that_works_at_the_place_is_not_hidden_behind_a_whole_that_works_around_it(client):
    land = make(Region, name="Kerzenland", kind=RegionKind.LAND)
    kreis = make(Region, name="Dochtkreis", slug="dochtkreis", kind=RegionKind.DISTRICT, parent=land)
    whole = make(Network, name="Landesinitiative", regions=[land])
    part_of(whole, name="Hub Dochtkreis", regions=[kreis])

    assert list(lines(client)) == ["Landesinitiative"]
    assert set(lines(client, "?region=dochtkreis")) == {"Landesinitiative", "Hub Dochtkreis"}


def test_parts_of_parts_lie_under_the_uppermost_and_circles_stay_visible(client, town):
    whole = make(Network, name="A", regions=[town])
    middle = part_of(whole, name="B")
    part_of(middle, name="C")
    assert [name for _, name in lines(client)["A"].parts] == ["B", "C"]
    assert lines(client)["A"].parts_label == "2 Konsortien"

    make(Relation, from_network=whole, to_network=middle, kind=RelationKind.PART_OF)
    assert list(lines(client)) == ["A"]


def test_what_is_not_public_folds_nothing(client, town):
    whole = make(Network, name="Lichtinitiative", regions=[town])
    part_of(whole, name="Konsortium")
    hide(whole)

    assert list(lines(client)) == ["Konsortium"]


def test_pages_are_made_of_what_is_not_folded(client, town):
    whole = make(Network, name="Aller Anfang", regions=[town])
    for number in range(5):
        part_of(whole, name=f"Konsortium {number}")
    for number in range(PAGE_SIZE):
        make(Network, name=f"Netz {number:02}", regions=[town])
    url = "/netzwerke/?region=kerzenstadt&seite={}"
    first, second = (client.get(url.format(number)).context["results"] for number in (1, 2))

    assert (len(first), len(second)) == (PAGE_SIZE, 1)
    assert second[0].name == f"Netz {PAGE_SIZE - 1}"
    assert client.get(url.format(3)).status_code == 404


def test_who_has_chosen_nothing_sees_all(client, town):
    part_of(make(Network, name="Lichtinitiative", regions=[town]), name="Konsortium")

    assert set(lines(client, "")) == {"Lichtinitiative", "Konsortium"}
