"""Work in slices: SQLite has one writer at a time, so nobody writes for long at once."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


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
