"""Quarters, landscapes, postcodes beside a name, and slips in names of several words."""

import pytest

from regions.names import place_names
from regions.resolve import resolve
from search.query import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Neukölln", "berlin"),
        ("Prenzlauer Berg", "berlin"),
        ("Berlin Wedding", "berlin"),
        ("Kreuzberg Software", "berlin"),
        ("Dresden-Neustadt", "dresden"),
        ("Leipzig Plagwitz", "leipzig"),
        ("Neckarau Mannheim", "mannheim"),
        ("Maschinenbau Ruhrgebiet", "nordrhein-westfalen"),
        ("Oberlausitz", "lausitz"),
        ("Kurpfalz", "rhein-neckar"),
        ("Sächsische Schweiz", "landkreis-saechsische-schweiz-osterzgebirge"),
        ("Ludwigshaven am Rhein", "ludwigshafen-am-rhein"),
        ("Königs Wusterhaussen", "landkreis-dahme-spreewald"),
        ("Bad Dürkeim", "landkreis-bad-duerkheim"),
        ("Neustdt an der Weinstraße", "neustadt-an-der-weinstrasse"),
        ("Freiburg i.Br.", "freiburg-im-breisgau"),
        ("Potsdamm", "potsdam"),
        ("Logistik Halle/S.", "halle-saale"),
        ("Bitterfeld", "landkreis-anhalt-bitterfeld"),
        ("Rheinland Pfalz", ""),  # is no part of Nordrhein-Westfalen
    ],
)
def test_place_is_understood(text, place):
    found = search(text)

    assert found.understood.place == place
    assert found.counts.get("netzwerk")


def test_part_of_several_towns_means_none_of_them():
    assert resolve("Altstadt").region is None
    assert resolve("Innenstadt").region is None
    assert resolve("Mannheim-Innenstadt").region.slug == "mannheim"


def test_every_part_lies_in_a_region_that_there_is():
    names = place_names()

    assert {place.region.pk for places in names.parts.values() for place in places} <= set(names.regions)
    assert len(names.parts) > 400


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("04109 Leipzig", "/regionen/landkreis-leipzig/"),
        ("Potsdam", "/regionen/landkreis-potsdam-mittelmark/"),
        ("Straßburg", "/regionen/zollernalbkreis/"),  # no Straßberg
        ("Ruhrgebiet", "/regionen/bielefeld/"),
    ],
)
def test_other_place_is_no_hit(text, other):
    assert other not in [hit.url for hit in search(text).page(0, 60)]


@pytest.mark.parametrize("text", ["Was gibt es in Görlitz?", "was ist los in görlitz", "Görlitz"])
def test_question_about_a_town_alone_finds_what_works_there(text):
    assert "/netzwerke/wirtschaftsinitiative-lausitz/" in [hit.url for hit in search(text).page(0, 3)]


def test_name_of_a_town_is_no_inflection_of_another_word():
    assert "/netzwerke/media-net-berlinbrandenburg/" in [hit.url for hit in search("Werder").page(0, 5)]


@pytest.mark.parametrize("text", ["NRW", "Niedersachsen", "Bayern"])
def test_land_without_a_network_shows_what_works_in_the_whole_country_before_its_kreise(text):
    urls = [hit.url for hit in search(text).page(0, 5)]

    assert urls[0].startswith("/regionen/")
    assert {"/netzwerke/digital-hub-initiative/", "/angebote/foerderdatenbank/", "/angebote/go-cluster/"} <= set(urls)
