"""Regions: landing pages that bring together what other packages know about a place."""

from functools import reduce
from operator import or_

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.options import Option
from core.text import sort_key
from core.words import _
from directory.facets import NetworkIndex, network_index
from directory.views.vocabulary import networks_of
from networks.activity_lines import lines
from networks.models import Event, Organisation
from networks_portal.filled_regions import is_filled
from pages.areas import with_doubts
from pages.records import get_published
from pages.told import told_here
from programmes.elsewhere import FEW, NETWORKS, elsewhere
from programmes.models import Programme, SupportOffer, holding_in
from reach.landing import landing_ladder
from reach.steps import Ladder
from regions.enums import RegionKind
from regions.maps import ATTRIBUTION, land_map, legend, locator
from regions.models import Region
from regions.nearness import Nearness
from regions.official import codes_as_kreis

SHOWN = 30
NEAR_SHOWN, WIDER_SHOWN, FIELDS_SHOWN = 10, 5, 8


def region_list(request: HttpRequest) -> HttpResponse:
    index = network_index()
    regions = sorted(index.regions.values(), key=lambda region: sort_key(region.name))
    rows = {
        kind: [_Row(region, index.count_at(region)) for region in regions if region.kind == kind]
        for kind in (RegionKind.FUNCTIONAL, RegionKind.LAND, RegionKind.COUNTRY)
    }
    for land in rows[RegionKind.LAND]:
        land.below = [row for row in _rows_below(index, land.region) if index.has_local(row.region.pk)]
    most = max((land.count for land in rows[RegionKind.LAND]), default=0)
    context = {
        "section": "regionen",
        "breadcrumbs": [{"label": _("Regionen")}],
        "canonical": "/regionen/",
        "functional": rows[RegionKind.FUNCTIONAL],
        "laender": rows[RegionKind.LAND],
        "countries": rows[RegionKind.COUNTRY],
        "map": land_map((row.region, row.count) for row in rows[RegionKind.LAND]),
        "legend": legend(most),
        "attribution": ATTRIBUTION,
    }
    return render(request, "regions/region_list.html", context)


class _Row:
    def __init__(self, region: Region, count: int):
        self.region, self.count, self.below = region, count, []


def _rows_below(index: NetworkIndex, region: Region) -> list[_Row]:
    return [_Row(child, index.count_at(child)) for child in index.tree.children(region.pk)]


def region_detail(request: HttpRequest, slug: str) -> HttpResponse:
    region = get_published(Region, slug, "parent")
    index = network_index()
    tree = index.tree
    inside, around, covering = tree.matching(region.pk), tree.around(region.pk), tree.covering(region.pk)
    nearness, chosen = Nearness(index, [region.slug]), {"region": [region.slug]}
    _here, near, *wider = (bits & index.listed for bits in nearness.bits)
    listed = networks_of(index, chosen, within=index.at(region))
    below = _rows_below(index, region) if region.kind == RegionKind.LAND else []
    parts = [tree.regions[pk] for pk in tree.parts.get(region.pk, ()) if not below]
    context = {
        "region": region,
        "section": "regionen",
        "breadcrumbs": _crumbs(index, region),
        "canonical": region.get_absolute_url(),
        "robots": "" if is_filled(region) else "noindex,follow",
        "codes_as_kreis": codes_as_kreis(region),
        "map": locator(tree, region),
        "attribution": ATTRIBUTION,
        "wholes": [tree.regions[pk] for pk in sorted(tree.wholes.get(region.pk, ()))],
        "touched_by": [tree.regions[pk] for pk, touched in tree.touches.items() if region.pk in touched],
        "parts": sorted(parts, key=lambda part: sort_key(part.name)),
        "below": below,
        "touches": [tree.regions[pk] for pk in sorted(tree.touches.get(region.pk, ()))],
        "near": networks_of(index, chosen, NEAR_SHOWN, near, nearness),
        "wider": networks_of(index, chosen, WIDER_SHOWN, reduce(or_, wider), nearness),
        "ended": (index.counted["region"][region.slug] & ~index.listed).bit_count(),
        "steps": nearness.steps(index.listed),
        "neighbours": [(place, row.km) for place, row in tree.neighbours(region.pk) if row.is_beside],
        "fields": _fields(index, listed["selection"]),
        **_programmes(inside, around - inside),
        "support_offers": lines(
            with_doubts(SupportOffer.objects.published().filter(regions__in=inside | around).distinct())
        ),
        "directories": elsewhere(NETWORKS, [region.slug]) if listed["total"] <= FEW else None,
        "contact": _contact(region, inside | covering),
        "events": lines(Event.objects.published().filter(region__in=inside)[:SHOWN]),
        "organisations": list(Organisation.objects.published().filter(region__in=inside)[:SHOWN]),
        **told_here(Region, [region.pk, *sorted(inside - {region.pk})], f"/themen/?region={region.slug}"),
        **listed,
    }
    return render(request, "regions/region_detail.html", context)


def _programmes(inside: set[int], wider: set[int]) -> dict[str, list[Programme]]:
    """Those that hold in a region, and those of something larger that may."""
    here = with_doubts(holding_in(inside))
    known = {row.pk for row in here}
    return {"programmes": here, "wider_programmes": [row for row in holding_in(wider) if row.pk not in known]}


def _crumbs(index: NetworkIndex, region: Region) -> list[dict]:
    """The tree above a region, without the country."""
    chain, current = [{"label": region.name}], region
    while current.parent_id and index.regions[current.parent_id].kind != RegionKind.COUNTRY:
        current = index.regions[current.parent_id]
        chain.append({"label": current.name, "url": current.get_absolute_url()})
    return [{"label": _("Regionen"), "url": "/regionen/"}, *reversed(chain)]


def _fields(index: NetworkIndex, selection) -> list[tuple[str, str, int]]:
    """Address, name and number of the fields that most networks there have."""
    counts = selection.counts("feld")
    options: list[Option] = index.options["feld"]
    rows = [(option, counts[option.value]) for option in options if counts[option.value]]
    rows.sort(key=lambda row: -row[1])
    return [(f"/felder/{option.value}/", str(option.label), count) for option, count in rows[:FIELDS_SHOWN]]


def _contact(region: Region, inside: set[int]) -> Ladder:
    """People responsible for something in the region, or for a network there, and its offices."""
    return landing_ladder("regionen", inside, (region.pk,), f"/ansprechpersonen/?region={region.slug}")
