import pytest

from regions.models import Region
from regions.tree import RegionTree
from tests.factories import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(directory):
    return RegionTree.load()


def names(tree, slug, method):
    found = getattr(tree, method)(tree.by_slug(slug).pk)
    return {tree.regions[pk].slug for pk in found}


def test_what_lies_inside_a_land(tree):
    assert names(tree, "sachsen", "inside") >= {"sachsen", "leipzig"}
    assert "berlin" not in names(tree, "sachsen", "inside")


def test_country_contains_its_laender_and_what_lies_in_them(tree):
    assert names(tree, "deutschland", "inside") >= {"deutschland", "sachsen", "leipzig", "berlin"}


def test_functional_region_contains_what_it_covers(tree):
    assert names(tree, "berlin-brandenburg", "inside") >= {"berlin-brandenburg", "berlin", "brandenburg"}


def test_what_lies_around(tree):
    assert names(tree, "berlin", "around") >= {"berlin", "berlin-brandenburg", "deutschland"}
    assert "sachsen" not in names(tree, "berlin", "around")


def test_functional_regions_that_share_ground_match(tree):
    assert "berlin-brandenburg" in names(tree, "berlin", "matching")
    assert "leipzig-halle" in names(tree, "sachsen", "matching")
    assert "leipzig-halle" in names(tree, "leipzig", "matching")


def test_functional_region_that_only_reaches_into_a_land_does_not_bring_all_of_it(tree):
    assert "lausitz" in names(tree, "sachsen", "matching")
    assert not names(tree, "lausitz", "matching") & {"sachsen", "leipzig", "brandenburg"}


def test_what_covers_the_whole_land_covers_its_kreise_and_does_not_match_them(tree):
    assert names(tree, "leipzig", "covering") == {"sachsen", "mitteldeutschland", "deutschland"}
    assert "mitteldeutschland" not in names(tree, "leipzig", "matching")
    assert "mitteldeutschland" in names(tree, "sachsen", "matching")
    assert names(tree, "mannheim-jungbusch", "covering") == {"baden-wuerttemberg", "deutschland"}
    laender = {"baden-wuerttemberg", "hessen", "rheinland-pfalz"}
    assert names(tree, "sachsen", "covering") == {"deutschland"}
    assert names(tree, "rhein-neckar", "covering") == laender | {"deutschland"}
    assert names(tree, "deutschland", "covering") == set()


def test_process_keeps_the_tree_until_the_content_changes(directory, django_assert_num_queries):
    RegionTree.current()
    with django_assert_num_queries(1):
        kept = RegionTree.current()
    new = make(Region, name="Neuland")

    assert RegionTree.current() is not kept
    assert new.pk in RegionTree.current().regions


def test_neighbours_do_not_match(tree):
    assert not names(tree, "berlin", "matching") & {"sachsen", "leipzig-halle", "brandenburg"}


def test_loading_takes_four_queries(directory, django_assert_num_queries):
    with django_assert_num_queries(4):
        tree = RegionTree.load()
        tree.matching(tree.by_slug("deutschland").pk)


def test_children_come_in_dictionary_order_and_circles_end():
    top = make(Region)
    for name in ("Zwickau", "Öhringen", "Ohrdruf"):
        make(Region, name=name, parent=top)
    first, second = make(Region, kind="funktional"), make(Region, kind="funktional")
    first.covers.add(second)
    second.covers.add(first)
    tree = RegionTree.load()

    assert [child.name for child in tree.children(top.pk)] == ["Ohrdruf", "Öhringen", "Zwickau"]
    assert tree.inside(first.pk) == tree.around(first.pk) == {first.pk, second.pk}


def test_unknown_region_is_none(tree):
    assert tree.by_slug("atlantis") is None
