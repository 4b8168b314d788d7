"""Texts of the portal that deal with an entry or a region, for its page: whoever keeps them is above and registers at
start."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db.models import Model

MOST = 10  # texts on the page of a region or a field, which may have hundreds


class Told(NamedTuple):
    """A text. `kind`: what it is, in words."""

    url: str
    title: str
    kind: str


_tell: list[Callable[[type[Model], Iterable[int]], tuple[Told, ...]]] = []


def register(tell: Callable[[type[Model], Iterable[int]], tuple[Told, ...]]) -> None:
    _tell[:] = [tell]


def told(model: type[Model], pks: Iterable[int]) -> tuple[Told, ...]:
    """Each text once, those about the first of these entries first."""
    return _tell[0](model, pks) if _tell else ()


def told_here(model: type[Model], pks: Iterable[int], all_url: str) -> dict[str, Any]:
    """For the page of a region or a field: the first of them, and where all are if there are more."""
    found = told(model, pks)
    return {"told": found[:MOST], "told_url": all_url if len(found) > MOST else ""}
