"""A search that names a place says how near its hits are, and leads to the list in that order."""

import pytest

from tests.factories import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def steps_of(response) -> list[str]:
    return [line.network.step for line in response.context["results"] if line.network]


def test_hits_say_how_near_they_are_and_the_list_is_one_tap_away(client):
    response = client.get("/suche/", {"q": "Industrie 69469"})
    steps = steps_of(response)

    assert "ab 4 km · Mannheim" in steps and "bei Ihnen" in steps
    assert 'href="/netzwerke/?region=rhein-neckar-kreis">Alle Netzwerke nach Nähe</a>' in response.content.decode()
    assert "bis 15 km: + 10 (Mannheim)" in read(response)


def test_what_is_there_comes_before_what_is_near_and_that_before_the_whole_land(client):
    hits = steps_of(client.get("/suche/", {"q": "Netzwerk Potsdam", "typ": "netzwerk"}))

    assert "ab 4 km · Berlin" in hits and "im ganzen Land" in hits


def test_without_a_place_nothing_is_near(client):
    response = client.get("/suche/", {"q": "Industrie"})

    assert not any(steps_of(response))
    assert "Alle Netzwerke nach Nähe" not in read(response)
