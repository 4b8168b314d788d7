from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import F

from desk.admin import RecordAdmin, record_fieldsets
from desk.admin.extensions import Belonging, extend
from desk.pages import entry_url
from networks.activity_filters import EventFilter, PlaceFilter, ProjectFilter
from networks.models import Event, Network, Organisation, Place, Project

_EVENT_PLACEMENT = ["fields", "region", ("place", "location"), "attendance", "market"]


class ActivityAdmin(RecordAdmin):
    search_fields = ["name", "slug"]
    list_select_related = ["region"]
    autocomplete_fields = ["networks", "organisations", "fields", "region"]

    @admin.display(description="Beginn", ordering="start_earliest")
    def start_column(self, activity):
        return activity.start_display


@admin.register(Event)
class EventAdmin(ActivityAdmin):
    columns = ("kind", "when_column", "region")
    ordering: ClassVar[Any] = (F("start_earliest").desc(nulls_last=True), "sort_name", "pk")
    filterset, filters = EventFilter, ("art", "region", "teilnahme")
    list_select_related = ["region", "place"]
    autocomplete_fields = [*ActivityAdmin.autocomplete_fields, "place", "market", "part_of"]
    fieldsets = record_fieldsets(
        basics=["name", "kind", "part_of"],
        text=["summary"],
        placement=["networks", "organisations", "organiser", *_EVENT_PLACEMENT],
        dates=[("start", "end"), "frequency", "is_planned"],
        hints=["advice", "note"],
    )

    @admin.display(description="Wann", ordering="start_earliest")
    def when_column(self, event):
        return _when(event)


@admin.register(Place)
class PlaceAdmin(ActivityAdmin):
    columns = ("kind", "region", "is_planned")
    filterset, filters = PlaceFilter, ("art", "region", "geplant")
    autocomplete_fields = [*ActivityAdmin.autocomplete_fields, "part_of"]
    fieldsets = record_fieldsets(
        basics=["name", "kind", "part_of", "address"],
        text=["summary"],
        placement=["networks", "organisations", "fields", "region"],
        dates=[("start", "end"), "is_planned"],
        hints=["advice", "note"],
    )


@admin.register(Project)
class ProjectAdmin(ActivityAdmin):
    columns = ("project_state", "start_column", "region")
    filterset, filters = ProjectFilter, ("stand", "region")
    fieldsets = record_fieldsets(
        basics=["name"],
        text=["summary"],
        placement=["networks", "organisations", "fields", "region"],
        dates=["project_state", ("start", "end")],
        hints=["advice", "note"],
    )


def events_of(record: Network | Organisation) -> Belonging:
    """The next and latest first."""
    events = record.events.order_by(F("start_earliest").desc(nulls_last=True), "sort_name", "pk")
    return Belonging("Veranstaltungen", [(str(event), entry_url(event), _about(event)) for event in events])


def _when(event: Event) -> str:
    period = filter(None, [event.start_display, event.end_display])
    return " bis ".join(period) or event.frequency


def _about(event: Event) -> str:
    return ", ".join(filter(None, (_when(event), "" if event.is_published else str(event.get_state_display()))))


extend(Network, Organisation, belonging=[events_of])
