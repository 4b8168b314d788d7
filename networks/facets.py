"""The facets of the network directory (ux 4.2): Region, Feld, Typ, Status, Programm, Zielmarkt, Ansprechperson."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType

from core.facets import FacetData, FacetIndex, FacetSpec, Selection, cached_index, of_choices, positions_of, two_levels
from core.text import sort_key
from networks.enums import NetworkKind, Status
from networks.models import Field, Market, Network
from networks.status import shown_status
from publishing.enums import MilestoneKind, State
from publishing.models import Citation, ContentStamp, Milestone, SourceDocument
from regions.facets import region_facet
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
SORTS = {"name": "Name", "geprueft": "Zuletzt geprüft", "gruendung": "Gründung"}


@dataclass(frozen=True)
class Card:
    """What a result line shows besides the row itself, kept in memory for every network."""

    status: Status
    source: int | None
    regions: tuple[int, ...]
    fields: tuple[int, ...]


NO_CARD = Card(Status.UNCLEAR, None, (), ())


class NetworkIndex(FacetIndex):
    """Facets, result cards, and the small vocabularies they name."""

    cards: list[Card]
    names: list[tuple[str, str]]
    regions: dict[int, Region]
    fields: dict[int, tuple[str, str]]
    sources: dict[int, SourceDocument]
    tree: RegionTree

    def card(self, pk: int) -> Card:
        """An empty card for a network that was withdrawn since the page asked for it."""
        return self.cards[self.position[pk]] if pk in self.position else NO_CARD

    def name(self, pk: int) -> tuple[str, str]:
        """Slug and name."""
        return self.names[self.position[pk]]

    def with_ended(self, chosen: dict[str, list[str]] | None = None) -> Selection:
        """A selection that, unlike the directory's default, leaves out no status: what landing pages show."""
        every_status = {"status": [option.value for option in self.options["status"]]}
        return self.select((chosen or {}) | every_status)


def network_index() -> NetworkIndex:
    """The current index of this process; one query when it is up to date."""
    return cached_index("networks", ContentStamp.current(), _build)


def _build() -> NetworkIndex:
    rows = list(
        Network.objects.published().order_by().values_list("pk", "name", "kind", "stated_status", "checked_on", "slug")
    )
    rows.sort(key=lambda row: (sort_key(row[1]), row[0]))
    position = {row[0]: number for number, row in enumerate(rows)}
    tree = RegionTree.load()
    regions = positions_of(Network.regions.through.objects.values_list("region_id", "network_id"), position)
    fields = positions_of(Network.fields.through.objects.values_list("field_id", "network_id"), position)
    markets = positions_of(Network.markets.through.objects.values_list("market_id", "network_id"), position)
    public = Network.objects.published().order_by()
    fundings = list(
        public.filter(fundings__isnull=False, fundings__programme__state=State.PUBLISHED).values_list(
            "pk", "fundings__end_latest", "fundings__programme_id"
        )
    )
    programmes = positions_of(((programme, pk) for pk, _, programme in fundings), position)
    contacts = set(
        public.filter(responsibilities__person__state=State.PUBLISHED).values_list("pk", flat=True).distinct()
    )
    statuses = _statuses(rows, fundings)
    by_status, by_kind = defaultdict(list), defaultdict(list)
    for number, row in enumerate(rows):
        by_status[statuses[number]].append(number)
        by_kind[row[2]].append(number)

    field_rows = list(Field.objects.published().order_by().values_list("pk", "slug", "name", "parent_id"))
    market_rows = list(Market.objects.published().order_by().values_list("pk", "slug", "name", "parent_id"))
    facets = {
        "region": region_facet(tree, regions),
        "feld": two_levels(field_rows, fields),
        "typ": of_choices(NetworkKind.choices, by_kind),
        "status": of_choices(Status.choices, by_status),
        "programm": two_levels(_programme_rows(public), programmes),
        "zielmarkt": two_levels(market_rows, markets),
        "kontakt": of_choices([("1", "mit Ansprechperson")], {"1": [position[pk] for pk in contacts]}),
    }
    data = FacetData.of([row[0] for row in rows], facets, _orders(rows, position))
    index = NetworkIndex(SPECS, data)
    index.tree, index.regions = tree, tree.regions
    index.fields = {pk: (slug, name) for pk, slug, name, _ in field_rows}
    index.names = [(row[5], row[1]) for row in rows]
    index.sources = SourceDocument.objects.published().in_bulk()
    index.cards = _cards(rows, statuses, regions, fields, index.sources, position)
    return index


def _statuses(rows: list, fundings: list) -> list[Status]:
    ends = defaultdict(list)
    for pk, end, _ in fundings:
        ends[pk].append(end)
    today = date.today()
    return [shown_status(row[3], ends.get(row[0], ()), row[4], today) for row in rows]


def _programme_rows(public) -> list[tuple]:
    """Public programmes that fund a network, and their public parents: pk, slug, name, parent."""
    found = {}
    names = ("slug", "name", "abbreviation", "parent_id")
    for prefix in ("fundings__programme__", "fundings__programme__parent__"):
        shown = public.filter(**{f"{prefix}state": State.PUBLISHED}).distinct()
        for pk, slug, name, abbreviation, parent in shown.values_list(f"{prefix}pk", *(prefix + n for n in names)):
            found[pk] = (pk, slug, f"{name} ({abbreviation})" if abbreviation else name, parent)
    return list(found.values())


def _orders(rows: list, position: dict[int, int]) -> dict[str, list[int]]:
    numbers = range(len(rows))
    founded = {}
    milestones = Milestone.objects.filter(
        content_type=ContentType.objects.get_for_model(Network), kind=MilestoneKind.FOUNDED
    )
    for pk, day in milestones.values_list("object_id", "date_earliest"):
        if pk in position and day:
            founded[position[pk]] = min(day, founded.get(position[pk], day))
    return {
        "geprueft": sorted(numbers, key=lambda n: (-(rows[n][4] or date.min).toordinal(), n)),
        "gruendung": sorted(numbers, key=lambda n: (founded.get(n, date.max), n)),
    }


def _cards(rows, statuses, regions, fields, sources, position) -> list[Card]:
    regions_of, fields_of = _by_position(regions), _by_position(fields)
    source_of: dict[int, int] = {}
    cited = Citation.objects.filter(
        content_type=ContentType.objects.get_for_model(Network), field="", source__isnull=False
    )
    for pk, source in cited.values_list("object_id", "source_id"):
        known = source_of.get(pk)
        if source in sources and (known is None or _stand(sources[source]) > _stand(sources[known])):
            source_of[pk] = source
    return [
        Card(statuses[n], source_of.get(row[0]), tuple(regions_of.get(n, ())), tuple(fields_of.get(n, ())))
        for n, row in enumerate(rows)
    ]


def _stand(source: SourceDocument) -> date:
    return source.as_of_latest or date.min


def _by_position(members: dict[int, list[int]]) -> dict[int, list[int]]:
    found = defaultdict(list)
    for value, positions in members.items():
        for position in positions:
            found[position].append(value)
    return found
