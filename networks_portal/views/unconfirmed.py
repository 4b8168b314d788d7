"""„Was lange niemand bestätigt hat“: the honest list, by Land and age."""

from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.bits import positions
from core.words import _
from directory.facets import NetworkIndex, network_index
from networks.enums import UNCONFIRMED, Status
from pages.alive import Alive
from regions.enums import RegionKind

SHOWN = 10  # of each region; the directory has all
URL = "/ueber/unbestaetigt/"


class Line(NamedTuple):
    """A network that nobody has confirmed."""

    url: str
    name: str
    alive: Alive


class Group(NamedTuple):
    """Those of one region, the longest unconfirmed first. `url`: the directory with these and the nationwide ones,
    `number` in all."""

    name: str
    anchor: str
    url: str
    number: int
    lines: list[Line]


def unconfirmed(request: HttpRequest) -> HttpResponse:
    index = network_index()
    context = {
        "breadcrumbs": [{"label": _("Über dieses Portal"), "url": "/ueber/"}, {"label": _("Lange nicht bestätigt")}],
        "canonical": URL,
        "total": len(index.pks),
        "count": index.select({"status": list(UNCONFIRMED)}).count(),
        "checked": index.bits["status"].get(Status.CHECKED, 0).bit_count(),
        "all_url": _address(),
        "years": _years(index),
        "groups": _groups(index),
    }
    return render(request, "networks_portal/unconfirmed.html", context)


def _years(index: NetworkIndex) -> list[tuple[str, int]]:
    """How many were confirmed or named last in which year, the oldest first."""
    found: dict[str, int] = {}
    for place in positions(index.select({"status": list(UNCONFIRMED)}).bits):
        day = index.states[place].date
        year = str(day.year) if day else _("ohne Datum")
        found[year] = found.get(year, 0) + 1
    return sorted(found.items())


def _groups(index: NetworkIndex) -> list[Group]:
    """Of every Land those that work there or reach into it; what lies in none, as the nationwide ones, once."""
    regions = [region for region in index.regions.values() if region.kind == RegionKind.LAND]
    regions.sort(key=lambda region: region.sort_name)
    found, rest = [], index.select({"status": list(UNCONFIRMED)}).bits
    everyone = rest
    for region in regions:
        here = next(iter(index.steps("region", [region.slug])), 0) & everyone
        rest &= ~here
        if here:
            number = index.select({"status": list(UNCONFIRMED), "region": [region.slug]}).count()
            found.append(_group(index, region.name, region.slug, _address(region.slug), here, number))
    name = _("Bundesweit oder ohne Land")
    return [*found, _group(index, name, "ohne-land", "", rest, rest.bit_count())] if rest else found


def _group(index: NetworkIndex, name: str, anchor: str, url: str, bits: int, number: int) -> Group:
    places = sorted(positions(bits), key=lambda place: index.states[place].date or date.min)
    rows = [(index.rows[place], index.states[place]) for place in places[:SHOWN]]
    lines = [Line(f"/netzwerke/{row.slug}/", row.name, alive) for row, alive in rows]
    return Group(name, anchor, url, number, lines)


def _address(region: str = "") -> str:
    query = ([("region", region)] if region else []) + [("status", value) for value in UNCONFIRMED]
    return f"/netzwerke/?{urlencode(query)}"
