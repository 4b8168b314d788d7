"""A trade leads to its own field, and to a wider one only where that is of the same family or nothing is nearer."""

import pytest

from search.query import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]
INDUSTRY = "/netzwerke/industriestandort-mannheim/"


def urls(text: str) -> list[str]:
    return [hit.url for hit in search(text).page(0, 30)]


@pytest.mark.parametrize("text", ["Molkerei", "Metzgerei", "Zahntechniker", "Orgelbau", "Brauerei Dresden"])
def test_food_health_and_crafts_are_no_industry(text):
    assert INDUSTRY not in urls(text)


@pytest.mark.parametrize("text", ["Stahlbau", "Dreherei"])
def test_metal_is(text):
    assert INDUSTRY in urls(text)


@pytest.mark.parametrize(
    ("text", "wanted", "missing"),
    [
        ("Goldschmied Pforzheim", "/netzwerke/meisterrat-berlin-brandenburg/", ["Pforzheim"]),
        ("Brauerei Dresden", "/netzwerke/food-net-z/", ["Dresden"]),
        ("Bäcker Buxtehude", "/netzwerke/food-net-z/", ["Buxtehude"]),
    ],
)
def test_nearest_field_elsewhere_comes_before_another_one_there(text, wanted, missing):
    found = search(text)

    assert found.page(0, 1)[0].url == wanted
    assert found.dropped == missing
