import pytest

from packed.bits import bits_of
from regions.facets import region_facet
from regions.models import Region
from regions.tree import RegionTree
from tests.factories import make

pytestmark = pytest.mark.django_db


def bits(positions: list[int]) -> int:
    return bits_of(positions, max(positions) + 1)


def test_options_follow_the_tree_with_the_country_first():
    country = make(Region, name="Netzstaat", kind="staat")
    land = make(Region, name="Ackerland", parent=country)
    town = make(Region, name="Zettstadt", kind="gemeinde", parent=land)
    wide = make(Region, name="Bergland", kind="funktional")
    wide.covers.add(town)
    tree = RegionTree.load()
    options, members = region_facet(tree, {town.pk: [0], country.pk: [1], wide.pk: [2]}, tree.meant_by)

    shown = [(option.label, option.depth) for option in options]
    assert shown == [("Netzstaat", 0), ("Ackerland", 0), ("Zettstadt", 1), ("Bergland", 0)]
    assert members[town.slug] == bits([0, 1, 2])
    assert members[land.slug] == bits([0, 1, 2])
    assert members[wide.slug] == bits([0, 1, 2])
    assert members[country.slug] == bits([0, 1, 2])


def test_place_and_its_land_find_what_works_in_the_whole_land_and_country():
    country = make(Region, kind="staat")
    land, other = make(Region, parent=country), make(Region, parent=country)
    town = make(Region, kind="kreis", parent=land)
    neighbour = make(Region, kind="kreis", parent=land)
    around_land, around_town = make(Region, kind="funktional"), make(Region, kind="funktional")
    around_land.covers.add(land)
    around_town.covers.add(town)
    places = [town, neighbour, land, other, country, around_land, around_town]
    tree = RegionTree.load()
    options, members = region_facet(tree, {place.pk: [n] for n, place in enumerate(places)}, tree.meant_by)

    assert members[town.slug] == bits([0, 2, 4, 5, 6])
    assert members[neighbour.slug] == bits([1, 2, 4, 5])
    assert members[land.slug] == bits([0, 1, 2, 4, 5, 6])
    assert all(option.offered for option in options)


def test_kreis_in_which_nothing_lies_is_not_offered_but_can_be_chosen():
    land = make(Region)
    town = make(Region, kind="kreis", parent=land)
    wide = make(Region, kind="funktional")
    wide.covers.add(town)
    tree = RegionTree.load()
    options, members = region_facet(tree, {land.pk: [0], wide.pk: [1]}, tree.meant_by)

    assert {option.value for option in options if not option.offered} == {town.slug}
    assert members[town.slug] == bits([0, 1])
