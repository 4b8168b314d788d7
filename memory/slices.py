"""Work in slices: SQLite has one writer at a time, so nobody writes for long at once."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
# Who waits for SQLite asks again after a tenth of a second at most, and finds it taken where nobody leaves a gap.
PAUSE = 0.12


def give_way() -> None:
    """Between two transactions: lets those write who wait. PostgreSQL keeps them in a queue by itself."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(PAUSE)


def slices(items: Iterable[T], most: int, weight: Callable[[T], int], heaviest: int) -> Iterator[list[T]]:
    """The items in order, at most `most` at a time, and no more of them than weigh `heaviest`, but one at least."""
    found: list[T] = []
    weighs = 0
    for item in items:
        own = weight(item)
        if found and (len(found) == most or weighs + own > heaviest):
            yield found
            found, weighs = [], 0
        found.append(item)
        weighs += own
    if found:
        yield found
