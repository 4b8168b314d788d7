"""The facets of the events: Zeit, Region, Feld, Teilnahme, Netzwerk. Past events are hidden by default."""

from collections import defaultdict
from datetime import date

from core.facets import FacetIndex, FacetSpec, Rows, of_choices, two_levels, wide
from core.text import sort_key
from memory.kept import remembered
from networks.enums import Attendance, EventKind
from networks.models import Event, Field, Network
from networks.models.activity import last_day
from publishing.enums import State
from regions.facets import region_facet
from regions.tree import RegionTree

UPCOMING, RECURRING, PAST, UNDATED = "kommend", "regelmaessig", "vergangen", "ohne-datum"
TIMES = {
    UPCOMING: "kommende Termine",
    RECURRING: "regelmäßige Formate",
    UNDATED: "ohne Datum in der Quelle",
    PAST: "vergangen",
}
SPECS = (
    FacetSpec("zeit", "Zeit", hidden_unless_chosen=(PAST,)),
    FacetSpec("region", "Region", hierarchical=True),
    FacetSpec("feld", "Feld", hierarchical=True),
    FacetSpec("teilnahme", "Teilnahme"),
    FacetSpec("netzwerk", "Netzwerk", wide=True),
)
SORTS = {"datum": "Datum"}


def event_index() -> FacetIndex:
    return remembered("events", _build, daily=True)


def time_of(kind: str, start: date | None, last: date | None, today: date) -> str:
    """Upcoming, recurring, past or undated. `last`: the last day, of a recurring format only its stated end."""
    if kind != EventKind.SINGLE:
        return PAST if last and last < today else RECURRING
    if not last:
        return UNDATED
    return PAST if last < today else UPCOMING


def _regions_of_networks():
    """Region and event: an event without a region of its own belongs where its networks work."""
    public = Event.objects.published().filter(region=None, networks__state=State.PUBLISHED).order_by()
    return public.values_list("networks__regions", "pk").distinct()


def _build() -> FacetIndex:
    today = date.today()
    columns = (
        "pk",
        "name",
        "kind",
        "start_earliest",
        "start_latest",
        "end_latest",
        "attendance",
        "region_id",
    )
    whole = ("part_of__kind", "part_of__start_latest", "part_of__end_latest")
    rows = list(Event.objects.published().order_by().values_list(*columns, *whole))
    times = {
        row[0]: time_of(row[2], row[3], last_day(row[2], row[4], row[5]) or last_day(*row[8:]), today) for row in rows
    }
    rank = {time: number for number, time in enumerate(TIMES)}

    def order(row):
        day = (row[3] or date.max).toordinal()
        return rank[times[row[0]]], -day if times[row[0]] == PAST else day, sort_key(row[1]), row[0]

    listed = Rows(sorted(rows, key=order))
    by_time = defaultdict(list)
    for number, row in enumerate(listed.rows):
        by_time[times[row[0]]].append(number)
    without_region = {row[0] for row in rows if row[7] is None}
    regions = [(row[7], row[0]) for row in rows]
    regions += [(region, pk) for region, pk in _regions_of_networks() if pk in without_region]
    fields = Event.fields.through.objects.values_list("field_id", "event_id")
    networks = Event.networks.through.objects.values_list("network_id", "event_id")
    field_rows = Field.objects.published().order_by().values_list("pk", "slug", "name", "parent_id")
    names = Network.objects.published().filter(events__isnull=False).order_by().distinct()
    facets = {
        "zeit": of_choices(TIMES.items(), by_time),
        "region": region_facet(RegionTree.current(), listed.linked(regions)),
        "feld": two_levels(field_rows, listed.linked(fields)),
        "teilnahme": of_choices(Attendance.choices, listed.by(6)),
        "netzwerk": wide(names.values_list("pk", "slug", "name"), listed.linked(networks)),
    }
    return FacetIndex(SPECS, listed.data(facets))
