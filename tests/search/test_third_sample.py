"""Kinds of questions that the third sample showed, asked in all their forms."""

from functools import reduce
from operator import or_

import pytest

from directory.facets import network_index
from regions.enums import RegionKind
from regions.tree import RegionTree
from search.query import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def first(text: str, count: int = 5) -> list[str]:
    return [hit.url for hit in search(text).page(0, count)]


@pytest.mark.once
def test_every_kreis_by_name_shows_what_a_village_there_shows():
    """As many networks as the line above the results counts."""
    index = network_index()
    kreise = [region for region in RegionTree.current().regions.values() if region.kind == RegionKind.DISTRICT]
    wrong = []
    for kreis in kreise:
        found, steps = search(kreis.name), reduce(or_, index.steps("region", [kreis.slug]))
        shown = found.counts.get("netzwerk", 0)
        if found.understood.place != kreis.slug or shown < (steps & index.listed).bit_count():
            wrong.append((kreis.name, found.understood.place, shown))

    assert len(kreise) > 300
    assert wrong == []
