"""Whole sentences: words of speaking need not stand in any entry."""

import pytest

from language.stopwords import ASKING
from search.query import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Guten Tag, ich habe eine kleine Firma für Maschinenbau in Chemnitz und suche ein passendes Netzwerk",
            "/netzwerke/vemas-innovativ/",
        ),
        ("Ich bin Bäcker und wollte mal fragen, ob es für mich was gibt", "/netzwerke/food-net-z/"),
        ("wie schütze ich meine firma vor hackern", "/netzwerke/its-bb/"),
        ("Wer ist beteiligt an smart production", "/netzwerke/netzwerk-smart-production/"),
        ("nächstes netzwerk zu speyer", "/netzwerke/food-net-z/"),
        ("Maschinenbau rund um Chemnitz", "/netzwerke/vemas-innovativ/"),
        (
            "Sagen Sie mal, wo kriege ich Geld für mein Netzwerk her?",
            "/foerderprogramme/grw-netzwerke-regionalmanagement/",
        ),
        ("who can help me with export", "/felder/internationalisierung/"),
    ],
)
def test_sentence_finds_what_it_is_about(text, wanted):
    found = search(text)

    assert wanted in [hit.url for hit in found.page(0, 6)]
    assert found.dropped == []


def test_verbs_of_asking_say_nothing_in_any_person():
    assert {"sitze", "sitzt", "sitzen", "betreue", "betreut"} <= ASKING


def test_who_speaks_for_a_town_asks_for_nobody_else_there():
    assert "/netzwerke/industriestandort-mannheim/" in [hit.url for hit in search("Pressesprecher Mannheim").page(0, 5)]


@pytest.mark.parametrize(
    ("text", "wanted", "missing"),
    [
        ("Wann wurde BioRN gegründet?", "/netzwerke/biorn/", []),
        ("Beratung Digitalisierung Mannheim", "/netzwerke/cluster-smart-industries/", ["Beratung"]),
        ("Energie sparen im Betrieb", "/felder/energie-und-umwelt/", []),
        ("Gibt es in Dessau ein Netzwerk?", "/netzwerke/wirtschaftsinitiative-mitteldeutschland/", []),
    ],
)
def test_least_telling_word_does_not_decide(text, wanted, missing):
    found = search(text)

    assert found.page(0, 1)[0].url == wanted
    assert found.dropped == missing


def test_part_of_a_name_alone_is_not_looked_for():
    assert "/regionen/ludwigshafen-am-rhein/" not in [hit.url for hit in search("Weil am Rhein").page(0, 50)]
