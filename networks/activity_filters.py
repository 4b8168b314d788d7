"""What can be asked of events, places and projects. Past events are hidden until somebody asks for them."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from core.choice_facets import ChoiceFacet, TermFacet, YesNoFacet, published
from core.filters import Links, RecordFilterSet, Sort
from core.words import _lazy
from networks.enums import Attendance, EventKind, PlaceKind, ProjectState
from networks.filters import field_facet
from networks.models import Event, Network, Place, Project
from networks.models.activity import WHOLES
from publishing.enums import State
from regions.filters import NEAREST_FIRST, RegionFacet

UPCOMING, RECURRING, PAST, UNDATED = "kommend", "regelmaessig", "vergangen", "ohne-datum"
TIMES = {
    UPCOMING: _lazy("kommende Termine"),
    RECURRING: _lazy("regelmäßige Termine"),
    UNDATED: _lazy("ohne Datum in der Quelle"),
    PAST: _lazy("vergangen"),
}


def time_of(kind: str, start: date | None, last: date | None, today: date) -> str:
    """Upcoming, recurring, past or undated. `last`: the last day, of a recurring format only its stated end."""
    if kind != EventKind.SINGLE:
        return PAST if last and last < today else RECURRING
    if not last:
        return UNDATED
    return PAST if last < today else UPCOMING


def with_time(events: QuerySet) -> QuerySet:
    """`time`: what `time_of` says of its last day; `rank`: the place of its group in lists."""
    days: list[Any] = []
    for path in ("", *(f"{whole}__" for whole in WHOLES)):
        start = When(**{f"{path}kind": EventKind.SINGLE}, then=F(f"{path}start_latest"))
        days += (F(f"{path}end_latest"), Case(start))
    time = Case(
        When(last__lt=date.today(), then=Value(PAST)),
        When(~Q(kind=EventKind.SINGLE), then=Value(RECURRING)),
        When(last=None, then=Value(UNDATED)),
        default=Value(UPCOMING),
        output_field=CharField(),
    )
    ranks = Case(*(When(time=name, then=Value(rank)) for rank, name in enumerate(TIMES)))
    return events.alias(last=Coalesce(*days)).annotate(time=time).alias(rank=ranks)


class TimeFacet(ChoiceFacet):
    """Computed, as it depends on the day."""

    def __init__(self, **options):
        super().__init__(_lazy("Zeit"), "", TIMES.items(), **options)

    def having(self, model: type[Event], values: list[str]) -> Q:
        return Q(pk__in=with_time(model._base_manager.all()).filter(time__in=values).order_by().values("pk"))


def activity_region(model: type[Event] | type[Place] | type[Project]) -> RegionFacet:
    """The region of its own, else those where its public networks work."""
    name = model._meta.model_name
    through = model.networks.through.objects
    return RegionFacet(
        (
            Links(model._base_manager.all, "region_id", "pk"),
            Links(
                lambda: through.filter(network__state=State.PUBLISHED, **{f"{name}__region": None}),
                "network__regions",
                f"{name}_id",
            ),
        ),
        near=True,
    )


def network_facet(model) -> TermFacet:
    return TermFacet(_lazy("Netzwerk"), Links.through(model.networks), published(Network), wide=True)


class EventFilter(RecordFilterSet):
    """By date, near or not: they stand in groups by month."""

    desk = {"art": ChoiceFacet(_lazy("Art"), "kind", EventKind.choices)}
    sorts = {
        "datum": Sort(
            _lazy("Datum"),
            (
                "rank",
                Case(When(time=PAST, then=F("start_earliest"))).desc(nulls_first=True),
                F("start_earliest").asc(nulls_last=True),
                "sort_name",
            ),
        )
    }

    zeit = TimeFacet(hidden_unless_chosen=(PAST,))
    region = activity_region(Event)
    feld = field_facet(Event)
    teilnahme = ChoiceFacet(_lazy("Teilnahme"), "attendance", Attendance.choices)
    netzwerk = network_facet(Event)

    class Meta:
        model = Event
        fields: list[str] = []

    def _ordered(self, queryset: QuerySet) -> QuerySet:
        return super()._ordered(with_time(queryset))


class PlaceFilter(RecordFilterSet):
    sorts = NEAREST_FIRST

    art = ChoiceFacet(_lazy("Art"), "kind", PlaceKind.choices)
    region = activity_region(Place)
    feld = field_facet(Place)
    netzwerk = network_facet(Place)
    geplant = YesNoFacet(_lazy("Geplant"), "is_planned", _lazy("laut Quelle geplant"), _lazy("besteht"))

    class Meta:
        model = Place
        fields: list[str] = []


class ProjectFilter(RecordFilterSet):
    sorts = NEAREST_FIRST

    stand = ChoiceFacet(_lazy("Stand des Projekts"), "project_state", ProjectState.choices)
    region = activity_region(Project)
    feld = field_facet(Project)
    netzwerk = network_facet(Project)

    class Meta:
        model = Project
        fields: list[str] = []
