"""An entry is found by its whole name beside any other word, and written without its blanks."""

import pytest

from search.query import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


@pytest.mark.parametrize(
    ("text", "wanted", "missing"),
    [
        ("Logo Deep Tech Hub", "/netzwerke/deep-tech-hub/", ["Logo"]),
        ("Klingelschild Cubex One", "/orte/cubex-one/", ["Klingelschild"]),
        ("Eintrittspreis AsiaBerlin Summit", "/veranstaltungen/asiaberlin-summit/", ["Eintrittspreis"]),
        ("Öffnungszeiten Cubex One", "/orte/cubex-one/", []),
        ("Adresse Cubex41", "/orte/cubex-41/", []),
        ("Bewerbungsfrist Accelerator", "/angebote/life-science-accelerator-bw/", ["Bewerbungsfrist"]),
        ("Geschäftsstelle food.net:z", "/netzwerke/food-net-z/", []),
    ],
)
def test_name_is_meant(text, wanted, missing):
    found = search(text)

    assert found.page(0, 1)[0].url == wanted
    assert found.dropped == missing


@pytest.mark.parametrize(
    "text", ["Kindergeld Mannheim", "Grundsteuer zahlen", "Hundesteuer Leipzig", "Quantencomputer München"]
)
def test_place_is_no_name_that_is_meant(text):
    assert search(text).total == 0
