"""Where regions lie on the earth: outlines that others can draw, and a middle that lies in the region."""

import json

import pytest

from regions import maps
from regions.geometry import is_inside, middle, multi_polygon, polygons
from regions.official import DATA
from regions.tree import RegionTree

KREISE = json.loads((DATA / "umrisse-kreise.json").read_text())
LAENDER = json.loads((DATA / "umrisse-laender.json").read_text())


@pytest.mark.parametrize(
    "ags, longitude, latitude",
    [("08222", 8.49, 49.50), ("11000", 13.40, 52.50), ("14713", 12.37, 51.34), ("01001", 9.43, 54.79)],
    ids=["Mannheim", "Berlin", "Leipzig", "Flensburg"],
)
def test_a_town_lies_where_atlases_have_it(ags, longitude, latitude):
    x, y = middle(polygons(KREISE[ags]))

    assert (x, y) == (pytest.approx(longitude, abs=0.05), pytest.approx(latitude, abs=0.05))


@pytest.mark.parametrize("paths", [KREISE, LAENDER], ids=["kreise", "laender"])
def test_every_middle_lies_in_its_region_and_every_ring_is_closed(paths):
    for ags, path in paths.items():
        parts = polygons(path)
        assert is_inside(middle(parts), [ring for part in parts for ring in part.rings]), ags
        assert all(ring[0] == ring[-1] and len(ring) > 3 for part in parts for ring in part.rings), ags


def test_borders_run_against_the_clock_and_holes_with_it():
    """RFC 7946; some maps show the whole earth but the region otherwise."""
    brandenburg = multi_polygon(polygons(LAENDER["12"]))["coordinates"]

    around, berlin = next(part for part in brandenburg if len(part) > 1)[:2]
    assert turn(around) > 0 > turn(berlin)
    assert not is_inside((13.40, 52.52), [around, berlin])
    assert is_inside((13.06, 52.40), [around, berlin])


def turn(ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False))


@pytest.mark.django_db
@pytest.mark.once
def test_what_has_no_outline_of_its_own_lies_in_what_it_is_part_of(directory):
    tree = RegionTree.load()

    def area(slug):
        return maps.area(tree, tree.by_slug(slug))

    assert area("mannheim-jungbusch") == area("mannheim")
    assert len(area("berlin-brandenburg")) == len(area("berlin")) + len(area("brandenburg"))
    assert area("deutschland")
    assert area("leipzig-halle")
