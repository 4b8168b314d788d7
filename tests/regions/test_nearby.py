"""Neighbours and distances, and the steps in which a region finds what works there, near and farther away."""

import json
from itertools import combinations

import pytest

from directory.facets import network_index
from regions.nearby import NEAR, neighbours
from regions.nearness import AROUND, BEYOND, COUNTRY, HERE, NEARBY, Nearness
from regions.official import DATA, official_rows, region_key
from regions.resolve import resolve
from regions.tree import RegionTree
from scripts.region_neighbours import neighbours as measured
from tests.factories import read, results

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def tree(directory):
    return RegionTree.load()


def kilometres(one: str, other: str) -> int | None:
    return next((row.km for row in neighbours()[one] if row.ags == other), None)


def near(tree, slug: str) -> dict[str, int]:
    found = tree.steps(tree.by_slug(slug).pk).km
    return {tree.regions[pk].slug: km for pk, km in found.items()}


def test_table_is_what_the_script_makes_of_the_outlines():
    paths = json.loads((DATA / "umrisse-kreise.json").read_text(encoding="utf-8"))
    lines = [";".join(map(str, row)) for row in measured(paths)]

    assert (DATA / "nachbarn.csv").read_text(encoding="utf-8").splitlines()[1:] == lines


def test_every_kreis_has_neighbours_and_is_theirs():
    kreise = {region_key(row.ags) for row in official_rows() if row.kind == "kreis"}
    assert neighbours().keys() == kreise
    for ags, rows in neighbours().items():
        assert any(row.is_beside for row in rows), ags
        assert [row.km for row in rows] == sorted(row.km for row in rows)
        for row in rows:
            assert row._replace(ags=ags) in neighbours()[row.ags]


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ("08226", "08222", 4),  # Rhein-Neckar-Kreis, Mannheim
        ("08226", "08221", 4),  # Heidelberg, all around which it lies
        ("08226", "08125", 20),  # Landkreis Heilbronn, beside it but far
        ("08222", "07314", 4),  # Ludwigshafen, over the Rhine
        ("12054", "11", 4),  # Potsdam, Berlin
        ("14713", "15002", 21),  # Leipzig, Halle
        ("04011", "04012", None),  # Bremen, Bremerhaven: a harbour that belongs to Bremen does not bring it near
        ("05315", "05111", 17),  # Köln, Düsseldorf
        ("01001", "09180", None),  # Flensburg, Garmisch-Partenkirchen
    ],
)
def test_distance(one, other, km):
    assert kilometres(one, other) == kilometres(other, one) == km


def test_near_is_up_to_15_km_and_the_town_that_one_lies_beside(tree):
    assert near(tree, "rhein-neckar-kreis")["mannheim"] == 4
    assert "karlsruhe" not in near(tree, "rhein-neckar-kreis"), "29 km"
    assert near(tree, "landkreis-havelland")["berlin"] == 16, "Falkensee is right beside it"
    assert near(tree, "berlin")["landkreis-havelland"] == 16
    far = {(row.km, row.is_beside) for rows in neighbours().values() for row in rows if row.is_near and row.km > NEAR}
    assert far and max(far) <= (18, True)


def test_land_is_near_what_lies_behind_its_border_and_a_quarter_what_its_town_is_near(tree):
    assert "mannheim" in near(tree, "rheinland-pfalz") and "ludwigshafen-am-rhein" not in near(tree, "rheinland-pfalz")
    assert near(tree, "mannheim-jungbusch").keys() == near(tree, "mannheim").keys()
    assert near(tree, "deutschland") == {}


def test_functional_region_is_near_with_half_of_its_kreise(tree):
    assert near(tree, "landkreis-anhalt-bitterfeld")["leipzig-halle"] == 13, "one of its two"
    assert "lausitz" not in near(tree, "landkreis-meissen"), "only one of its five is"
    assert "berlin-brandenburg" not in near(tree, "landkreis-wittenberg")


def test_no_region_is_in_two_steps(tree):
    for pk in tree.regions:
        steps = tree.steps(pk)
        for one, other in combinations(steps, 2):
            assert set(one).isdisjoint(other), tree.regions[pk].slug
        assert set().union(*steps) == tree.within_reach(pk)


def test_what_contains_a_region_finds_all_that_it_finds(tree):
    """A Land shows what its towns show, Deutschland shows everything."""
    for pk, region in tree.regions.items():
        for other in tree.inside(pk):
            lost = tree.within_reach(other) - tree.within_reach(pk)
            assert not lost, (region.slug, tree.regions[other].slug, [tree.regions[one].slug for one in lost])


PLACES = [
    # what is typed, the region, what works there, near (also in another Land) and in the whole Land
    ("69469", "rhein-neckar-kreis", "food-net-z", "cluster-smart-industries", ""),
    ("68723 Schwetzingen", "rhein-neckar-kreis", "biorn", "social-economy-cluster", ""),
    ("68161", "mannheim", "cluster-smart-industries", "", ""),
    ("69117", "heidelberg", "biorn", "cluster-smart-industries", ""),
    ("67059", "ludwigshafen-am-rhein", "food-net-z", "cluster-smart-industries", ""),
    ("67346", "speyer", "biorn", "konsortium-wasserstoff", ""),
    ("67547", "worms", "biorn", "industriestandort-mannheim", ""),
    ("67227", "frankenthal-pfalz", "biorn", "cluster-smart-industries", ""),
    ("Viernheim", "landkreis-bergstrasse", "food-net-z", "cluster-smart-industries", ""),
    ("14467", "potsdam", "", "smart-city-berlin", "cluster-imk"),
    ("Falkensee", "landkreis-havelland", "", "deep-tech-hub", "its-bb"),
    ("15711", "landkreis-dahme-spreewald", "wirtschaftsinitiative-lausitz", "de-hub-fintech", "its-bb"),
    ("16321", "landkreis-barnim", "", "berlin-urban-tech-alliance", "media-net-berlinbrandenburg"),
    ("15537", "landkreis-oder-spree", "", "iot-plus-network", "cluster-imk"),
    ("17291", "landkreis-uckermark", "", "", "cluster-imk"),
    ("04105", "leipzig", "netzwerk-logistik-leipzig-halle", "", "silicon-saxony"),
    ("06108", "halle-saale", "netzwerk-logistik-leipzig-halle", "", "wirtschaftsinitiative-mitteldeutschland"),
    ("Schkeuditz", "landkreis-nordsachsen", "netzwerk-logistik-leipzig-halle", "", "amz"),
    ("01662", "landkreis-meissen", "", "", "biosaxony"),
    ("Görlitz", "landkreis-goerlitz", "wirtschaftsinitiative-lausitz", "", "vemas-innovativ"),
    ("20095", "hamburg", "", "", ""),
]


def test_twenty_places_find_what_is_there_near_and_in_the_land(directory):
    index = network_index()
    for typed, slug, *expected in PLACES:
        region = resolve(typed).region
        assert region and region.slug == slug, typed
        bits = Nearness(index, [slug]).bits
        found = [{index.name(index.pks[p])[0] for p in range(len(index.pks)) if step >> p & 1} for step in bits]
        steps = found[HERE], found[NEARBY] | found[BEYOND], found[AROUND]
        for step, network in zip(steps, expected, strict=True):
            assert network in step if network else step is steps[0] or not step, (typed, network)
        assert found[COUNTRY] == {"digital-hub-initiative"}, typed
        listed = index.select({"region": [slug]})
        shown = listed.page(0, 1000, "naehe", "region")
        order = [next(number for number, step in enumerate(found) if index.name(pk)[0] in step) for pk in shown]
        assert order == sorted(order) and len(order) == listed.count(), typed


@pytest.mark.parametrize("place", ["Hoppegarten", "Strausberg", "Bernau bei Berlin", "Falkensee", "15344", "Potsdam"])
def test_what_works_at_a_place_comes_before_what_is_near_in_another_land(place, directory, client):
    page = client.get("/netzwerke/", {"ort": place}, follow=True)
    shown = results(page)
    own = ["cluster-imk", "its-bb", "media-net-berlinbrandenburg", "meisterrat-berlin-brandenburg"]

    assert {f"/netzwerke/{slug}/" for slug in own} == set(shown[:4]) and "/netzwerke/deep-tech-hub/" in shown
    labels = [label for label, *_ in page.context["steps"]]
    assert labels[0] == "im ganzen Land" and labels[1].startswith("im Land nebenan bis")


def test_pages_of_a_place_say_the_steps(directory, client):
    page = client.get("/netzwerke/?ort=69469", follow=True)
    assert "Direkt bei Ihnen: 6 · bis 15 km: + 10 (Mannheim) · bundesweit: + 1" in read(page)
    assert "ab 4 km · Mannheim" in read(page) and "Entfernungen sind Luftlinie" in read(page)
    assert results(page).index("/netzwerke/biorn/") < results(page).index("/netzwerke/cluster-smart-industries/")
    assert [label for label, *_ in page.context["steps"]] == ["Direkt bei Ihnen", "bis 15 km", "bundesweit"]
    for sort in ("kontakt", "name"):
        other = client.get("/netzwerke/", {"region": "rhein-neckar-kreis", "sortierung": sort})
        assert sorted(results(other)) == sorted(results(page)) and results(other) != results(page), sort
    assert not client.get("/netzwerke/?region=deutschland").context["steps"]
