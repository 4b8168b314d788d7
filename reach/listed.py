"""The networks of the directory in memory, in the order of its list: where they are, whether they work, whom to reach.

From this the list makes its facets and its orders.
"""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from memory.kept import remembered
from memory.listing import Listing, Pairs
from networks.filters import NetworkFilter
from networks.status import mentions, network_alive
from packed.rows import PackedRows, Shared
from pages.alive import UNSAID, Alive
from pages.records import public_sources
from programmes.models import Funding
from reach.offices import region_offices
from reach.rungs import Reach
from reach.ties import ties
from reach.ways import Reaches


class NetworkRow(NamedTuple):
    """What the index holds of each network."""

    pk: int
    name: str
    kind: str
    stated_status: str
    checked_on: date | None
    slug: str


class FundingRow(NamedTuple):
    """A public funding: until when at the latest."""

    network: int
    end: date | None
    programme: int


LISTING = Listing("networks", NetworkRow, NetworkFilter.public, texts=("name", "slug"))


def public_fundings() -> QuerySet:
    return Funding.objects.public("network")


def region_pairs() -> Pairs:
    """Regions and the networks that name them."""
    return remembered("networks: region pairs", _region_pairs)


def regions_of() -> Shared:
    """network → its regions"""
    return remembered("networks: their regions", _regions_of)


def fundings() -> PackedRows:
    return remembered("networks: fundings", _fundings)


def states() -> list[Alive]:
    """By position; those that say the same are one."""
    return remembered("networks: alive", _states, daily=True)


def reaches() -> list[Reach]:
    """By position."""
    return remembered("networks: reaches", _reaches, daily=True)


def _region_pairs() -> Pairs:
    return Pairs(NetworkFilter.base_filters["region"].pairs())


def _regions_of() -> Shared:
    return region_pairs().by_second()


def _fundings() -> PackedRows:
    found = public_fundings().order_by().values_list("network_id", "end_latest", "programme_id")
    return PackedRows(FundingRow, found.iterator())


def _mentions() -> Shared:
    return Shared(mentions(public_sources()))


def _states() -> list[Alive]:
    ends, today = defaultdict(list), date.today()
    for row in fundings():
        ends[row.network].append(row.end)
    said = remembered("networks: mentions", _mentions)
    return [
        network_alive(row.stated_status, ends.get(row.pk, ()), row.checked_on, said.get(row.pk, UNSAID), today)
        for row in LISTING.rows().rows
    ]


def _reaches() -> list[Reach]:
    listed, regions = LISTING.rows(), regions_of()
    found = Reaches(ties(), region_offices(), lambda pk: listed.rows[listed.position[pk]].name)
    return [found.of(row.pk, regions.get(row.pk, ())) for row in listed.rows]
