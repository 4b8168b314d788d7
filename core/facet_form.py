"""A facet selection as a list page shows it: the form, the chips, the relaxations, the addresses."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import quote_plus

from django.http import QueryDict

from core.facets import FacetIndex, Selection
from core.filters import SORT, RecordFilterSet, Sort, Unknown, Values, clean_text, sort_of, understand, unknown_sort
from core.options import Offered
from core.words import Words, _, language

SHOWN = 8
OPEN_FACETS = 3
# A list has seven addresses of the same few words; to encode them each time took a thirtieth of it.
quoted = lru_cache(maxsize=4096)(quote_plus)


@dataclass(frozen=True)
class Offer:
    """How many options a facet offers, those that are shown at once and the rest, with their hits."""

    total: int
    shown: list[Offered]
    more: list[Offered]


@dataclass
class FacetView:
    """One facet of the form, for components/facets.html."""

    param: str
    label: str
    chosen: list[str]
    is_open: bool
    offer: Offer | None  # until it is printed
    is_partial: bool = False  # there are more options than the form offers
    printed: str = ""

    def options(self, macro: Callable[["FacetView", Offer], str]) -> str:
        """What a macro makes of the offer. Kept in place of it: to print the hundred options of a list takes 0.8 ms."""
        if offer := self.offer:
            self.printed = macro(self, offer)
            self.offer = None  # last, because other threads print it as well
        return self.printed


@dataclass(frozen=True)
class Chip:
    facet: Words
    label: str
    url: str


@dataclass(frozen=True)
class Relaxation:
    """„Ohne ‚Status: aktiv‘: 4“."""

    label: str
    count: int
    url: str


class ListQuery:
    """The query string of a faceted list: text, facets, sort and page. What means nothing is in `unknown`."""

    def __init__(self, path: str, query: QueryDict, index: FacetIndex, sorts: dict[str, Sort], within=None):
        self.path, self.index = path, index
        self.text = clean_text(query.get("q", ""))
        asked = {param: Values().clean(query.getlist(param)) for param in index.specs if param in query}
        answer = understand({param: index.specs[param] for param in asked}, asked, index.by_value)
        self.chosen, self._looked_up = answer.chosen, answer.options
        self.unknown: list[Unknown] = answer.unknown + unknown_sort(query, sorts)
        self.sorts, self.sort = self._offered(sorts, sort_of(query, sorts))
        self.steps = sorts[self.sort].steps if self.sort else ""
        self.filter_view = query.get("ansicht") == "filter"
        bits = index.bits_of(within(self.text)) if self.text and within else None
        self.selection: Selection = index.select(self.chosen, bits)
        self.shown = self.selection  # what pages are made of, where that is less than what is found

    @classmethod
    def by(cls, filterset: type[RecordFilterSet], path: str, query: QueryDict, index: FacetIndex) -> "ListQuery":
        """A list whose text and orders a declaration names."""
        return cls(path, query, index, filterset.sorts, within=filterset.matching)

    def _offered(self, sorts: dict[str, Sort], asked: str) -> tuple[dict[str, Words], str]:
        """The labels of the orders that differ here, and the one asked for."""
        stepless = [key for key, sort in sorts.items() if sort.otherwise and not self.chosen.get(sort.steps)]
        same = {key: sorts[key].otherwise for key in stepless}
        labels = {key: sorts[same.get(key, key)].label for key, sort in sorts.items() if key not in same.values()}
        return labels, next((key for key, other in same.items() if other == asked), asked)

    def keys(self, start: int, size: int) -> list[int]:
        """Primary keys from a place on that counts from 0, in the order asked for."""
        return self.shown.page(start, size, self.sort, self.steps)

    def label_of(self, param: str, value: str) -> str:
        return str((self._looked_up[param].get(value) or self.index.by_value[param][value]).label)

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen or self.text)

    @property
    def is_plain(self) -> bool:
        """Neither filtered nor sorted otherwise: the list that search engines may index."""
        return not self.is_filtered and self.sort == next(iter(self.sorts), "") and not self.filter_view

    @property
    def chosen_count(self) -> int:
        return sum(len(values) for values in self.chosen.values()) + bool(self.text)

    def url(
        self, *, chosen: dict | None = None, text: str | None = None, page: int | None = None, view: str = ""
    ) -> str:
        """An address of this list: parameters in fixed order, never empty."""
        if chosen is None and text is None:
            query = self._query
        else:
            query = self._encoded(self.chosen if chosen is None else chosen, self.text if text is None else text)
        if page and page > 1:
            query += f"&seite={page}"
        if view:
            query += f"&ansicht={view}"
        return f"{self.path}?{query.lstrip('&')}" if query else self.path

    @cached_property
    def _query(self) -> str:
        return self._encoded(self.chosen, self.text)

    def _encoded(self, chosen: dict, text: str) -> str:
        pairs = [("q", text)] if text else []
        pairs += [(param, value) for param in self.index.specs for value in chosen.get(param, ())]
        if self.sort != next(iter(self.sorts), ""):
            pairs.append((SORT, self.sort))
        return "&".join([f"{quoted(param)}={quoted(value)}" for param, value in pairs])

    @property
    def filter_view_url(self) -> str:
        return self.url(view="filter")

    def page_links(self, numbers: Iterable[int | None]) -> list[tuple[int | None, str]]:
        return [(number, self.url(page=number) if number else "") for number in numbers]

    def facets(self) -> list[FacetView]:
        """The facets that have something to choose, in order. Kept for each choice, because readers page through a list
        and change one facet at a time."""
        choice = tuple((param, *values) for param, values in self.chosen.items())
        key = (language(), choice, self.selection.within if self.text else None)
        if (views := self.index.kept.get(key)) is None:
            views = self._facets()
            self.index.kept.put(key, views)
        return views

    def _facets(self) -> list[FacetView]:
        views: list[FacetView] = []
        for param, spec in self.index.specs.items():
            chosen, known = self.chosen.get(param, []), len(self.index.by_value[param])
            offered = self.selection.offered(param)
            if len(offered) < 2 and not chosen and known > 1 or not offered:
                continue
            if not spec.hierarchical:
                offered.sort(key=lambda one: -one.hits)
            offer = Offer(len(offered), *_split(offered, chosen))
            is_open, is_partial = bool(chosen) or len(views) < OPEN_FACETS, spec.wide and known > offer.total
            views.append(FacetView(param, str(spec.label), chosen, is_open, offer, is_partial))
        return views

    @cached_property
    def chips(self) -> list[Chip]:
        """What is chosen, each with the address without it."""
        chips = [Chip(_("Text"), f"„{self.text}“", self.url(text=""))] if self.text else []
        for param, values in self.chosen.items():
            for value in values:
                label = self.label_of(param, value)
                rest = self.chosen | {param: [other for other in values if other != value]}
                chips.append(Chip(self.index.specs[param].label, label, self.url(chosen=rest)))
        return chips

    @property
    def clear_url(self) -> str:
        return self.url(chosen={})

    def relaxations(self) -> list[Relaxation]:
        """Ways to more hits: with what lies above a chosen value, then up to three without one facet, or the text."""
        wider: list[Relaxation] = []
        without: list[Relaxation] = []
        for param, values in self.chosen.items():
            above = self.index.above.get(param, {})
            if (larger := list(dict.fromkeys(above.get(value) or value for value in values))) != values:
                label, chosen = _("Mit „{label}: {names}“"), self.chosen | {param: larger}
                count = self.index.select(chosen, self.selection.within).count()
                wider.append(Relaxation(self._named(label, param, larger), count, self.url(chosen=chosen)))
            label, chosen = _("Ohne „{label}: {names}“"), self.chosen | {param: []}
            count = self.selection.without(param)
            without.append(Relaxation(self._named(label, param, values), count, self.url(chosen=chosen)))
        if self.text and self.chosen:
            count = self.index.select(self.chosen).count()
            without.append(Relaxation(_("Ohne „{text}“").format(text=self.text), count, self.url(text="")))
        best = sorted(without, key=lambda relaxation: -relaxation.count)[:3]
        return [relaxation for relaxation in [*wider, *best] if relaxation.count]

    def _named(self, label: str, param: str, values: list[str]) -> str:
        names = _(" oder ").join(self.label_of(param, value) for value in values)
        return label.format(label=self.index.specs[param].label, names=names)


def _split(offered: list[Offered], chosen: list[str]) -> tuple[list[Offered], list[Offered]]:
    """What is shown at once, chosen ones always, and the rest."""
    if len(offered) <= SHOWN + 1:
        return offered, []
    first: list[Offered] = []
    rest: list[Offered] = []
    for number, row in enumerate(offered):
        (first if number < SHOWN or row.option.value in chosen else rest).append(row)
    return first, rest
