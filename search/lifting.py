"""Who asks for somebody or for money finds one among the first hits, also where much else has the words better."""

from collections.abc import Iterable

from search.engine import bits
from search.engine.rank import Ranking

LIFTED = ("ansprechperson", "programm")
FIRST_HITS = 5
FEW = 2  # that are lifted, behind the very best of all


def lifted(ranking: Ranking, kinds: dict[str, int], wanted: Iterable[str]) -> Ranking:
    """The ranking with the best of each kind that is asked for among the first five, if any fits at all."""
    for kind in LIFTED:
        if kind not in wanted or not (within := ranking.matching & kinds[kind]):
            continue
        first = ranking.best(FIRST_HITS)
        if any(within >> entry & 1 for _, entry in first):
            continue
        goal = first[-FEW][0] + 1
        raised = [(goal - score, 1 << entry) for score, entry in ranking.best(FEW, within)]
        ranking = Ranking(ranking.matching, bits.add(ranking.planes, bits.best_of(raised, within)))
    return ranking
