"""What can be asked of events, places and projects. Past events are hidden until somebody asks for them."""

from django.db.models import Case, F, Q, QuerySet, When

from core.choice_facets import ChoiceFacet, TermFacet, YesNoFacet, published
from core.filters import Links, RecordFilterSet, Sort
from core.words import _lazy
from networks.activity_times import PAST, TIMES, with_time
from networks.enums import Attendance, EventKind, PlaceKind, ProjectState
from networks.filters import field_facet
from networks.models import Event, Network, Place, Project
from regions.filters import NEAREST_FIRST, RegionFacet


class TimeFacet(ChoiceFacet):
    """Computed, as it depends on the day."""

    def __init__(self, **options):
        super().__init__(_lazy("Zeit"), "", TIMES.items(), **options)

    def having(self, model: type[Event], values: list[str]) -> Q:
        return Q(pk__in=with_time(model._base_manager.all()).filter(time__in=values).order_by().values("pk"))


def activity_region(model: type[Event] | type[Place] | type[Project]) -> RegionFacet:
    """The region that its sources state; where its networks work says nothing of it."""
    return RegionFacet(Links(model._base_manager.all, "region_id", "pk"), near=True)


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
