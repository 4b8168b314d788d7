"""The organisations in memory, as `networks.filters` declares them, and what a result line shows."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from copy import copy
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from core.facet_data import BitSets, TermRow
from core.facets import FacetIndex
from memory.indexing import Parts
from memory.kept import remembered
from memory.listing import Listing
from networks.enums import MEMBERSHIP
from networks.filters import OrganisationFilter
from networks.models import Participation
from packed.recent import Recent, Under
from packed.rows import PackedRows
from reach.listed import LISTING as networks
from regions.models import Region
from regions.tree import RegionTree

FORMS = 20  # see `Recent`: of networks' members, and who has which role there


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

    def is_over(self, today: date) -> bool:
        return bool(self.end and self.end < today)


class OrganisationIndex(FacetIndex):
    """Facets, and what a result line shows besides its text."""

    rows: Sequence[OrganisationRow]
    regions: dict[int, Region]
    within: Recent  # what forms print of the lists of networks' members: a page of one takes 1.0 ms, not 1.6


def organisation_index() -> OrganisationIndex:
    return remembered("organisations", _build, daily=True)


_listing = Listing("organisations", OrganisationRow, OrganisationFilter.public)


def _build() -> OrganisationIndex:
    index = OrganisationIndex(OrganisationFilter.base_filters, _parts.data())
    index.rows, index.regions, index.within = _listing.rows().rows, RegionTree.current().regions, Recent(FORMS)
    return index


def member_count(slug: str) -> int:
    """How many organisations are members of a network today: as many as the list chosen by it shows."""
    return organisation_index().bits["netzwerk"].get(slug, 0).bit_count()


def index_within(network: int) -> OrganisationIndex:
    """The same list with nobody but who takes part in a network today; the role is the one there."""
    index = organisation_index()
    kept = Under(index.within, network)
    roles = kept.get("roles")
    if roles is None:
        found = _listing.linked((row.role, row.organisation) for row in _participations_in(network))
        roles = BitSets.of({role: found.get(role, ()) for role in index.bits["rolle"]}, len(index.pks))
        kept.put("roles", roles)
    within = copy(index)
    within.specs = {param: spec for param, spec in index.specs.items() if param != "netzwerk"}
    within.bits, within.counted = index.bits | {"rolle": roles}, index.counted | {"rolle": roles}
    within.everything = reduce(or_, roles.values(), 0)
    within.kept, within.known = kept, {}
    return within


def _participations_in(network: int) -> Iterator[ParticipationRow]:
    """Those of today."""
    rows, today = remembered("participations", _participations), date.today()
    networks = rows.column("network")
    found = rows[bisect_left(networks, network) : bisect_right(networks, network)]
    return (row for row in found if not row.is_over(today))


def _networks() -> PackedRows:
    """Public ones."""
    rows = ((row.pk, row.slug, row.name, None) for row in networks.rows().rows)
    return PackedRows(TermRow, rows, ("value", "label"))


def _participations() -> PackedRows:
    """In public networks, one network after the other; those are known, so an edit of a network reads nothing here.
    Organisations that are not public drop out where the rows are linked to the list.
    """
    public = set(remembered("organisations: networks", _networks).column("pk"))
    rows = (
        Participation.objects.public("network", "organisation")
        .order_by("network_id", "pk")
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
        if row.role in MEMBERSHIP and not row.is_over(today)
    )


_parts = Parts(
    OrganisationFilter,
    _listing,
    {"rolle": _by_role, "netzwerk": _by_network},
    {"netzwerk": lambda: remembered("organisations: networks", _networks)},
    daily=("netzwerk",),
)
