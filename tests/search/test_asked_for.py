"""What a question asks for: money by any name, deadlines, what something is, whom to ask where nobody is in charge."""

import pytest

from search.query import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]

DATABASE, ADVICE = "/angebote/foerderdatenbank/", "/organisationen/foerderberatung-bund/"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fördermittel", DATABASE),
        ("Subventionen", DATABASE),
        ("Bürgschaft", ADVICE),
        ("Finanzierung Start-up Mannheim", ADVICE),
        ("Förderung Digitalisierung", ADVICE),
        ("wer ist mein Ansprechpartner in Hessen", ADVICE),
        ("Antragsfrist", "/foerderprogramme/pfi/"),
        ("Bis wann kann ich Anträge stellen", "/foerderprogramme/pfi/"),
        ("Antrag stellen GRW", "/foerderprogramme/grw/"),
        ("Laufzeit GRW", "/foerderprogramme/grw/"),
        ("wer finanziert CN-BC", "/netzwerke/cn-bc/"),
        ("grants for clusters", "/foerderprogramme/grw-netzwerke-regionalmanagement/"),
        ("Wie gründe ich ein Netzwerk", "/ansprechpersonen/kai-pflanz/"),
        ("Wie finde ich Azubis", "/felder/fachkraefte/"),
        ("how do I join a network", "/netzwerke/its-bb/"),
        ("Wie heißt der Förderkontakt in Rheinland-Pfalz?", "/organisationen/isb/"),
        ("Was war 2018?", "/veranstaltungen/umsetzbar/"),
        ("Netzwerktreffen", "/veranstaltungen/vier-cluster-ein-thema/"),
        ("Unterschied Netzwerk Cluster", "/themen/cluster-und-cross-cluster/"),
        ("Unterschied GRW und PfI", "/themen/grw-pfi-efre/"),
        ("Was ist ein Innovationsnetzwerk", "/themen/cluster-und-cross-cluster/"),
    ],
)
def test_question_finds_what_it_asks_for(text, wanted):
    assert wanted in [hit.url for hit in search(text).page(0, 5)]


def test_vowel_is_no_slip_for_a_consonant():
    assert search("Netzwerke für Frauen").trades == []  # no „Fräsen“


@pytest.mark.parametrize("text", ["Bauantrag", "Schonfrist", "Elterngeld"])
def test_other_words_with_these_ends_ask_for_nothing(text):
    assert search(text).total == 0
