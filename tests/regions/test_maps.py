"""Maps as inline SVG: what they show, how they are named, and that the outlines are whole."""

import json
import re

import pytest

from core.jinja import public_environment
from regions import maps
from regions.models import Region
from regions.official import DATA, official_rows
from regions.tree import RegionTree
from tests.factories import make

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TEMPLATE = public_environment().get_template("regions/maps.html")


@pytest.fixture
def tree(directory):
    return RegionTree.load()


def drawn(tree, slug) -> str:
    return TEMPLATE.module.locator(maps.locator(tree, tree.by_slug(slug)))


def test_every_land_and_kreis_has_an_outline_that_closes():
    files = {
        level: json.loads((DATA / f"umrisse-{level}.json").read_text()) for level in ("kreise", "laender", "uebersicht")
    }
    rows = official_rows()

    assert files["kreise"].keys() == {row.ags for row in rows if row.kind == "kreis"}
    assert files["laender"].keys() == {row.ags for row in rows if row.kind == "land"}
    assert files["uebersicht"].keys() == files["laender"].keys() | {"DE"}
    for paths in files.values():
        for ags, path in paths.items():
            assert re.fullmatch(r"(M\d+ \d+l(-?\d+[ -]?)+z)+", path), ags
    assert sum((DATA / f"umrisse-{level}.json").stat().st_size for level in files) < 200_000


def test_kreis_is_shown_in_its_land(tree):
    svg = drawn(tree, "landkreis-gifhorn")

    assert 'role="img" aria-label="Karte: Landkreis Gifhorn in Niedersachsen"' in svg
    assert svg.count("<path") == 2 and "np-map__ground" in svg and "np-map__here" in svg
    assert "style=" not in svg


def test_land_is_shown_in_germany_and_a_quarter_by_its_town(tree):
    assert "Karte: Sachsen in Deutschland" in drawn(tree, "sachsen")
    assert "Karte: Berlin in Deutschland" in drawn(tree, "berlin")
    assert drawn(tree, "mannheim-jungbusch").count("np-map__here") == 1


def test_functional_region_shows_what_it_covers_and_what_it_touches(tree):
    assert drawn(tree, "berlin-brandenburg").count("np-map__here") == 2
    assert drawn(tree, "rhein-neckar").count("np-map__here") == 15
    assert "np-map__part" in drawn(tree, "leipzig-halle")


def test_region_without_outline_has_no_map(tree):
    assert maps.locator(tree, tree.by_slug("deutschland")) is None
    invented = make(Region, name="Netzland", kind="land", ags="99")
    wide = make(Region, name="Bergland", kind="funktional")
    wide.covers.add(invented)
    tree = RegionTree.load()

    assert maps.locator(tree, invented) is maps.locator(tree, wide) is None
    assert maps.land_map([(invented, 3)]) is None


def test_every_land_is_a_link_with_its_number(tree):
    laender = [region for region in tree.regions.values() if region.kind == "land"]
    land_map = maps.land_map((region, 12 if region.slug == "sachsen" else 1) for region in laender)

    svg = TEMPLATE.module.land_map(land_map)

    assert svg.count("<a ") == 16
    assert '<a href="/regionen/sachsen/" aria-label="Sachsen, 12 Netzwerke">' in svg
    assert 'aria-label="Hessen, 1 Netzwerk"' in svg
    assert svg.count("np-map__land--3") == 1 and svg.count("np-map__land--1") == 15


def test_land_too_small_for_a_finger_is_hit_around_it(tree):
    laender = [(region, 1) for region in tree.regions.values() if region.kind == "land"]
    lands = {land.name: land.target for land in maps.land_map(laender).lands}

    assert {name for name, target in lands.items() if target} == {"Berlin", "Bremen", "Hamburg"}
    assert all(width >= 200 and height >= 200 for _, _, width, height in filter(None, lands.values()))
    assert TEMPLATE.module.land_map(maps.land_map(laender)).count("<rect") == 3


def test_shades_are_three_equal_steps_and_the_legend_says_them():
    assert [maps.shade(count, 18) for count in (0, 1, 6, 7, 12, 13, 18)] == [0, 1, 1, 2, 2, 3, 3]
    assert maps.legend(18) == [(0, "0"), (1, "1–6"), (2, "7–12"), (3, "13–18")]
    assert maps.legend(1) == [(0, "0"), (3, "1")]
    assert maps.legend(0) == [(0, "0")]
