"""„Was lange niemand bestätigt hat“: the honest list of each kind of entry, by Land and age."""

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.kinds import Kind, kind_of
from core.paging import Page, page_of
from core.words import _
from memory.kept import remembered
from networks.enums import UNCONFIRMED
from networks.models import Network
from pages.alive import HOLDS, asked_about
from publishing.models import Record
from reach.entries import Line, unconfirmed
from regions.enums import RegionKind
from regions.tree import RegionTree

SHOWN = 10  # of each region; a page of its own has all
PAGE = 100
NOWHERE = "ohne-land"


class Group(NamedTuple):
    """Those of one region, the longest unconfirmed first. `url`: the page with all of them, where there are more."""

    name: str
    anchor: str
    url: str
    number: int
    lines: list[Line]

    def first(self) -> "Group":
        """As a part of the whole list."""
        url = self.url if self.number > SHOWN else ""
        return Group(self.name, self.anchor, url, self.number, self.lines[:SHOWN])

    def part(self, page: Page) -> "Group":
        """As a page of its own."""
        start = (page.number - 1) * page.size
        return Group(self.name, self.anchor, "", self.number, self.lines[start : start + page.size])


def unconfirmed_list(request: HttpRequest, prefix: str = Network.url_prefix) -> HttpResponse:
    """Of one kind, by its address; networks without one. `region`: of one Land, page by page."""
    kind = next((kind for kind in asked_about() if kind.model.url_prefix == prefix), None)
    if kind is None:
        raise Http404(_("Eine solche Liste gibt es nicht."))
    groups = _groups(kind)
    wanted = request.GET.get("region", "")
    chosen = [group for group in groups if group.anchor == wanted]
    page = page_of(request.GET.get("seite"), chosen[0].number, PAGE) if chosen else None
    total, checked = _checked(kind)
    lines = unconfirmed(kind)
    context = {
        "breadcrumbs": _breadcrumbs(kind, chosen),
        "canonical": _url(kind, wanted if chosen else ""),
        "kind": kind,
        "kinds": [(one.titles, _url(one), len(unconfirmed(one)), one is kind) for one in asked_about()],
        "total": total,
        "count": len(lines),
        "checked": checked,
        "all_url": f"/netzwerke/?{urlencode({'status': UNCONFIRMED}, doseq=True)}" if kind.model is Network else "",
        "years": _years(lines),
        "groups": [group.part(page) for group in chosen] if page else [group.first() for group in groups],
        "page": page,
        "chosen": chosen[0] if chosen else None,
    }
    return render(request, "networks_portal/unconfirmed.html", context)


def _url(kind: Kind, region: str = "") -> str:
    args = [] if kind.model is Network else [kind.model.url_prefix]
    return reverse("unconfirmed", args=args) + (f"?{urlencode({'region': region})}" if region else "")


def _breadcrumbs(kind: Kind, chosen: list[Group]) -> list[dict[str, str]]:
    trail = [(_("Über dieses Portal"), "/ueber/"), (_("Lange nicht bestätigt"), reverse("unconfirmed"))]
    trail += [] if kind.model is Network else [(kind.titles, _url(kind))]
    trail += [(group.name, "") for group in chosen]
    found = [{"label": label, "url": url} for label, url in trail]
    return [*found[:-1], {"label": found[-1]["label"]}]


def _checked(kind: Kind) -> tuple[int, int]:
    """How many entries have a page, and how many of them somebody checked in the last twelve months."""
    since = Q(checked_on__gte=date.today() - HOLDS)
    found = kind.visible().order_by().aggregate(total=Count("pk"), checked=Count("pk", filter=since))
    return found["total"], found["checked"]


def _years(lines: list[Line]) -> list[tuple[str, int]]:
    """How many were confirmed or named last in which year, the oldest first."""
    found: dict[str, int] = {}
    for line in lines:
        year = str(line.alive.date.year) if line.alive.date else _("ohne Datum")
        found[year] = found.get(year, 0) + 1
    return sorted(found.items())


def _groups(kind: Kind) -> list[Group]:
    model: type[Record] = kind.model
    return remembered(f"unconfirmed by Land: {kind.key}", _grouping(model), daily=True)


@cache
def _grouping(model: type[Record]) -> Callable[[], list[Group]]:
    return partial(_by_land, kind_of(model))


def _by_land(kind: Kind) -> list[Group]:
    """Of every Land what works there itself or shares ground with it, as all pages count it; then what is of none."""
    tree, rest = RegionTree.current(), unconfirmed(kind)
    laender = [region for region in tree.regions.values() if region.kind == RegionKind.LAND]
    found = []
    for land in sorted(laender, key=lambda region: region.sort_name):
        here = tree.matching(land.pk)
        lines = [line for line in unconfirmed(kind) if not here.isdisjoint(line.regions)]
        rest = [line for line in rest if here.isdisjoint(line.regions)]
        if lines:
            found.append(Group(land.name, land.slug, _url(kind, land.slug), len(lines), lines))
    nowhere = Group(_("Bundesweit oder ohne Land"), NOWHERE, _url(kind, NOWHERE), len(rest), rest)
    return [*found, nowhere] if rest else found
