"""What people type finds what they mean: one list of queries over the real directory, the same on every database.

`answers.tsv` holds the first five hits of every query. Both databases must give exactly these. After a change of
the directory or of the ranking, run this with UPDATE_ANSWERS=1 and look at what `git diff` shows.
"""

import os
from pathlib import Path

import pytest

from search.query import search

HERE = Path(__file__).parent
ANSWERS = HERE / "answers.tsv"
pytestmark = pytest.mark.django_db


def queries() -> list[tuple[str, list[str]]]:
    lines = (HERE / "queries.tsv").read_text().splitlines()
    rows = [line.partition("\t") for line in lines if line and not line.startswith("#")]
    return [(query, [title for title in titles.split(";") if title]) for query, _, titles in rows]


@pytest.fixture
def answers(directory) -> dict[str, list[str]]:
    return {query: [entry.title for entry in search(query).page(0, 5)] for query, _ in queries()}


def test_the_right_entry_comes_first(answers):
    wrong = {
        query: answers[query][:3]
        for query, wanted in queries()
        if wanted and not (answers[query] and any(title in answers[query][0] for title in wanted))
    }

    assert wrong == {}


def test_what_the_directory_does_not_have_finds_nothing(answers):
    assert {query: answers[query] for query, wanted in queries() if not wanted and answers[query]} == {}


def test_both_databases_give_the_same_answers_in_the_same_order(answers):
    found = "".join("\t".join([query, *titles]) + "\n" for query, titles in answers.items())
    if os.environ.get("UPDATE_ANSWERS"):
        ANSWERS.write_text(found)

    assert found == ANSWERS.read_text()
