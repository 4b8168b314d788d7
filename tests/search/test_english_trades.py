"""Trades in English, by the doctor's field, and mistyped where a word of a text is nearly as near."""

import pytest

from search.query import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("bakery", "/netzwerke/food-net-z/"),
        ("machine shop Chemnitz", "/netzwerke/vemas-innovativ/"),
        ("data scientist", "/netzwerke/cluster-imk/"),
        ("moving company", "/netzwerke/netzwerk-logistik-leipzig-halle/"),
        ("Augenarzt", "/netzwerke/mannheim-medical-technology-cluster/"),
        ("Chemie Ludwigshafen", "/netzwerke/industriestandort-mannheim/"),
        ("Elektricker", "/netzwerke/clusternetzwerk-energie-und-umwelt/"),
        ("Energieberater", "/netzwerke/clusternetzwerk-energie-und-umwelt/"),
    ],
)
def test_trade_is_known(text, wanted):
    assert wanted in [hit.url for hit in search(text).page(0, 5)]
