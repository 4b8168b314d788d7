"""The network directory in memory: the facets that `directory.filters` declares, and what result lines show."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple, cast

from core.facets import FacetIndex, Selection
from directory.filters import DirectoryFilter
from directory.order import rankings
from memory.indexing import Parts
from memory.kept import remembered
from memory.listing import Pairs
from networks.enums import RelationKind, Status
from networks.filters import field_rows
from networks.models import Network, Relation
from packed.bits import bits_of
from packed.rows import PackedRows, Shared
from pages.alive import Alive
from pages.portals import ORDER
from pages.records import public_sources
from publishing.models import SourceDocument
from reach.listed import LISTING, fundings, reaches, region_pairs, regions_of, states
from reach.rungs import NOT_REACHABLE, Reach
from regions.facets import union
from regions.models import Region
from regions.tree import RegionTree


class Card(NamedTuple):
    """What a result line shows besides the row itself, from memory."""

    regions: tuple[int, ...]
    fields: tuple[int, ...]
    touches: tuple[int, ...]  # fields in which it does not work itself


NO_CARD = Card((), (), ())
UNKNOWN = Alive(Status.UNCLEAR, "", "offen", None, "open")


class FieldTerm(NamedTuple):
    """A field as result lines and facts name it. `is_wide`: it only gathers narrower ones."""

    slug: str
    name: str
    is_wide: bool = False

    @property
    def url(self) -> str:
        return f"/felder/{self.slug}/"


class NetworkIndex(FacetIndex):
    """Facets, result cards, and the small vocabularies they name."""

    rows: PackedRows  # of NetworkRow
    states: list[Alive]  # by position; those that say the same are one
    reaches: list[Reach]
    regions_of: Shared
    fields_of: Shared
    touches_of: Shared
    regions: dict[int, Region]
    fields: dict[int, FieldTerm]
    sources: dict[int, SourceDocument]
    portals: Shared  # network → the kinds of its portals, in order
    tree: RegionTree
    wholes: dict[int, list[int]]  # position of a network that is part of others → theirs, in order
    part_bits: int  # those that are part of another
    by_region: dict[int, int]  # region → bit set of the networks that name it

    def card(self, pk: int) -> Card:
        """An empty card for a network that was withdrawn since the page asked for it."""
        if pk not in self.position:
            return NO_CARD
        return Card(self.regions_of.get(pk, ()), self.fields_of.get(pk, ()), self.touches_of.get(pk, ()))

    def alive(self, pk: int) -> Alive:
        """Whether it works, how sure that is and since when; unclear for one that was withdrawn meanwhile."""
        place = self.position.get(pk)
        return UNKNOWN if place is None else self.states[place]

    def reach(self, pk: int) -> Reach:
        """Whom somebody can reach about a network first: the rung of the contact ladder, and a few words for it."""
        place = self.position.get(pk)
        return NOT_REACHABLE if place is None else self.reaches[place]

    def name(self, pk: int) -> tuple[str, str]:
        """Slug and name."""
        return self.name_at(self.position[pk])

    def name_at(self, place: int) -> tuple[str, str]:
        """The same by position."""
        return self.rows.value(place, "slug"), self.rows.value(place, "name")

    def with_ended(self, chosen: dict[str, list[str]] | None = None, within: int | None = None) -> Selection:
        """A selection that, unlike the directory's default, leaves out no status: what landing pages show."""
        return self.select((chosen or {}) | {"status": list(Status.values)}, within)

    @cached_property
    def field_sizes(self) -> dict[int, int]:
        """field → how many networks have it. Counted once: for each card of a list it took a twentieth of it."""
        return {pk: self.bits["feld"][field.slug].bit_count() for pk, field in self.fields.items()}

    def fields_within(self, slugs: Iterable[str]) -> set[int]:
        """Some fields and what lies below them."""
        wanted, above = set(slugs), self.above["feld"]
        if not wanted:
            return set()
        return {pk for pk, field in self.fields.items() if {field.slug, above.get(field.slug, "")} & wanted}

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
    orders = remembered("networks: orders", rankings, daily=True)
    index = NetworkIndex(DirectoryFilter.base_filters, _parts.data(orders))
    index.rows = cast(PackedRows, LISTING.rows().rows)
    index.states, index.reaches = states(), reaches()
    index.tree = RegionTree.current()
    index.regions = index.tree.regions
    index.by_region = index.direct["region"]
    index.regions_of = regions_of()
    index.fields = remembered("fields: terms", _fields)
    index.fields_of = remembered("networks: their fields", _fields_of)
    index.touches_of = remembered("networks: what they touch", _touches_of)
    index.portals = remembered("networks: portals", _portals)
    index.wholes, index.part_bits = remembered("networks: wholes", _wholes)
    index.sources = public_sources()
    return index


def _field_pairs() -> Pairs:
    return Pairs(DirectoryFilter.base_filters["feld"].pairs())


def _portals() -> Shared:
    found: dict[int, tuple[str, ...]] = {}
    for kind, network in sorted(set(DirectoryFilter.base_filters["portal"].pairs()), key=lambda pair: ORDER[pair[0]]):
        found[network] = (*found.get(network, ()), kind)
    return Shared(found)


def _fields() -> dict[int, FieldTerm]:
    rows = remembered("fields", field_rows)
    wide = {row.parent for row in rows}
    return {row.pk: FieldTerm(row.value, row.label, row.pk in wide) for row in rows}


def _fields_of() -> Shared:
    return remembered("networks: field pairs", _field_pairs).by_second()


def _touches_of() -> Shared:
    return Pairs(Network.touches.through.objects.order_by("pk").values_list("field_id", "network_id")).by_second()


def _wholes() -> tuple[dict[int, list[int]], int]:
    """Of each network that is part of others where these stand, and the set of them all."""
    pairs = Relation.objects.public().filter(kind=RelationKind.PART_OF).order_by()
    position, found = LISTING.position(), defaultdict(set)
    for part, whole in pairs.values_list("from_network_id", "to_network_id"):
        if part in position and whole in position:
            found[position[part]].add(position[whole])
    return {part: sorted(wholes) for part, wholes in found.items()}, bits_of(found, len(position))


def _by_status() -> dict[str, list[int]]:
    found = defaultdict(list)
    for number, one in enumerate(states()):
        found[one.state].append(number)
    return found


_parts = Parts(
    DirectoryFilter,
    LISTING,
    {
        "region": lambda: LISTING.linked(region_pairs()),
        "feld": lambda: LISTING.linked(remembered("networks: field pairs", _field_pairs)),
        "programm": lambda: LISTING.linked((row.programme, row.network) for row in fundings()),
        "status": _by_status,
    },
    daily=("status", "kontakt"),
)
