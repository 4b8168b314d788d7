"""A search ends with whom to ask at the place that was typed, and names whom to reach about what was meant."""

import pytest

from tests.factories import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


@pytest.mark.parametrize(
    ("query", "office"),
    [
        ("Medien Berlin", "Förderberatung"),
        ("qwertzuiop", "Förderberatung"),
    ],
)
def test_search_ends_with_an_office(client, query, office):
    assert office in read(client.get("/suche/", {"q": query}), "h-kontakt")


@pytest.mark.parametrize(
    ("name", "way"),
    [("Biosaxony", "Website: biosaxony.com"), ("Netzwerk Smart Production", "Stefan Bley · 0152 54527698")],
)
def test_network_without_people_shows_the_nearest_way(client, name, way):
    assert way in read(client.get("/suche/", {"q": name}))
