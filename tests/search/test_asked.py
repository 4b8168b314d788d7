"""Questions of people who do not know the rules of the search: trades, places, persons, addresses, funding."""

from pathlib import Path

import pytest

from search.query import search

HERE = Path(__file__).parent
pytestmark = pytest.mark.django_db


def questions(name: str) -> list[list[list[str]]]:
    lines = (HERE / name).read_text().splitlines()
    rows = [f"{line}\t\t".split("\t")[:3] for line in lines if line and not line.startswith("#")]
    return [[cell.split(";") if cell else [] for cell in row] for row in rows]


@pytest.mark.parametrize(
    "name",
    [
        f"{kind}{sample}.tsv"
        for sample in ("", "_second", "_third", "_fourth")
        for kind in ("trades", "places", "questions")
    ],
)
def test_answer_is_among_the_first_five(name, directory):
    wrong = {}
    for (query,), wanted, never in questions(name):
        found = search(query)
        hits = found.page(0, 5)
        names = {name for hit in hits for name in (hit.title, hit.url)} | {"teilweise" for _ in found.dropped}
        first = {name for hit in hits[:1] for name in (hit.title, hit.url)}
        if wanted or never:
            good = (not wanted or names & set(wanted)) and not first & set(never)
        else:
            good = not hits
        if not good:
            wrong[query] = [hit.title for hit in hits]

    assert wrong == {}
