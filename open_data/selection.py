"""Which records a query string selects, in which order: for machines exactly those that the list shows to people.

    selection = select("netzwerke", request.GET)     # KeyError for what has no list
    selection.count, selection.unknown               # how many; what was asked and not understood
    selection.keys(40, 20)                           # 20 keys from a place on
    selection.position(pk)                           # of a key in it, to read on behind it; None if it is not in it
    for keys in selection.batches(500): …            # all of them, of any number

Parts that a page folds under their networks are records like others: a selection has as many as the page counts.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.http import QueryDict

from contacts.facets import contact_index
from contacts.filters import PersonFilter
from core.facet_data import FacetData
from core.facet_form import ListQuery
from core.facets import FacetIndex
from core.filters import SORT, RecordFilterSet, Sort, Unknown
from core.kinds import Kind, kind_of
from core.text import sort_key
from core.text_search import matching
from core.words import _
from directory.activity_facets import event_index, place_index, project_index
from directory.facets import network_index
from directory.filters import DirectoryFilter
from directory.organisation_facets import organisation_index
from memory.indexing import whole_index
from memory.kept import remembered
from networks.activity_filters import EventFilter, PlaceFilter, ProjectFilter
from networks.filters import FieldFilter, MarketFilter, OrganisationFilter
from networks.models import Branch, Brand
from pages.filters import SourceFilter
from pictures.filters import PictureFilter
from programmes.facets import offer_index, programme_index
from programmes.filters import OfferFilter, ProgrammeFilter
from regions.models import Region
from regions.place_field import PARAM as PLACE
from regions.resolve import resolve

Index = Callable[[], FacetIndex]
NEAR = "region"
OF_PAGES = ("seite", "ansicht")  # which page it is and how it looks: both mean nothing to machines


@dataclass(frozen=True)
class PublicList:
    """The list of a kind at its address, and what can be asked of it."""

    name: str
    model: type[Any]
    filters: type[RecordFilterSet] | None
    index: Index

    @property
    def kind(self) -> Kind:
        return kind_of(self.model)

    @property
    def path(self) -> str:
        return f"/{self.name}/"

    @property
    def params(self) -> list[str]:
        """What the list can be asked for."""
        own = [*self.filters.base_filters] if self.filters else ["q"] if self.matching else []
        return [*own, *([PLACE] if NEAR in own else []), *([SORT] if self.sorts else [])]

    @property
    def sorts(self) -> dict[str, Sort]:
        return self.filters.sorts if self.filters else {}

    @property
    def matching(self) -> Callable[[str], Iterable[int]] | None:
        """What a text finds; nothing can be looked for by words of what the search does not know."""
        if self.filters:
            return self.filters.matching
        return partial(matching, self.model) if self.kind.key else None


class Selection:
    """The records of a list that a query string selects. `listing`: as the page reads it."""

    def __init__(self, of: PublicList, query: QueryDict, besides: Collection[str] | None = None):
        self.of, self.index = of, of.index()
        known = None if besides is None else {*of.params, *OF_PAGES, *besides}
        wrong = [Unknown.of(_("Parameter"), name) for name in query if known and name not in known]
        query, not_found = _with_place(query, self.index)
        self.listing = ListQuery(of.path, query, self.index, of.sorts, within=of.matching)
        self.unknown: list[Unknown] = [*wrong, *self.listing.unknown, *not_found]
        if self.listing.text and not of.matching:
            self.unknown.append(Unknown.of(_("Suche"), self.listing.text))

    @property
    def count(self) -> int:
        return self.listing.selection.count()

    def keys(self, start: int = 0, size: int | None = None) -> list[int]:
        return self.listing.keys(start, self.count if size is None else size)

    def batches(self, size: int) -> Iterator[list[int]]:
        for start in range(0, len(self._all), size):
            yield self._all[start : start + size]

    def position(self, pk: int) -> int | None:
        """Reads all of them: for one who comes with a key, not for every page."""
        return self._positions.get(pk)

    @cached_property
    def _all(self) -> list[int]:
        return self.keys()

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {pk: position for position, pk in enumerate(self._all)}


def select(name: str, query: QueryDict, besides: Collection[str] | None = None) -> Selection:
    """`besides`: the parameters that may be asked with those of the page; where they are given, others are unknown,
    since a name that nobody knows would find more than was meant."""
    return Selection(LISTS[name], query, besides)


def _with_place(query: QueryDict, index: FacetIndex) -> tuple[QueryDict, list[Unknown]]:
    """A place in words chosen as the page chooses it, which leads on to the list of its region."""
    text = query.get(PLACE, "") if NEAR in index.specs else ""
    if not text:
        return query, []
    answer = resolve(text)
    if not answer.region:
        return query, [Unknown.of(_("Ort"), text)]
    query = query.copy()
    query.appendlist(NEAR, answer.region.slug)
    return query, []


def _filtered(filters: type[RecordFilterSet], index: Index | None = None) -> PublicList:
    name = filters._meta.model.url_prefix
    index = index or partial(remembered, f"list: {name}", partial(whole_index, filters))
    return PublicList(name, filters._meta.model, filters, index)


def add_list(filters: type[RecordFilterSet], index: Index | None = None) -> None:
    """The list of a kind of a package above, at start."""
    one = _filtered(filters, index)
    LISTS[one.name] = one


def _plain(name: str, model: type[Any], order: Callable[[Any], tuple]) -> PublicList:
    """Of terms that are no records and of which nothing can be asked but a text."""

    def index() -> FacetIndex:
        rows = sorted(kind_of(model).visible(), key=order)
        return FacetIndex({}, FacetData([row.pk for row in rows], {}, {}))

    return PublicList(name, model, None, partial(remembered, f"list: {name}", index))


LISTS: dict[str, PublicList] = {
    one.name: one
    for one in (
        _filtered(DirectoryFilter, network_index),
        _filtered(OrganisationFilter, organisation_index),
        _filtered(ProgrammeFilter, programme_index),
        _filtered(OfferFilter, offer_index),
        _filtered(EventFilter, event_index),
        _filtered(PlaceFilter, place_index),
        _filtered(ProjectFilter, project_index),
        _filtered(PersonFilter, contact_index),
        _filtered(FieldFilter),
        _filtered(MarketFilter),
        _filtered(SourceFilter),
        _filtered(PictureFilter),
        _plain("regionen", Region, lambda one: (sort_key(one.sort_name), one.pk)),
        _plain("branchen", Branch, lambda one: (one.edition, one.code)),
        _plain("dachmarken", Brand, lambda one: (sort_key(one.name), one.pk)),
    )
}
