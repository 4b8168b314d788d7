"""Texts of the portal that deal with an entry, for its page: whoever keeps them is above and registers at start."""

from collections.abc import Callable
from typing import NamedTuple

from publishing.models import Record


class Told(NamedTuple):
    """A text. `kind`: what it is, in words."""

    url: str
    title: str
    kind: str


_tell: list[Callable[[Record], tuple[Told, ...]]] = []


def register(tell: Callable[[Record], tuple[Told, ...]]) -> None:
    _tell[:] = [tell]


def told(record: Record) -> tuple[Told, ...]:
    return _tell[0](record) if _tell else ()
