"""Questions whose answer is the page itself, and kinds of questions beyond those that the samples list."""

import pytest

from search.query import search
from tests.factories import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def first(text: str, count: int = 5) -> list[str]:
    return [hit.url for hit in search(text).page(0, count)]


@pytest.mark.parametrize("text", ["netzwerke in meiner nähe", "Cluster bei uns", "was gibt es vor Ort"])
def test_whoever_means_what_is_near_is_asked_for_the_place(text, client):
    page = client.get("/suche/", {"q": text})

    assert "Wo Sie sind, weiß die Suche nicht." in read(page)
    assert 'href="/passendes-netzwerk/"' in page.content.decode() and 'name="ort"' in page.content.decode()


@pytest.mark.parametrize("text", ["netzwerke in der nähe von Weinheim", "Cluster in Mannheim", "Netzwerk"])
def test_whoever_names_the_place_or_means_none_is_not_asked(text, client):
    assert "Wo Sie sind" not in read(client.get("/suche/", {"q": text}))


def test_places_that_one_name_may_mean_are_offered(client):
    page = client.get("/suche/", {"q": "Mühlhausen"}).content.decode()

    for slug in ("rhein-neckar-kreis", "unstrut-hainich-kreis"):
        assert f'"/netzwerke/?region={slug}"' in page


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Müller", "/netzwerke/food-net-z/"),
        ("Metalltechnikerin", "/netzwerke/vemas-innovativ/"),
        ("Programmierer", "/netzwerke/cluster-imk/"),
        ("programierer", "/netzwerke/cluster-imk/"),
        ("Betriebsleiter Metallbau", "/netzwerke/vemas-innovativ/"),
        ("bürgermeister mannheim", "/organisationen/stadt-mannheim/"),
        ("geld vom land berlin für den weg ins ausland", "/foerderprogramme/pfi/"),
        ("förderung für netzwerke in berlin", "/foerderprogramme/grw-netzwerke-regionalmanagement/"),
        ("was für veranstaltungen gab es 2023", "/veranstaltungen/hannover-messe-2023/"),
        ("automatisieren der produktion", "/netzwerke/netzwerk-smart-production/"),
        ("bäckerei", "/netzwerke/food-net-z/"),
    ],
)
def test_first_hit(text, wanted):
    assert first(text, 1) == [wanted]


@pytest.mark.parametrize("text", ["Tischler", "Schreinerei", "Goldschmiede", "Uhrmacherei", "Schneiderin"])
def test_crafts_come_first_for_a_craft(text):
    assert first(text, 1) == ["/netzwerke/meisterrat-berlin-brandenburg/"]


def test_word_in_another_form_finds_the_same_in_the_same_order():
    for one, other in (
        ("digitalisierung fertigung", "wer hilft beim digitalisieren der fertigung"),
        ("Programmierer", "programierer"),
        ("veranstaltungen 2023", "welche veranstaltungen gab es 2023"),
    ):
        assert first(one, 9) == first(other, 9), other


def test_village_alone_finds_its_own_kreis_too():
    found = search("Teltow")
    assert found.understood.place == "landkreis-potsdam-mittelmark"
    assert "/netzwerke/cluster-imk/" in [hit.url for hit in found.page(0, 5)]
