"""The organisations in memory, as `networks.filters` declares them, and what a result line shows."""

from datetime import date

from core.facets import (
    FacetIndex,
)
from directory.facets import LISTING as networks
from memory.indexing import Parts
from memory.kept import remembered
from memory.listing import Listing
from networks.enums import MEMBERSHIP
from networks.filters import OrganisationFilter
from networks.models import Participation
from regions.models import Region
from regions.tree import RegionTree

COLUMNS = ("pk", "name", "kind", "region_id", "slug")


class OrganisationIndex(FacetIndex):
    """Facets, and what a result line shows besides its text."""

    rows: list[tuple]
    regions: dict[int, Region]


def organisation_index() -> OrganisationIndex:
    return remembered("organisations", _build, daily=True)


def _build() -> OrganisationIndex:
    index = OrganisationIndex(OrganisationFilter.base_filters, _parts.data())
    index.rows, index.regions = _listing.rows().rows, RegionTree.current().regions
    return index


def member_count(slug: str) -> int:
    """How many organisations are members of a network today: as many as the list chosen by it shows."""
    return organisation_index().bits["netzwerk"].get(slug, 0).bit_count()


def _table() -> list[tuple]:
    return list(OrganisationFilter.public().order_by("pk").values_list(*COLUMNS))


_listing = Listing("organisations", _table)


def _networks() -> list[tuple]:
    """Public ones as terms: primary key, slug, name."""
    return [(row[0], row[5], row[1]) for row in networks.rows().rows]


def _participations() -> list[tuple]:
    """In public networks; those are known, so an edit of a network reads nothing here. Organisations that are not
    public drop out where the rows are linked to the list.
    """
    public = {row[0] for row in remembered("organisations: networks", _networks)}
    rows = (
        Participation.objects.public("network", "organisation")
        .order_by()
        .values_list("organisation_id", "network_id", "role", "end_latest")
    )
    return [row for row in rows if row[1] in public]


def _by_role() -> dict[str, list[int]]:
    return _listing.linked((role, one) for one, _, role, _ in remembered("participations", _participations))


def _by_network() -> dict[int, list[int]]:
    """Members by network; a membership that has ended is none."""
    today = date.today()
    return _listing.linked(
        (network, organisation)
        for organisation, network, role, end in remembered("participations", _participations)
        if role in MEMBERSHIP and not (end and end < today)
    )


_parts = Parts(
    OrganisationFilter,
    _listing,
    COLUMNS,
    {"rolle": _by_role, "netzwerk": _by_network},
    {"netzwerk": lambda: remembered("organisations: networks", _networks)},
    daily=("netzwerk",),
)
