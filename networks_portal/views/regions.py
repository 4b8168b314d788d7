"""Regions: landing pages that bring together what other packages know about a place (ux 4.4)."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contacts.models import Person
from core.text import sort_key
from networks.facets import NetworkIndex, network_index
from networks.models import Event, Organisation
from networks.views.vocabulary import networks_of
from programmes.models import Programme, SupportOffer
from publishing.enums import State
from publishing.pages import get_published
from regions.enums import RegionKind
from regions.models import Region

SHOWN = 30


def region_list(request: HttpRequest) -> HttpResponse:
    index = network_index()
    counts = index.with_ended().counts("region")
    regions = sorted(index.regions.values(), key=lambda region: sort_key(region.name))
    rows = [_Row(region, counts.get(region.slug, 0)) for region in regions]
    laender = [row for row in rows if row.region.kind == RegionKind.LAND]
    for land in laender:
        land.below = [row for row in rows if row.region.parent_id == land.region.pk]
    context = {
        "section": "regionen",
        "breadcrumbs": [{"label": "Regionen"}],
        "canonical": "/regionen/",
        "functional": [row for row in rows if row.region.kind == RegionKind.FUNCTIONAL],
        "laender": laender,
        "countries": [row for row in rows if row.region.kind == RegionKind.COUNTRY],
    }
    return render(request, "regions/region_list.html", context)


class _Row:
    def __init__(self, region: Region, count: int):
        self.region, self.count, self.below = region, count, []


def region_detail(request: HttpRequest, slug: str) -> HttpResponse:
    region = get_published(Region.objects.select_related("parent"), slug)
    index = network_index()
    tree = index.tree
    listed = networks_of(index, {"region": [region.slug]})
    inside, around = tree.matching(region.pk), tree.around(region.pk)
    wholes = [tree.regions[pk] for pk in sorted(tree.wholes[region.pk])]
    context = {
        "region": region,
        "section": "regionen",
        "breadcrumbs": _crumbs(index, region),
        "canonical": region.get_absolute_url(),
        "wholes": wholes,
        "touched_by": [r for r in tree.regions.values() if region.pk in tree.touches[r.pk]],
        "parts": sorted((tree.regions[pk] for pk in tree.parts[region.pk]), key=lambda part: sort_key(part.name)),
        "touches": [tree.regions[pk] for pk in sorted(tree.touches[region.pk])],
        "fields": _fields(index, listed["selection"]),
        "programmes": list(Programme.objects.published().filter(regions__in=inside).distinct()),
        "wider_programmes": list(
            Programme.objects.published().filter(regions__in=around - inside).exclude(regions__in=inside).distinct()
        ),
        "support_offers": list(SupportOffer.objects.published().filter(regions__in=inside | around).distinct()),
        "contacts": _contacts(inside),
        "events": list(
            Event.objects.published()
            .filter(
                Q(region__in=inside) | Q(region=None, networks__regions__in=inside, networks__state=State.PUBLISHED)
            )
            .distinct()[:SHOWN]
        ),
        "organisations": list(Organisation.objects.published().filter(region__in=inside)[:SHOWN]),
        **listed,
    }
    if not listed["total"] and region.parent:
        context["broader"] = networks_of(index, {"region": [region.parent.slug]}, limit=5)["results"]
    return render(request, "regions/region_detail.html", context)


def _crumbs(index: NetworkIndex, region: Region) -> list[dict]:
    """The tree above a region, without the country."""
    chain, current = [{"label": region.name}], region
    while current.parent_id and index.regions[current.parent_id].kind != RegionKind.COUNTRY:
        current = index.regions[current.parent_id]
        chain.append({"label": current.name, "url": current.get_absolute_url()})
    return [{"label": "Regionen", "url": "/regionen/"}, *reversed(chain)]


def _fields(index: NetworkIndex, selection) -> list[tuple]:
    counts = selection.counts("feld")
    rows = [(option, counts[option.value]) for option in index.options["feld"] if counts[option.value]]
    return sorted(rows, key=lambda row: -row[1])[:12]


def _contacts(inside: set[int]) -> list[Person]:
    """People responsible for something in the region, or for a network there."""
    people = Person.objects.published().contacts()
    direct = people.filter(responsibilities__regions__in=inside)
    by_network = people.filter(
        responsibilities__network__regions__in=inside, responsibilities__network__state=State.PUBLISHED
    )
    found = {person.pk: person for person in (direct | by_network).distinct().select_related("organisation")[:SHOWN]}
    return list(found.values())
