"""Questions about many records at once, compiled for a few numbers of records only."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator

from django.db import models

from core.prepared import ask_many

SIZES = (1, 5, 20, 50, 100, 500)  # of batches; fewer keys are filled up, as each number has a query of its own
MOST = SIZES[-1]

Build = Callable[[list[int]], models.QuerySet]


def ask(key: Hashable, pks: list[int], build: Build) -> list[tuple]:
    """Rows about at most `MOST` records."""
    if not pks:
        return []
    return ask_many(("document", key), _filled_up(pks), build)


def _filled_up(pks: list[int]) -> list[int]:
    size = SIZES[bisect_left(SIZES, len(pks))]
    return pks + pks[:1] * (size - len(pks))


def batches(pks: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(pks), MOST):
        yield pks[start : start + MOST]
