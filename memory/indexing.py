"""Indexes made from the declarations of filters (`core.filters`).

What is big keeps its parts (`Parts`): an edit builds anew only what it changed. Other kinds are built as a whole.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from django.db.models import QuerySet

from core.facet_data import FacetData, Rows, TermRow
from core.facets import FacetIndex
from core.filters import FacetFilter, LinkedFacet, RecordFilterSet, Sort
from memory.kept import remembered
from memory.listing import Listing
from packed.bits import direct_bits
from packed.ranks import Ranking

Linked = Mapping[Any, list[int]]


def kept_facets(filterset: type[RecordFilterSet]) -> dict[str, LinkedFacet]:
    """The facets that an index holds in memory."""
    return {param: one for param, one in filterset.facets().items() if one.is_kept}


def whole_index(
    filterset: type[RecordFilterSet],
    columns: tuple[str, ...] = (),
    order: Callable[[Any], tuple] | None = None,
    linked: Mapping[str, Callable[[Rows], Linked]] | None = None,
    with_more: Callable[[QuerySet], QuerySet] = lambda records: records,
) -> FacetIndex:
    """An index of one kind, in dictionary order or another.

    `order`: sorts rows that have `pk`, `sort_name` and `columns`. `linked`: positions by value of facets
    that are computed, by parameter. `with_more`: adds columns that the database computes.
    """
    linked = linked or {}
    facets = kept_facets(filterset)
    own = {one.column for param, one in facets.items() if isinstance(one, LinkedFacet) and param not in linked}
    names = list(dict.fromkeys(["pk", "sort_name", *columns, *sorted(own - {""})]))
    found = with_more(filterset.public()).order_by().values_list(*names, named=True)
    rows = Rows(sorted(found, key=order or (lambda row: (row.sort_name, row.pk))))

    def positions(param: str, facet: FacetFilter) -> Linked:
        if param in linked:
            return linked[param](rows)
        return rows.by(facet.column) if facet.column else rows.linked(facet.pairs())

    linked_to = {param: positions(param, facet) for param, facet in facets.items()}
    made = {param: facet.facet(linked_to[param], remembered) for param, facet in facets.items()}
    direct = {param: direct_bits(linked_to[param]) for param in stepped(filterset)}
    usual, *others = filterset.sorts.items()
    orders = {key: _order(filterset, sort, rows) for key, sort in others if sort.by != usual[1].by}
    pks = array("q", rows.position)
    data = FacetData.of(pks, made, orders, filterset.public, direct, rows.position)
    return FacetIndex(filterset.base_filters, data)


def stepped(filterset: type[RecordFilterSet]) -> set[str]:
    """The facets that find in steps."""
    return {param for param, one in filterset.facets().items() if one.has_steps}


def _order(filterset: type[RecordFilterSet], sort: Sort, rows: Rows) -> Ranking:
    """Another order than the usual one, as the database sorts."""
    sorted_ = filterset.public().order_by(*sort.expressions, "pk").values_list("pk", flat=True)
    return Ranking([rows.position[pk] for pk in sorted_ if pk in rows.position])


class Parts:
    """The facets of a kind over its listing, each remembered by itself.

    `linked`: positions by value of facets that are computed or share what they read;
    `rows`: terms that something else holds in memory already. `daily`: the facets that depend on today.
    """

    def __init__(
        self,
        filterset: type[RecordFilterSet],
        listing: Listing,
        linked: Mapping[str, Callable[[], Linked]],
        rows: Mapping[str, Callable[[], Iterable[TermRow]]] | None = None,
        daily: tuple[str, ...] = (),
    ):
        self.filterset, self.listing = filterset, listing
        self.linked, self.rows, self.daily = linked, rows or {}, daily
        self._builders = {param: partial(self._facet, param) for param in kept_facets(filterset)}
        self._direct_of = {param: partial(self._direct, param) for param in stepped(filterset)}

    def data(self, orders: dict[str, Ranking] | None = None) -> FacetData:
        facets = {
            param: remembered(f"{self.listing.kind}: {param} facet", build, daily=param in self.daily)
            for param, build in self._builders.items()
        }
        position = self.listing.position()
        direct = {
            param: remembered(f"{self.listing.kind}: {param} direct", build) for param, build in self._direct_of.items()
        }
        return FacetData.of(array("q", position), facets, orders, self.filterset.public, direct, position)

    def _direct(self, param: str) -> dict[Any, int]:
        return direct_bits(self._linked(param))

    def _linked(self, param: str) -> Linked:
        facet = self.filterset.base_filters[param]
        if param in self.linked:
            return self.linked[param]()
        return self.listing.by_column(facet.column) if facet.column else self.listing.linked(facet.pairs())

    def _facet(self, param: str) -> tuple:
        facet, linked = self.filterset.base_filters[param], self._linked(param)
        made = facet.of(self.rows[param](), linked) if param in self.rows else facet.facet(linked, remembered)
        return made if facet.wide else self.listing.packed(made)
