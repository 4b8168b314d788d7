"""What helps besides somebody to ask: programmes and offers that hold at the place, and networks to call."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from contacts.cards import ContactCard
from contacts.enums import Concern
from contacts.finder.ground import Terrain
from contacts.finder.rules import OTHER, Inquiry
from contacts.models import Responsibility
from core.text import sort_key
from core.words import _
from networks.enums import StatedStatus
from networks.models import Network
from pages.areas import unsure_areas, with_doubts
from pages.records import SourceNotes
from programmes.enums import OfferType
from programmes.models import Programme, SupportOffer, holding_in
from regions.enums import RegionKind
from regions.models import Region

SHOWN = 5
NETWORKS_SHOWN, PEOPLE_SHOWN = 4, 2
_TASKS_READ = 60  # of a whole Land; those shown are among the first

# What an offer other than money must be to help with a concern.
_HELPS = {
    Concern.PROJECT: (OfferType.INFORMATION, OfferType.CONSULTING, OfferType.GUIDE),
    Concern.START_UP: (OfferType.CONSULTING, OfferType.ACCELERATOR, OfferType.GUIDE),
    Concern.JOIN: (OfferType.INFORMATION, OfferType.DATABASE),
    Concern.PARTNERS: (OfferType.DATABASE, OfferType.INFORMATION),
    Concern.ABROAD: (OfferType.INFORMATION, OfferType.PUBLICATION),
    Concern.FOUND: (OfferType.INFORMATION, OfferType.GUIDE),
    Concern.OTHER: (OfferType.INFORMATION,),
}
_OVER = (StatedStatus.ENDED, StatedStatus.CONVERTED)


@dataclass
class NetworkPeople:
    """People of a network who can be asked. `place`: where it works; `is_near`: next door, not at the place itself."""

    network: Network
    place: str
    is_near: bool
    cards: list[ContactCard] = field(default_factory=list)


def _around(inquiry: Inquiry, terrain: Terrain) -> set[int]:
    """The place and everything it lies in; without a place only the whole country."""
    if inquiry.region is None:
        return {pk for pk, region in terrain.tree.regions.items() if region.kind == RegionKind.COUNTRY}
    return terrain.tree.around(inquiry.region)


def _narrowest(places: Iterable[Region], inquiry: Inquiry, terrain: Terrain) -> int:
    """How narrow the region is by which something holds at the place."""
    asked = inquiry.region
    levels = (terrain.level(asked, place.pk) or 0 for place in places) if asked else ()
    return max(levels, default=0)


def programmes(inquiry: Inquiry, terrain: Terrain, named: set[int]) -> list[Programme]:
    """Programmes that hold at the place: those the responsible people look after first, then the narrowest.

    `is_wider` of each: it names only something larger than the place, and may not hold there.
    """
    valid = holding_in(_around(inquiry, terrain)).prefetch_related("regions", "lines__regions")
    rows = with_doubts(valid)
    for row in rows:
        row.is_wider = bool(inquiry.region) and inquiry.region not in {place.pk for place in row.areas()}

    def rank(row: Programme) -> tuple:
        return (row.pk not in named, -_narrowest(row.areas(), inquiry, terrain), sort_key(row.name))

    return sorted(rows, key=rank)[:SHOWN]


def offers(inquiry: Inquiry, terrain: Terrain) -> list[SupportOffer]:
    """Help other than money for the concern, at the place or everywhere, the narrowest first; with a field, not for
    another one.

    Where no source limits an offer, it reaches as far as the networks it belongs to.
    """
    around = _around(inquiry, terrain)
    of_networks = Q(networks__regions__in=around) | Q(networks=None)
    here = Q(regions__in=around) | Q(regions=None) & of_networks
    kinds = _HELPS[Concern(inquiry.concern)]
    rows = SupportOffer.objects.published().filter(here, kind__in=kinds).distinct().order_by("sort_name", "pk")
    if wide := _wide_field(inquiry, terrain):
        rows = rows.filter(Q(fields__in=wide) | Q(fields=None))
    found = with_doubts(rows.prefetch_related("regions", "networks"))
    return sorted(found, key=lambda row: -_narrowest(row.regions.all(), inquiry, terrain))[:SHOWN]


def _wide_field(inquiry: Inquiry, terrain: Terrain) -> set[int]:
    """The field asked for and the wider one; none where no certain one is."""
    if not inquiry.field or inquiry.field == OTHER:
        return set()
    return {inquiry.field, terrain.ground.parents.get(inquiry.field, inquiry.field)}


def networks(
    inquiry: Inquiry, terrain: Terrain, notes: SourceNotes, shown: set[int], helping: Iterable[SupportOffer]
) -> list[NetworkPeople]:
    """Networks at the place or next door with people who can be asked.

    `shown`: people whom the page names already; `helping`: offers; the networks that most of them belong to come
    first. Five queries.
    """
    if inquiry.region is None or inquiry.concern == Concern.OTHER:
        return []
    steps = terrain.tree.steps(inquiry.region)
    here = steps.here
    near = {pk: _("ab {km} km").format(km=km) for pk, km in steps.km.items() if pk not in here}
    tasks = _tasks(here | near.keys(), _wide_field(inquiry, terrain), shown)
    by_network: dict[int, list[Responsibility]] = defaultdict(list)
    for task in tasks:
        by_network[task.network_id or 0].append(task)
    known = Network.objects.published().exclude(stated_status__in=_OVER).prefetch_related("regions")
    found = known.in_bulk(by_network)
    helps = Counter(network.pk for offer in helping for network in offer.networks.all())
    lines = [_line(found[pk], here, near) for pk in by_network if pk in found]
    lines.sort(key=lambda line: (line.is_near, -helps[line.network.pk], sort_key(line.network.name)))
    lines = lines[:NETWORKS_SHOWN]
    chosen = [task for line in lines for task in by_network[line.network.pk]]
    by_person = dict(
        zip(dict.fromkeys(task.person_id for task in chosen), Responsibility.cards(chosen, notes), strict=True)
    )
    for line in lines:
        own = [by_person[pk] for pk in dict.fromkeys(task.person_id for task in by_network[line.network.pk])]
        line.cards = [card for card in own if card.phone or card.email][:PEOPLE_SHOWN]
    return [line for line in lines if line.cards]


def _tasks(regions: set[int], fields: set[int], shown: set[int]) -> list[Responsibility]:
    """Responsibilities of people for networks in some regions."""
    rows = Responsibility.objects.public().filter(
        Q(end_latest=None) | Q(end_latest__gte=date.today()),
        network__regions__in=regions,
        person__isnull=False,
    )
    if fields:
        rows = rows.filter(network__fields__in=fields)
    rows = rows.exclude(person__in=shown).select_related("person__organisation").order_by("priority", "pk")
    return list(dict.fromkeys(rows[:_TASKS_READ]))


def _line(network: Network, here: set[int], near: dict[int, str]) -> NetworkPeople:
    places = network.regions.all()
    inside = [place.name for place in places if place.pk in here]
    next_door = [f"{place.name} · {near[place.pk]}" for place in places if place.pk in near]
    doubt = unsure_areas(Network).get(network.pk, "")
    where = ", ".join(inside or next_door)
    return NetworkPeople(network, f"{where} ({doubt})" if doubt else where, not inside)
