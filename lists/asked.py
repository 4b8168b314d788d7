"""What an address asks of a list: which entries, in which order, which columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from accounts.requests import EditorRequest
from core.filters import NONE, FacetFilter, RecordFilterSet, sort_of
from core.options import Option
from desk.admin.filters import desk_filter
from directory.filters import DirectoryFilter
from lists.columns import AnyColumn, all_columns, chosen
from lists.given import usual_columns
from networks.models import Network
from publishing.models import Record
from tables.columns import KINDS

MAX_IDS = 1_000
ALL, PROFILE = "alle", "steckbrief"
# What says how a list of the admin is shown.
_OF_THE_LIST = {"o", "p", "all", "e", "_facets", "_changelist_filters"}
_OWN = {"q", "ids", "umfang", "zeilen", "spalte", "sortierung", "format", "seite"}
# Where visitors can ask more than the admin does.
_PUBLIC: Mapping[type[Record], type[RecordFilterSet]] = {Network: DirectoryFilter}
# What a form shows; the others stay in the address.
_SHOWN: Mapping[type[Record], tuple[str, ...]] = {
    Network: ("region", "feld", "typ", "status", "programm", "kontakt"),
}


@dataclass(frozen=True)
class Select:
    """A filter of the form."""

    param: str
    label: str
    options: list[Option]
    chosen: list[str]


class Asked:
    """`only_public`: what visitors find with the same filters, in their order; else all of it, whatever its state."""

    def __init__(self, request: EditorRequest, label: str):
        if (kind := KINDS.get(label)) is None:
            raise Http404("Von dieser Art von Eintrag gibt es keine Liste.")
        self.request, self.kind, self.data = request, kind, request.GET
        self.admin: Any = admin.site.get_model_admin(kind.model)
        self.has_ids = "ids" in self.data
        self.only_public = self.data.get("umfang") != ALL
        self.is_split = self.data.get("zeilen") == "einzeln"

    @cached_property
    def answer(self) -> RecordFilterSet:
        """The filters understood. One that nobody understands is refused: without it the table would hold more than
        was asked for."""
        kind, admin_rows = self.kind, self.admin.get_queryset(self.request)
        filterset = _PUBLIC.get(kind.model, self.admin.filterset)
        if self.only_public:
            admin_rows = admin_rows.filter(pk__in=self._public())
        params = {param: values for param, values in self.data.lists() if param not in _OWN | _OF_THE_LIST}
        order = {"sortierung": self.data["sortierung"]} if "sortierung" in self.data else {}
        answer = desk_filter(filterset)({**params, **order}, admin_rows, request=self.request)
        answer.hides = self.only_public
        if answer.unknown or params.keys() - answer.filters.keys():
            raise Http404("Diesen Filter gibt es nicht.")
        return answer

    @cached_property
    def pks(self) -> list[int]:
        """Of the entries, in order."""
        if self.has_ids:
            given = self.data["ids"].split(",")[:MAX_IDS]
            pks = [int(pk) for pk in given if pk.isdecimal() and len(pk) < 16]
            rows = self.kind.model._base_manager.filter(pk__in=pks).order_by("sort_name", "pk")
            rows = rows.filter(pk__in=self._public()) if self.only_public else rows
        else:
            rows, _ = self.admin.get_search_results(self.request, self.answer.qs, self.data.get("q", ""))
        return list(rows.values_list("pk", flat=True))

    def _public(self) -> QuerySet:
        return self.kind.model._default_manager.with_page().order_by().values("pk")

    @cached_property
    def columns(self) -> list[AnyColumn]:
        usual = all_columns(self.kind) if self.data.get("format") == PROFILE else usual_columns(self.kind)
        found = chosen(self.kind, self.data.getlist("spalte") or usual, marked=not self.only_public)
        return found or chosen(self.kind, usual, marked=not self.only_public)

    def selects(self) -> list[Select]:
        """The filters that the form shows, with what is chosen."""
        filters, model = self.answer.filters, self.kind.model
        shown = _SHOWN.get(model, tuple(self.admin.filterset.facets()))
        return [
            _select(param, facet, self.data.getlist(param))
            for param in shown
            if isinstance(facet := filters.get(param), FacetFilter) and not facet.wide and facet.is_kept
        ]

    def orders(self) -> list[tuple[str, str, bool]]:
        """Those that can be asked for, if there are several."""
        now = sort_of(self.data, self.answer.sorts)
        found = [(key, str(sort.label), key == now) for key, sort in self.answer.sorts.items()]
        return found if len(found) > 1 else []

    def kept(self) -> list[tuple[str, str]]:
        """What of the address the form does not show, to be sent along."""
        shown = {one.param for one in self.selects()} | _OWN | _OF_THE_LIST
        shown -= {"ids", "umfang"} if self.has_ids else set()
        return [(param, value) for param, values in self.data.lists() if param not in shown for value in values]

    def query(self, **changed: str) -> str:
        """The address of this list with something changed; without paging and form."""
        left_out = _OF_THE_LIST | {"format", "seite"} | changed.keys()
        pairs = [(param, one) for param, values in self.data.lists() if param not in left_out for one in values if one]
        return urlencode([*pairs, *((param, value) for param, value in changed.items() if value)])

    @property
    def url(self) -> str:
        return reverse("lists:table", args=[self.kind.label])


def _select(param: str, facet: FacetFilter, given: list[str]) -> Select:
    none = [Option(NONE, facet.none)] if facet.none else []
    options = [*facet.listed(), *none]
    known = {option.value for option in options}
    more = list(facet.find([one for one in given if one not in known]).values())
    return Select(param, str(facet.label), [*options, *more], given)
