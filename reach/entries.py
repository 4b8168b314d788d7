"""How sure every kind of entry is and since when, and which of them nobody has confirmed for a long time.

What networks have besides, an end by their fundings and what sources state of it, is known in memory (`reach.listed`);
of all other kinds it is the rule of `pages.alive` alone.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from core.kinds import Kind, kind_of
from core.prepared import ask
from memory.kept import remembered
from networks.enums import UNCONFIRMED
from networks.models import Event, Network
from networks.models.activity import WHOLES
from pages.alive import MENTIONED, Alive, alive_of, said_in
from pages.records import public_sources
from publishing.models import Citation, Record
from reach.listed import LISTING, regions_of, states


class Line(NamedTuple):
    """An entry that nobody has confirmed for a long time. `regions`: where it works."""

    url: str
    name: str
    alive: Alive
    regions: tuple[int, ...]


def alive_now(record: Record) -> Alive:
    """What pages say of a public record; one query, none for a network."""
    if isinstance(record, Network):
        place = LISTING.position().get(record.pk)
        if place is not None:
            return states()[place]
    cited = ask(
        ("alive", type(record)), record.pk, lambda pk: _citations(type(record)).filter(object_id=pk).order_by("pk")
    )
    return alive_of(record, said_in(cited, public_sources()))


def unconfirmed(kind: Kind) -> list[Line]:
    """Those of a kind, the oldest first; those without any date come before them."""
    model: type[Record] = kind.model
    return remembered(f"unconfirmed: {kind.key}", _builder(model), daily=True)


@cache
def _builder(model: type[Record]) -> Callable[[], list[Line]]:
    return _networks if model is Network else partial(_records, kind_of(model))


def _networks() -> list[Line]:
    regions = regions_of()
    rows = zip(LISTING.rows().rows, states(), strict=True)
    return _in_order(
        Line(Network.address_of(row.slug), row.name, alive, regions.get(row.pk, ()))
        for row, alive in rows
        if alive.state in UNCONFIRMED
    )


def _records(kind: Kind) -> list[Line]:
    public = kind.model.objects.published()
    rows = public.select_related(*WHOLES) if kind.model is Event else public
    cited, regions, sources = defaultdict(list), defaultdict(list), public_sources()
    for row in _citations(kind.model).only("object_id", "field", "source", "as_of", "as_of_wording").order_by("pk"):
        cited[row.object_id].append(row)
    for pk, region in public.exclude(**{kind.found.place: None}).order_by().values_list("pk", kind.found.place):
        regions[pk].append(region)
    return _in_order(
        Line(record.get_absolute_url(), str(record), alive, tuple(regions[record.pk]))
        for record in rows.order_by("sort_name", "pk")
        if not record.is_over
        if (alive := alive_of(record, said_in(cited[record.pk], sources))).state == MENTIONED
    )


def _in_order(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.alive.date or date.min)


def _citations(model: type[Record]) -> QuerySet:
    return Citation.objects.filter(content_type=ContentType.objects.get_for_model(model))
