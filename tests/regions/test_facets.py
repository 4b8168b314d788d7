import pytest

from regions.facets import region_facet
from regions.models import Region
from regions.tree import RegionTree
from tests.factories import make

pytestmark = pytest.mark.django_db


def test_options_follow_the_tree_with_the_country_first():
    country = make(Region, name="Netzstaat", kind="staat")
    land = make(Region, name="Ackerland", parent=country)
    town = make(Region, name="Zettstadt", kind="gemeinde", parent=land)
    wide = make(Region, name="Bergland", kind="funktional")
    wide.covers.add(town)
    options, members = region_facet(RegionTree.load(), {town.pk: [0], country.pk: [1], wide.pk: [2]})

    shown = [(option.label, option.depth) for option in options]
    assert shown == [("Netzstaat", 0), ("Ackerland", 0), ("Zettstadt", 1), ("Bergland", 0)]
    assert members[town.slug] == {0, 2}
    assert members[land.slug] == {0, 2}
    assert members[wide.slug] == {0, 2}
    assert members[country.slug] == {0, 1, 2}
