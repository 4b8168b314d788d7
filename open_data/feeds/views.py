"""The addresses of feeds and calendars; each takes the query string of the list that it is of."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.filters import SORT
from core.paging import page_of
from core.words import _
from networks.models import Event
from open_data.feeds.atom import FEEDS, SIZE, feed_of
from open_data.feeds.calendar import calendar_of, calendar_of_event
from open_data.refusing import refused
from open_data.selection import select
from pages.moments import What
from pages.records import get_published


@require_safe
def feed(request: HttpRequest, name: str, what: str) -> HttpResponse:
    if name not in FEEDS or what not in set(What):
        raise Http404(_("Diesen Feed gibt es nicht."))
    selection = select(name, request.GET, ())
    if answer := refused(selection):
        return answer
    page = page_of(request.GET.get("seite"), selection.count, SIZE)
    found = feed_of(selection, What(what), page.number, request.GET.get(SORT, ""))
    response = render(
        request, "open_data/feed.xml", {"feed": found}, content_type="application/atom+xml; charset=utf-8"
    )
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    selection = select(Event.url_prefix, request.GET, ())
    return refused(selection) or _calendar(calendar_of(selection))


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    text = calendar_of_event(get_published(Event, slug))
    if not text:
        raise Http404(_("Keine Quelle nennt für diesen Termin einen genauen Tag."))
    response = _calendar(text)
    response["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response


def _calendar(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response
