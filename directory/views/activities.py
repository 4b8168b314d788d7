"""Events, places and projects."""

from datetime import date
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.facet_form import ListQuery
from core.fuzzy_dates import MONTHS
from core.list_view import in_order, list_page
from core.words import _
from directory.activity_facets import event_index, place_index, project_index
from networks.activity_filters import EventFilter, PlaceFilter, ProjectFilter
from networks.activity_lines import Line, is_intended, line, lines, standing
from networks.activity_times import PAST, PLANNED, RECURRING, UNDATED, UPCOMING, days_of
from networks.enums import EventKind
from networks.models import Event, Place, Project
from networks.models.activity import WHOLES
from pages.record_page import RecordPage
from pages.records import get_published
from programmes.elsewhere import elsewhere_of
from reach.records import RecordRows, record_ladder
from regions.nearness import Nearness
from regions.place_field import reads_place

RELATIONS = ("networks", "organisations", "fields", "mentions", "parts", "events")


@reads_place
def event_list(request: HttpRequest) -> HttpResponse:
    listing = ListQuery.by(EventFilter, "/veranstaltungen/", request.GET, event_index())
    context, pks = _near_page(listing, request)
    context |= {
        "section": "termine",
        "breadcrumbs": [{"label": _("Termine")}],
        "groups": _groups(in_order(Event.objects.select_related(WHOLES[-1]), pks)),
        "hidden": listing.selection.hidden_count(),
        "show_hidden_url": listing.url(chosen=listing.chosen | {"zeit": [PAST]}),
        "years": _years(),
    }
    return render(request, "directory/event_list.html", context)


def _near_page(listing: ListQuery, request: HttpRequest) -> tuple[dict, list[int]]:
    """A page of a list, and how near what it shows is to the place that was asked for."""
    context, pks = list_page(listing, request.GET.get("seite"))
    nearness = Nearness(listing.index, listing.chosen.get("region", []))
    context |= {
        "steps": nearness.steps(listing.selection.bits),
        "near": nearness.labels(pks),
        "directories": elsewhere_of(listing),
    }
    return context, pks


def _groups(events: list[Event]) -> list[tuple[str, list[Line]]]:
    """Upcoming events by month, then the formats, then the rest."""
    names = {
        RECURRING: _("Regelmäßige Termine"),
        PLANNED: _("Laut Quelle geplant"),
        UNDATED: _("Ohne Termin in der Quelle"),
    }

    def heading(event: Event) -> str:
        time = standing(event).time
        if time == UPCOMING:
            day = event.start_earliest or event.last_day
            return f"{MONTHS[day.month - 1]} {day.year}"
        if time == PAST and event.start_earliest:
            return str(event.start_earliest.year)
        return names.get(time, _("Vergangen"))

    return [(name, lines(rows)) for name, rows in groupby(events, heading)]


def _years() -> list[int]:
    days = Event.objects.published().filter(kind=EventKind.SINGLE).dates("start_earliest", "year", order="DESC")
    return [day.year for day in days]


def event_archive(request: HttpRequest, year: int) -> HttpResponse:
    """The single events that began in a year."""
    if not date.min.year <= year <= date.max.year:
        raise Http404(_("Dieses Jahr gibt es nicht."))
    events = Event.objects.published().filter(
        kind=EventKind.SINGLE, start_earliest__lte=date(year, 12, 31), start_latest__gte=date(year, 1, 1)
    )
    rows = list(events.order_by("start_earliest", "sort_name", "pk"))
    if not rows:
        raise Http404(_("Für dieses Jahr sind keine Termine verzeichnet."))
    crumbs = [{"label": _("Termine"), "url": "/veranstaltungen/"}, {"label": _("Archiv {year}").format(year=year)}]
    context = {"section": "termine", "breadcrumbs": crumbs, "year": year, "rows": lines(rows), "years": _years()}
    return render(request, "directory/event_archive.html", context)


def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_published(Event, slug, "region", "place", "part_of", "market")
    place = event.place if event.place and event.place.is_published else None
    market = event.market if event.market and event.market.is_published else None
    return _activity_page(
        request,
        event,
        "directory/event_detail.html",
        {"label": _("Termine"), "url": "/veranstaltungen/"},
        "termine",
        lambda page: [
            page.fact(_("Art"), "kind", event.get_kind_display()),
            page.fact(_("Wann"), "start", event.when_line if not event.is_recurring else event.start_display),
            page.fact(_("Wie oft"), "frequency", event.frequency),
            page.fact(_("Teilnahme"), "attendance", event.get_attendance_display() if event.attendance else ""),
            page.fact(_("Ort"), "location", event.location),
            page.fact(_("Veranstaltungsort"), "place", str(place or ""), place.get_absolute_url() if place else ""),
            page.fact(_("Veranstaltet von"), "organiser", event.organiser),
            page.fact(_("Zielmarkt"), "market", str(market or ""), market.get_absolute_url() if market else ""),
        ],
        {"event": event, "is_regular": standing(event).time == RECURRING, "calendar_url": _calendar_url(event)},
    )


def _calendar_url(event: Event) -> str:
    days = days_of(event.kind, event.is_planned, event.start, event.end)
    return f"{event.get_absolute_url()}termin.ics" if days else ""


def place_detail(request: HttpRequest, slug: str) -> HttpResponse:
    place = get_published(Place, slug, "region", "part_of")
    return _activity_page(
        request,
        place,
        "directory/place_detail.html",
        {"label": _("Orte"), "url": "/orte/"},
        "",
        lambda page: [
            page.fact(_("Art"), "kind", place.get_kind_display()),
            page.fact(_("Anschrift wie angegeben"), "address", place.address),
            page.fact(_("Geplant") if place.is_planned else _("Eröffnet oder gebaut"), "start", place.start_display),
            page.fact(_("Ende"), "end", place.end_display),
        ],
        {"place": place},
    )


def project_detail(request: HttpRequest, slug: str) -> HttpResponse:
    project = get_published(Project, slug, "region")
    return _activity_page(
        request,
        project,
        "directory/project_detail.html",
        {"label": _("Projekte"), "url": "/projekte/"},
        "",
        lambda page: [
            page.fact(_("Stand des Projekts"), "project_state", standing(project).words),
            page.fact(_("Beginn"), "start", project.start_display),
            page.fact(_("Ende"), "end", project.end_display),
        ],
        {"project": project},
    )


def _activity_page(request, record, template: str, crumb: dict, section: str, own_facts, extra: dict) -> HttpResponse:
    """What the pages of events, places and projects share."""
    known = {field.name for field in record._meta.get_fields()}
    page = RecordPage(record, tuple(name for name in RELATIONS if name in known))
    related = {name: page.public_records(name) for name in ("networks", "organisations", "fields", "parts", "events")}
    mentions = page.mentions()
    lead_mark = page.mark("summary")
    whole = getattr(record, "part_of", None)
    whole = whole if whole and whole.is_published else None
    facts = own_facts(page) + [
        page.fact(_("Teil von"), "part_of", str(whole or ""), whole.get_absolute_url() if whole else ""),
        page.fact(
            _("Region"),
            "region",
            str(record.region or ""),
            record.region.get_absolute_url() if record.region else "",
        ),
        page.many(_("Felder"), "fields", related["fields"]),
        page.many(_("Netzwerke"), "networks", related["networks"]),
        page.many(_("Organisationen"), "organisations", related["organisations"]),
    ]
    contact = record_ladder(
        RecordRows(
            page.notes,
            links=page.attached["links"],
            offices=[(one, _("weil {name} beteiligt ist").format(name=one)) for one in related["organisations"]],
            networks=[(one, _("weil es zu {name} gehört").format(name=one)) for one in related["networks"]],
            regions=None if is_intended(record) else (record.region_id,) if record.region_id else (),
        )
    )
    context = page.context() | {
        "section": section,
        "standing": standing(record),
        "is_intended": is_intended(record),
        **{name: related[name] for name in ("networks", "organisations", "fields")},
        "contact": contact,
        "breadcrumbs": [crumb, {"label": record.name}],
        "canonical": record.get_absolute_url(),
        "lead_mark": lead_mark,
        "mentions": mentions,
        "facts": [fact for fact in facts if fact],
        "related_events": lines(related["events"]),
        "parts": lines(related["parts"]),
    }
    return render(request, template, context | extra)


@reads_place
def place_list(request: HttpRequest) -> HttpResponse:
    listing = ListQuery.by(PlaceFilter, "/orte/", request.GET, place_index())
    return _activity_list(request, listing, Place, "directory/place_list.html")


@reads_place
def project_list(request: HttpRequest) -> HttpResponse:
    listing = ListQuery.by(ProjectFilter, "/projekte/", request.GET, project_index())
    return _activity_list(request, listing, Project, "directory/project_list.html")


def _activity_list(
    request: HttpRequest, listing: ListQuery, model: type[Place] | type[Project], template: str
) -> HttpResponse:
    """What the lists of places and projects share."""
    context, pks = _near_page(listing, request)
    context |= {
        "breadcrumbs": [{"label": model._meta.verbose_name_plural}],
        "results": [(row, line(row)) for row in in_order(model.objects.select_related("region"), pks)],
    }
    return render(request, template, context)
