"""A place beside other words says where: in every spelling, with a slip, shared by a few, or nothing but a Land."""

import pytest

from search.query import find, search
from tests.factories import addresses


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
    assert search("Wienheim Industrie").understood.misspelt_places == [("Wienheim", "Weinheim")]
    assert search("Wienheim Industrie", exact=True).understood.misspelt_places == []


@pytest.mark.parametrize(
    "name", ["Masuth", "Weinheimer Wolpertingerei", "Wolpertingerei", "0711 22787-0", "0621 1234567"]
)
def test_name_or_number_of_nobody_is_nothing_else(name, directory):
    assert addresses(name) == []
