"""The start page: three entrances in one screen, and honest numbers."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contacts.facets import contact_index
from core.facets import Selection
from core.list_view import in_order
from directory.activity_facets import event_index
from directory.facets import network_index
from networks.activity_filters import UPCOMING
from networks.models import Event, Network
from networks_portal.picture import hero_picture
from publishing.models import SourceDocument

SHOWN = 8


def home(request: HttpRequest) -> HttpResponse:
    index = network_index()
    listed, known = index.select({}), index.with_ended()
    events = event_index()
    upcoming = events.select({"zeit": [UPCOMING]}).page(1, 3)
    total = len(index.pks)
    fresh = Network.objects.published().filter(checked_on__gte=date.today() - timedelta(days=365)).count()
    context = {
        "canonical": "/",
        # The form leads to the directory, which hides ended networks; the lists lead to pages that show them.
        "regions": listed.offered("region"),
        "fields": listed.offered("feld"),
        "top_regions": _top(listed, "region", "/regionen/"),
        "top_fields": _top(known, "feld", "/felder/"),
        "events": in_order(Event.objects.all(), upcoming),
        "checked": list(
            Network.objects.published().filter(checked_on__isnull=False).order_by("-checked_on", "sort_name", "pk")[:5]
        ),
        "total": total,
        "source_count": SourceDocument.objects.published().count(),
        "contact_count": len(contact_index().pks),
        "fresh_percent": round(100 * fresh / total) if total else 0,
        "picture": hero_picture(),
    }
    return render(request, "networks_portal/home.html", context)


def _top(selection: Selection, param: str, path: str) -> list[tuple[str, str, int]]:
    """Address, name and number of the options that most networks have.

    Deutschland as a whole says nothing, a quarter too little.
    """
    rows = [row for row in selection.offered(param) if row.option.value != "deutschland" and row.option.depth < 2]
    rows.sort(key=lambda row: -row.hits)
    return [(f"{path}{option.value}/", str(option.label), hits) for option, hits in rows[:SHOWN]]
