"""The network directory in memory: the facets that `directory.filters` declares, and what result lines show."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import starmap
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType

from core.facets import FacetIndex, Selection
from core.ranks import Ranking
from directory.filters import DirectoryFilter, public_fundings
from directory.order import last_of_networks, rankings, reach_of_networks
from memory.indexing import Parts
from memory.kept import remembered
from memory.listing import Listing, Pairs
from networks.enums import StatedStatus, Status
from networks.filters import field_rows
from networks.models import Network
from networks.status import shown_status
from pages.records import public_sources
from publishing.models import Citation, SourceDocument
from regions.facets import union
from regions.models import Region
from regions.tree import RegionTree


@dataclass(frozen=True)
class Card:
    """What a result line shows besides the row itself, from memory."""

    status: Status
    source: int | None
    regions: tuple[int, ...]
    fields: tuple[int, ...]


NO_CARD = Card(Status.UNCLEAR, None, (), ())


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


class FieldTerm(NamedTuple):
    """A field as result lines and facts name it."""

    slug: str
    name: str

    @property
    def url(self) -> str:
        return f"/felder/{self.slug}/"


class NetworkIndex(FacetIndex):
    """Facets, result cards, and the small vocabularies they name."""

    rows: list[NetworkRow]
    statuses: list[Status]
    source_of: dict[int, int]
    regions_of: dict[int, tuple[int, ...]]
    fields_of: dict[int, tuple[int, ...]]
    regions: dict[int, Region]
    fields: dict[int, FieldTerm]
    sources: dict[int, SourceDocument]
    tree: RegionTree
    by_region: dict[int, int]  # region → bit set of the networks that name it

    def card(self, pk: int) -> Card:
        """An empty card for a network that was withdrawn since the page asked for it."""
        if pk not in self.position:
            return NO_CARD
        regions, fields = self.regions_of.get(pk, ()), self.fields_of.get(pk, ())
        return Card(self.statuses[self.position[pk]], self.source_of.get(pk), regions, fields)

    def name(self, pk: int) -> tuple[str, str]:
        """Slug and name."""
        row = self.rows[self.position[pk]]
        return row.slug, row.name

    def with_ended(self, chosen: dict[str, list[str]] | None = None, within: int | None = None) -> Selection:
        """A selection that, unlike the directory's default, leaves out no status: what landing pages show."""
        every_status = {"status": [option.value for option in self.options["status"]]}
        return self.select((chosen or {}) | every_status, within)

    def naming(self, regions: set[int]) -> int:
        """The bit set of the networks that name one of some regions."""
        return union(self.by_region, regions)

    @cached_property
    def listed(self) -> int:
        """The bit set of what the directory shows unasked: all but ended ones."""
        return self.select({}).bits

    def at(self, region: Region) -> int:
        """The bit set of the networks that work in a region or share ground with it, which every page counts."""
        return self.counted["region"][region.slug] & self.listed

    def count_at(self, region: Region) -> int:
        return self.at(region).bit_count()

    def has_local(self, region: int) -> bool:
        """Whether a network lies in a region, not only in a functional region around it."""
        return not self.tree.local(region).isdisjoint(self.by_region)


def network_index() -> NetworkIndex:
    """The current index of this process; one query when it is up to date."""
    return remembered("networks", _build, daily=True)


def _build() -> NetworkIndex:
    rows = LISTING.rows()
    index = NetworkIndex(DirectoryFilter.base_filters, _parts.data(remembered("networks: orders", _orders)))
    index.rows, index.statuses = rows.rows, remembered("networks: statuses", _statuses, daily=True)
    index.tree = RegionTree.current()
    index.regions = index.tree.regions
    index.by_region = index.direct["region"]
    index.regions_of = remembered("networks: their regions", _regions_of)
    index.fields = {row.pk: FieldTerm(row.value, row.label) for row in remembered("fields", field_rows)}
    index.fields_of = remembered("networks: their fields", _fields_of)
    index.sources = public_sources()
    index.source_of = remembered("networks: their sources", _source_of)
    return index


LISTING = Listing("networks", NetworkRow, DirectoryFilter.public)


def _region_pairs() -> Pairs:
    return Pairs(DirectoryFilter.base_filters["region"].pairs())


def _field_pairs() -> Pairs:
    return Pairs(DirectoryFilter.base_filters["feld"].pairs())


def _regions_of() -> dict[int, tuple[int, ...]]:
    return remembered("networks: region pairs", _region_pairs).by_second()


def _fields_of() -> dict[int, tuple[int, ...]]:
    return remembered("networks: field pairs", _field_pairs).by_second()


def _fundings() -> list[FundingRow]:
    found = public_fundings().order_by().values_list("network_id", "end_latest", "programme_id")
    return list(starmap(FundingRow, found))


def _statuses() -> list[Status]:
    ends = defaultdict(list)
    for row in remembered("networks: fundings", _fundings):
        ends[row.network].append(row.end)
    today = date.today()
    unfunded = {stated: shown_status(stated, (), None, today) for stated in StatedStatus.values}
    return [
        shown_status(row.stated_status, ends[row.pk], row.checked_on, today)
        if row.pk in ends
        else unfunded[row.stated_status]
        for row in LISTING.rows().rows
    ]


def _by_status() -> dict[str, list[int]]:
    found = defaultdict(list)
    for number, status in enumerate(remembered("networks: statuses", _statuses, daily=True)):
        found[status].append(number)
    return found


_parts = Parts(
    DirectoryFilter,
    LISTING,
    {
        "region": lambda: LISTING.linked(remembered("networks: region pairs", _region_pairs)),
        "feld": lambda: LISTING.linked(remembered("networks: field pairs", _field_pairs)),
        "programm": lambda: LISTING.linked(
            (row.programme, row.network) for row in remembered("networks: fundings", _fundings)
        ),
        "status": _by_status,
    },
    daily=("status",),
)


def _last() -> dict[int, date]:
    sources, source_of = public_sources(), remembered("networks: their sources", _source_of)
    named = {pk: sources[source].as_of_latest for pk, source in source_of.items()}
    return last_of_networks(((row.pk, row.checked_on) for row in LISTING.rows().rows), named)


def _orders() -> dict[str, Ranking]:
    reach, last = remembered("networks: reach", reach_of_networks), remembered("networks: last named", _last)
    return rankings([row.pk for row in LISTING.rows().rows], reach, last)


def _source_of() -> dict[int, int]:
    """network → the latest of the public sources cited for it as a whole"""
    sources, source_of = public_sources(), {}
    cited = Citation.objects.filter(
        content_type=ContentType.objects.get_for_model(Network), field="", source__in=list(sources)
    )
    for pk, source in cited.order_by().values_list("object_id", "source_id"):
        known = source_of.get(pk)
        if known is None or _stand(sources[source]) > _stand(sources[known]):
            source_of[pk] = source
    return source_of


def _stand(source: SourceDocument) -> date:
    return source.as_of_latest or date.min
