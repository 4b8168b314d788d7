"""The organisations in memory, as `networks.filters` declares them, and what a result line shows."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from core.facet_data import TermRow
from core.facets import FacetIndex
from memory.indexing import Parts
from memory.kept import remembered
from memory.listing import Listing
from networks.enums import MEMBERSHIP
from networks.filters import OrganisationFilter
from networks.models import Participation
from packed.rows import PackedRows
from reach.listed import LISTING as networks
from regions.models import Region
from regions.tree import RegionTree


class OrganisationRow(NamedTuple):
    """What the index holds of each organisation."""

    pk: int
    name: str
    kind: str
    region_id: int | None
    slug: str


class ParticipationRow(NamedTuple):
    """A public participation in a public network: until when at the latest."""

    organisation: int
    network: int
    role: str
    end: date | None


class OrganisationIndex(FacetIndex):
    """Facets, and what a result line shows besides its text."""

    rows: Sequence[OrganisationRow]
    regions: dict[int, Region]


def organisation_index() -> OrganisationIndex:
    return remembered("organisations", _build, daily=True)


_listing = Listing("organisations", OrganisationRow, OrganisationFilter.public)


def _build() -> OrganisationIndex:
    index = OrganisationIndex(OrganisationFilter.base_filters, _parts.data())
    index.rows, index.regions = _listing.rows().rows, RegionTree.current().regions
    return index


def member_count(slug: str) -> int:
    """How many organisations are members of a network today: as many as the list chosen by it shows."""
    return organisation_index().bits["netzwerk"].get(slug, 0).bit_count()


def _networks() -> PackedRows:
    """Public ones."""
    rows = ((row.pk, row.slug, row.name, None) for row in networks.rows().rows)
    return PackedRows(TermRow, rows, ("value", "label"))


def _participations() -> PackedRows:
    """In public networks; those are known, so an edit of a network reads nothing here. Organisations that are not
    public drop out where the rows are linked to the list.
    """
    public = set(remembered("organisations: networks", _networks).column("pk"))
    rows = (
        Participation.objects.public("network", "organisation")
        .order_by()
        .values_list("organisation_id", "network_id", "role", "end_latest")
    )
    return PackedRows(ParticipationRow, (row for row in rows.iterator() if row[1] in public))


def _by_role() -> dict[str, list[int]]:
    rows = remembered("participations", _participations)
    return _listing.linked((row.role, row.organisation) for row in rows)


def _by_network() -> dict[int, list[int]]:
    """Members by network; a membership that has ended is none."""
    today = date.today()
    return _listing.linked(
        (row.network, row.organisation)
        for row in remembered("participations", _participations)
        if row.role in MEMBERSHIP and not (row.end and row.end < today)
    )


_parts = Parts(
    OrganisationFilter,
    _listing,
    {"rolle": _by_role, "netzwerk": _by_network},
    {"netzwerk": lambda: remembered("organisations: networks", _networks)},
    daily=("netzwerk",),
)
