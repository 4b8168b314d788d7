"""The facets of the network directory (ux 4.2): Region, Feld, Typ, Status, Programm, Zielmarkt, Ansprechperson."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType

from core.facets import FacetIndex, FacetSpec, Selection, of_choices, two_levels
from memory.kept import part, remembered
from memory.listing import Listing, Pairs
from networks.enums import NetworkKind, StatedStatus, Status
from networks.models import Field, Market, Network
from networks.status import shown_status
from publishing.enums import MilestoneKind, State
from publishing.models import Citation, Milestone, SourceDocument
from publishing.pages import published_sources
from regions.facets import direct_bits, region_facet, union
from regions.models import Region
from regions.tree import RegionTree

SPECS = (
    FacetSpec("region", "Region", hierarchical=True),
    FacetSpec("feld", "Feld", hierarchical=True),
    FacetSpec("typ", "Typ"),
    FacetSpec("status", "Status", hidden_unless_chosen=(Status.ENDED,)),
    FacetSpec("programm", "Förderprogramm", hierarchical=True),
    FacetSpec("zielmarkt", "Zielmarkt", hierarchical=True),
    FacetSpec("kontakt", "Ansprechperson"),
)
TERM = ("pk", "slug", "name", "parent_id")
SORTS = {"name": "Name", "geprueft": "Zuletzt geprüft", "gruendung": "Gründung"}


@dataclass(frozen=True)
class Card:
    """What a result line shows besides the row itself, from memory."""

    status: Status
    source: int | None
    regions: tuple[int, ...]
    fields: tuple[int, ...]


NO_CARD = Card(Status.UNCLEAR, None, (), ())


class NetworkIndex(FacetIndex):
    """Facets, result cards, and the small vocabularies they name."""

    rows: list[tuple]
    statuses: list[Status]
    source_of: dict[int, int]
    regions_of: dict[int, tuple[int, ...]]
    fields_of: dict[int, tuple[int, ...]]
    regions: dict[int, Region]
    fields: dict[int, tuple[str, str]]
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
        return row[5], row[1]

    def with_ended(self, chosen: dict[str, list[str]] | None = None, within: int | None = None) -> Selection:
        """A selection that, unlike the directory's default, leaves out no status: what landing pages show."""
        every_status = {"status": [option.value for option in self.options["status"]]}
        return self.select((chosen or {}) | every_status, within)

    def naming(self, regions: set[int]) -> int:
        """The bit set of the networks that name one of some regions."""
        return union(self.by_region, regions)

    def count_at(self, region: int) -> int:
        """How many networks, ended ones included, a region's page shows as its own."""
        return self.naming(self.tree.matching(region)).bit_count()

    def has_local(self, region: int) -> bool:
        """Whether a network lies in a region, not only in a functional region around it."""
        return not self.tree.local(region).isdisjoint(self.by_region)


def network_index() -> NetworkIndex:
    """The current index of this process; one query when it is up to date."""
    return remembered("networks", _build, daily=True)


def _build() -> NetworkIndex:
    rows = LISTING.rows()
    facets = {
        "region": part("networks: region facet", _region_facet),
        "feld": part("networks: field facet", _field_facet),
        "typ": of_choices(NetworkKind.choices, rows.by(2)),
        "status": part("networks: status facet", _status_facet, daily=True),
        "programm": part("networks: programme facet", _programme_facet),
        "zielmarkt": part("networks: market facet", _market_facet),
        "kontakt": part("networks: contact facet", _contact_facet),
    }
    index = NetworkIndex(SPECS, LISTING.data(facets, part("networks: orders", _orders)))
    index.rows, index.statuses = rows.rows, part("networks: statuses", _statuses, daily=True)
    index.tree = RegionTree.current()
    index.regions = index.tree.regions
    index.by_region = part("networks: by region", _by_region)
    index.regions_of = part("networks: their regions", _regions_of)
    index.fields = {pk: (slug, name) for pk, slug, name, _ in part("fields", _field_rows)}
    index.fields_of = part("networks: their fields", _fields_of)
    index.sources = part("sources", published_sources)
    index.source_of = part("networks: their sources", _source_of)
    return index


def _table() -> list[tuple]:
    public = Network.objects.published().order_by("pk")
    return list(public.values_list("pk", "name", "kind", "stated_status", "checked_on", "slug"))


LISTING = Listing("networks", _table)


def _region_pairs() -> Pairs:
    return Pairs(Network.regions.through.objects.values_list("region_id", "network_id"))


def _region_facet() -> tuple:
    pairs = part("networks: region pairs", _region_pairs)
    return LISTING.packed(region_facet(RegionTree.current(), LISTING.linked(pairs)))


def _by_region() -> dict[int, int]:
    return direct_bits(LISTING.linked(part("networks: region pairs", _region_pairs)))


def _regions_of() -> dict[int, tuple[int, ...]]:
    return part("networks: region pairs", _region_pairs).by_second()


def _field_pairs() -> Pairs:
    return Pairs(Network.fields.through.objects.values_list("field_id", "network_id"))


def _field_rows() -> list[tuple]:
    return list(Field.objects.published().order_by().values_list(*TERM))


def _field_facet() -> tuple:
    return LISTING.packed(
        two_levels(part("fields", _field_rows), LISTING.linked(part("networks: field pairs", _field_pairs)))
    )


def _fields_of() -> dict[int, tuple[int, ...]]:
    return part("networks: field pairs", _field_pairs).by_second()


def _market_facet() -> tuple:
    pairs = Network.markets.through.objects.values_list("market_id", "network_id")
    return LISTING.packed(two_levels(Market.objects.published().order_by().values_list(*TERM), LISTING.linked(pairs)))


def _related(name: str):
    """A model of a higher package that points to networks."""
    return Network._meta.get_field(name).related_model


def _fundings() -> list[tuple]:
    """Network, latest possible end and programme, of public fundings."""
    fundings = _related("fundings").objects.public("network").order_by()
    return list(fundings.values_list("network_id", "end_latest", "programme_id"))


def _programme_facet() -> tuple:
    pairs = ((programme, pk) for pk, _, programme in part("networks: fundings", _fundings))
    return LISTING.packed(two_levels(_programme_rows(), LISTING.linked(pairs)))


def _contact_facet() -> tuple:
    tasks = _related("responsibilities").objects.public("network").filter(person__isnull=False).order_by()
    pairs = (("1", pk) for pk in tasks.values_list("network_id", flat=True).distinct())
    return LISTING.packed(of_choices([("1", "mit Ansprechperson")], LISTING.linked(pairs)))


def _statuses() -> list[Status]:
    ends = defaultdict(list)
    for pk, end, _ in part("networks: fundings", _fundings):
        ends[pk].append(end)
    today = date.today()
    unfunded = {stated: shown_status(stated, (), None, today) for stated in StatedStatus.values}
    return [
        shown_status(row[3], ends[row[0]], row[4], today) if row[0] in ends else unfunded[row[3]]
        for row in LISTING.rows().rows
    ]


def _status_facet() -> tuple:
    found = defaultdict(list)
    for number, status in enumerate(part("networks: statuses", _statuses, daily=True)):
        found[status].append(number)
    return LISTING.packed(of_choices(Status.choices, found))


def _programme_rows() -> list[tuple]:
    """Public programmes that fund a network, and their public parents: pk, slug, name, parent."""
    public = Network.objects.published().order_by()
    found = {}
    names = ("slug", "name", "abbreviation", "parent_id")
    for prefix in ("fundings__programme__", "fundings__programme__parent__"):
        shown = public.filter(**{f"{prefix}state": State.PUBLISHED}).distinct()
        for pk, slug, name, abbreviation, parent in shown.values_list(f"{prefix}pk", *(prefix + n for n in names)):
            found[pk] = (pk, slug, f"{name} ({abbreviation})" if abbreviation else name, parent)
    return list(found.values())


def _founded() -> dict[int, date]:
    """network → its first founding"""
    founded: dict[int, date] = {}
    milestones = Milestone.objects.filter(
        content_type=ContentType.objects.get_for_model(Network), kind=MilestoneKind.FOUNDED
    )
    for pk, day in milestones.order_by().values_list("object_id", "date_earliest"):
        if day:
            founded[pk] = min(day, founded.get(pk, day))
    return founded


def _orders() -> dict[str, list[int]]:
    rows, founded = LISTING.rows().rows, part("networks: founded", _founded)
    checked = [-(row[4] or date.min).toordinal() for row in rows]
    begun = [founded.get(row[0], date.max).toordinal() for row in rows]
    numbers = range(len(rows))
    return {  # sorting is stable: by name among equals
        "geprueft": sorted(numbers, key=checked.__getitem__),
        "gruendung": sorted(numbers, key=begun.__getitem__),
    }


def _source_of() -> dict[int, int]:
    """network → the latest of the public sources cited for it as a whole"""
    sources, source_of = part("sources", published_sources), {}
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
