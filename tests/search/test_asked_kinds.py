"""People and programmes stand among the first five where the question is about them, if any fit."""

from pathlib import Path

import pytest

from contacts.models import Person, Responsibility
from networks.models import Network
from programmes.models import Programme
from search.intent import wanted_kinds
from search.lifting import FIRST_HITS, LIFTED
from search.query import find, search
from tests.factories import make
from tests.search.test_queries import queries

QUESTIONS = Path(__file__).with_name("asked_kinds.tsv")
pytestmark = pytest.mark.django_db


@pytest.fixture
def networks():
    """Twenty that have the word in their names, which counts for more than anything else."""
    for number in range(20):
        make(Network, name=f"Laternenbund {number} Laternen", summary="Laternen")


def first(text: str) -> list[str]:
    return [hit.title for hit in find(text, FIRST_HITS)]


def questions() -> list[tuple[str, list[str]]]:
    lines = [line.split("\t") for line in QUESTIONS.read_text().splitlines() if not line.startswith("#")]
    return [(query, titles.split(";")) for query, titles in lines]


def test_questions_find_people_and_programmes_among_the_first(directory):
    found = {query: (set(wanted) - set(first(query)), first(query)) for query, wanted in questions()}

    assert len(found) >= 30
    assert {query: titles for query, (missing, titles) in found.items() if missing} == {}


def test_of_what_is_asked_for_one_is_among_the_first_whenever_any_fits(directory):
    buried = []
    for query in [query for query, _ in (*queries(), *questions())]:
        found = search(query)
        top = {hit.kind for hit in found.page(0, FIRST_HITS)}
        asked = wanted_kinds(found.understood.words) & set(LIFTED) & set(found.counts)
        buried += [(query, kind) for kind in asked if kind not in top]

    assert buried == []


@pytest.mark.parametrize("text", ["Ansprechpartner Laternen", "Telefon Laternen", "wer macht Laternen"])
def test_person_is_not_buried_below_twenty_networks(networks, text):
    person = make(Person, family_name="Docht", note="Kennt Laternen.")
    make(Responsibility, person=person)

    assert "Erika Docht" in first(text) and "Erika Docht" not in first("Laternen")


@pytest.mark.parametrize("text", ["Förderung Laternen", "Zuschuss für Laternen"])
def test_programme_is_not_buried_below_twenty_networks(networks, text):
    make(Network, name="Laternen Laternen", summary="Förderung und Zuschuss für Laternen")
    for _ in range(20):
        make(Network, name="Förderung Zuschuss Laternen")
    make(Programme, name="Dochtmittel", note="Auch für Laternen.")

    assert "Dochtmittel" in first(text) and "Dochtmittel" not in first("Laternen")


def test_best_of_all_stays_before_those_that_are_lifted(networks):
    make(Network, name="Laternen")
    person = make(Person, family_name="Docht", note="Kennt Laternen.")
    make(Responsibility, person=person)

    assert first("Telefon Laternen")[:2] == ["Laternen", "Erika Docht"]
