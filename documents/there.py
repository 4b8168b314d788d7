"""Which records have rows of a relation at all: most relations of most records are empty, and nobody asks for nothing.

Kept in memory as a bit for each record, 6 kB a relation for 50,000; read again when the table of the relation changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any, Protocol

from django.db import models

from memory.kept import remembered


class Relation(Protocol):
    """A relation of a kind of record. `owners`: the keys of the records that have rows, each as often as it likes."""

    def owners(self) -> models.QuerySet: ...


def there(model: type[models.Model], relations: Mapping[str, Relation]) -> dict[str, bytes]:
    """Name → bits, for `has_any`."""
    return remembered(f"documents: relations of {model.__name__}", _builder(model, *relations.items()))


def has_any(bits: bytes, pks: Iterable[int]) -> bool:
    """Whether one of some records has its bit."""
    most = len(bits)
    return any(pk >> 3 < most and bits[pk >> 3] >> (pk & 7) & 1 for pk in pks)


@cache
def _builder(model: type[models.Model], *relations: tuple[str, Any]) -> partial:
    return partial(_all, model, relations)


def _all(model: type[models.Model], relations: Sequence[tuple[str, Any]]) -> dict[str, bytes]:
    return {name: remembered(f"documents: {model.__name__}.{name}", _of(relation)) for name, relation in relations}


@cache
def _of(relation: Any) -> partial:
    return partial(_bits, relation)


def _bits(relation: Relation) -> bytes:
    found = bytearray()
    for (pk,) in relation.owners().order_by().distinct().iterator():
        place = pk >> 3
        if place >= len(found):
            found.extend(bytes(place + 1 - len(found)))
        found[place] |= 1 << (pk & 7)
    return bytes(found)
