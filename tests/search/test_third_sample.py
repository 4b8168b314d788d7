"""Kinds of questions that the third sample showed, asked in all their forms."""

from functools import reduce
from operator import or_

import pytest

from directory.facets import network_index
from regions.enums import RegionKind
from regions.tree import RegionTree
from search.query import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def first(text: str, count: int = 5) -> list[str]:
    return [hit.url for hit in search(text).page(0, count)]


def test_every_kreis_by_name_shows_what_a_village_there_shows():
    """As many networks as the line above the results counts."""
    index = network_index()
    kreise = [region for region in RegionTree.current().regions.values() if region.kind == RegionKind.DISTRICT]
    wrong = []
    for kreis in kreise:
        found, steps = search(kreis.name), reduce(or_, index.steps("region", [kreis.slug]))
        shown = found.counts.get("netzwerk", 0)
        if found.understood.place != kreis.slug or shown < (steps & index.listed).bit_count():
            wrong.append((kreis.name, found.understood.place, shown))

    assert len(kreise) > 300
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dresden", "/regionen/dresden/"),
        ("Was war im Mai 2021 in Mannheim los?", "/veranstaltungen/road-to-mannheim/"),
        ("Was ist ein Cluster?", "/themen/cluster-und-cross-cluster/"),
        ("Was bringt mir ein Netzwerk überhaupt?", "/themen/warum-netzwerke/"),
        ("Wozu Netzwerke?", "/themen/warum-netzwerke/"),
        ("Woher kommt das Geld für das PfI?", "/foerderprogramme/pfi/"),
        ("sächsische Firma als Partner gesucht", "/angebote/firmen-in-sachsen/"),
        ("Bäckerei Mannheim", "/netzwerke/food-net-z/"),
        ("Lutherstadt Wittenberg", "/regionen/landkreis-wittenberg/"),
        ("Wo finde ich Fördermittel?", "/organisationen/foerderberatung-bund/"),
        ("Imker", "/netzwerke/food-net-z/"),
    ],
)
def test_first_hit(text, wanted):
    assert first(text, 1) == [wanted]


def test_word_is_no_inflection_of_an_abbreviation():
    assert "/netzwerke/cluster-imk/" not in first("Imker", 50)
    assert first("IMK", 1) == ["/netzwerke/cluster-imk/"]


def test_question_with_a_month_finds_the_events_of_that_month_before_networks():
    urls = first("Was war im Mai 2021 in Mannheim los?", 3)

    assert "/veranstaltungen/european-social-economy-summit/" in urls[:2]
    assert urls[2].startswith("/netzwerke/")


def test_regions_near_by_are_no_hits_of_a_place():
    urls = first("Trier", 50)

    assert "/regionen/rheinland-pfalz/" in urls and "/organisationen/isb/" in urls
    assert "/regionen/eifelkreis-bitburg-pruem/" not in urls


def test_another_town_of_the_name_is_not_meant():
    assert "/regionen/frankfurt-am-main/" not in first("Frankfurt (Oder)", 50)


@pytest.mark.parametrize(
    ("text", "missing", "wanted"),
    [
        ("Berlin-Kreuzdorf", ["Kreuzdorf"], "/netzwerke/berlin-urban-tech-alliance/"),
        ("Wer kann in Mannheim tüdeln", ["tüdeln"], "/ansprechpersonen/katharina-fox/"),
        ("Räume für Medizin-Start-ups in Mannheim", ["Räume"], "/orte/mmt-campus/"),
    ],
)
def test_word_that_nobody_knows_does_not_empty_the_page(text, missing, wanted):
    found = search(text)

    assert found.dropped == missing
    assert wanted in first(text)


@pytest.mark.parametrize("text", ["Quantencomputer München", "tüdeln"])
def test_unknown_thing_is_not_answered_with_its_place(text):
    assert first(text) == []
