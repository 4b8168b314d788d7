"""A place beside other words says where: in every spelling, with a slip, shared by a few, or nothing but a Land."""

import pytest

from search.query import find, search
from tests.factories import addresses

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("Wienheim Industrie", "/netzwerke/cluster-smart-industries/"),
        ("Zwikau Autozulieferer", "/netzwerke/amz/"),
        ("PLZ 69469 Medizintechnik", "/netzwerke/mannheim-medical-technology-cluster/"),
        ("69469 Weinheim Medizintechnik", "/netzwerke/mannheim-medical-technology-cluster/"),
        ("Medizintechnik in der Nähe von Weinheim", "/netzwerke/mannheim-medical-technology-cluster/"),
        ("Freiberg Halbleiter", "/netzwerke/silicon-saxony/"),
        ("Lebensmittel Umkreis Schwetzingen", "/netzwerke/food-net-z/"),
        ("Fördermittel Niedersachsen", "/organisationen/foerderberatung-bund/"),
        ("Förderung Sachsen", "/ansprechpersonen/kai-pflanz/"),
        ("Fördermittel Sachsen", "/ansprechpersonen/kai-pflanz/"),
        ("Chefin der Wirtschaftsförderung Mannheim", "/organisationen/wirtschaftsfoerderung-mannheim/"),
        ("Leitung Silicon Saxony", "/netzwerke/silicon-saxony/"),
        ("Clustermanagement Medizintechnik Mannheim", "/ansprechpersonen/katharina-fox/"),
        ("ehemals Digital Security Network", "/netzwerke/its-bb/"),
    ],
)
def test_question_finds_its_answer_among_the_first_five(query, wanted, directory):
    assert wanted in [entry.url for entry in find(query, 5)]


def test_slip_in_a_place_is_told_and_can_be_taken_back(directory, client):
    page = client.get("/suche/", {"q": "Wienheim Industrie"}).content.decode()

    assert "Weinheim" in page
    assert search("Wienheim Industrie").understood.misspelt == [("Wienheim", "Weinheim")]
    assert search("Wienheim Industrie", exact=True).understood.misspelt == []


@pytest.mark.parametrize("text", ["Wienheim", "wienheim", "weimheim", "Wienheim Industrie", "Weimheim Industrie"])
def test_slip_means_the_place_near_which_there_are_entries_alone_or_not(text, directory):
    found = search(text)

    assert found.understood.place == "rhein-neckar-kreis"
    assert found.understood.misspelt == [(text.split()[0], "Weinheim")]
    assert "netzwerk" in found.counts


def test_of_two_places_equally_near_both_are_asked_for(directory, client):
    page = client.get("/suche/", {"q": "Merkesheim Metallbau"}).content.decode()

    assert search("Merkesheim Metallbau").understood.also_meant == [("Merkesheim", "Mertesheim")]
    assert "Gesucht wurde auch" in page and "/suche/?q=Mertesheim+Metallbau" in page


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Halle Westfalen Maschinenbau", "kreis-guetersloh"),
        ("Halle (Westf.) Maschinenbau", "kreis-guetersloh"),
        ("maschinenbau halle i. westf.", "kreis-guetersloh"),
        ("Frankfurt (Oder) Software", "frankfurt-oder"),
        ("Software Frankfurt an der Oder", "frankfurt-oder"),
        ("Medizintechnik Freiburg i. Br.", "freiburg-im-breisgau"),
        ("Neustadt a. d. Weinstraße Weinbau", "neustadt-an-der-weinstrasse"),
        ("Rothenburg ob der Tauber Metallbau", "landkreis-ansbach"),
        ("Metallbau Rothenburg o. d. T.", "landkreis-ansbach"),
        ("kunststofftechnik weil der stadt", "landkreis-boeblingen"),
        ("Software Frankfurt am Main oder Mannheim", "frankfurt-am-main"),
    ],
)
def test_all_words_of_a_name_are_one_place(text, slug, directory):
    found = search(text)

    assert found.understood.place == slug
    assert [unit.text for unit in found.understood.units if unit.text in text and " " in unit.text]


def test_place_far_from_every_entry_is_left_out_as_a_whole(directory):
    found = search("Halle Westfalen Maschinenbau")

    assert found.dropped == ["Halle Westfalen"]
    assert found.page(0, 2)[1].kind == "netzwerk"


@pytest.mark.parametrize(
    "name", ["Masuth", "Weinheimer Wolpertingerei", "Wolpertingerei", "0711 22787-0", "0621 1234567"]
)
def test_name_or_number_of_nobody_is_nothing_else(name, directory):
    assert addresses(name) == []


def test_short_slip_alone_is_asked_about_a_long_one_is_read(directory, client):
    page = client.get("/suche/", {"q": "Ketscj"}).content.decode()

    assert addresses("Ketscj") == [] and "/suche/?q=Ketsch" in page
    assert search("hockenhiem").understood.place == "rhein-neckar-kreis"
