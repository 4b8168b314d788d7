"""Plain pages of a list, each by the query string of the list: whole, to print; in a frame; and how to embed it."""

from collections.abc import Iterable, Iterator
from itertools import chain
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from core.filters import Unknown
from core.words import _
from open_data.downloads.cells import BATCH
from open_data.plain.lines import Line, lines_of
from open_data.refusing import refused
from open_data.selection import LISTS, Selection, select
from open_data.streaming import state_tag, streamed, unchanged

NUMBER = "anzahl"
SHOWN, MOST = 20, 100
_LINES = "<!-- Zeilen -->"
_FRAMED_BY_ANYBODY = "frame-ancestors *"


@require_safe
def whole(request: HttpRequest, name: str) -> HttpResponseBase:
    """All records on one page, of any number."""
    selection, etag = _asked(request, name), state_tag(request)
    if answer := refused(selection) or unchanged(request, etag):
        return answer
    return streamed(request, _whole(request, selection), "text/html; charset=utf-8", etag, selection.count)


def _whole(request: HttpRequest, selection: Selection) -> Iterator[str]:
    page = render_to_string("open_data/whole.html", _said_of(selection) | {"lines_here": _LINES}, request)
    head, _, end = page.partition(_LINES)
    yield head
    for lines in lines_of(selection.of.kind, selection.batches(BATCH)):
        yield render_to_string("open_data/whole_lines.html", {"lines": lines}, request)
    yield end


@require_safe
@xframe_options_exempt
def frame(request: HttpRequest, name: str) -> HttpResponse:
    """The first records, as the pages of others show them: the only page that others may frame."""
    selection = _asked(request, name, NUMBER)
    number = _number(request, selection)
    if answer := refused(selection):
        return answer
    context = _said_of(selection) | {"lines": _first(selection, number)}
    response = render(request, "open_data/frame.html", context)
    response["Content-Security-Policy"] = _FRAMED_BY_ANYBODY
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def embed(request: HttpRequest, name: str) -> HttpResponse:
    """What a website needs to show the list: a frame that stays up to date, or HTML as of today."""
    selection = _asked(request, name, NUMBER)
    number = _number(request, selection)
    if answer := refused(selection):
        return answer
    said = _said_of(selection)
    query = (
        said["query"] if number == SHOWN else f"{said['query'] or '?'}{'&' if said['query'] else ''}{NUMBER}={number}"
    )
    frame_path = f"/einbetten/{quote(name)}/rahmen/{query}"
    lines = _first(selection, number)
    context = said | {
        "breadcrumbs": [{"label": selection.of.kind.titles, "url": selection.of.path}, {"label": _("Einbetten")}],
        "robots": "noindex,follow",
        "frame_path": frame_path,
        "number": number,
        "numbers": sorted({5, 10, SHOWN, 50, MOST, number}),
        "hidden": [(key, value) for key, values in request.GET.lists() if key != NUMBER for value in values],
        "frame_html": render_to_string(
            "open_data/snippet_frame.html", said | {"url": f"{settings.SITE_URL}{frame_path}"}
        ),
        "list_html": render_to_string("open_data/snippet_list.html", said | {"lines": lines}),
    }
    return render(request, "open_data/embed.html", context)


def _asked(request: HttpRequest, name: str, *besides: str) -> Selection:
    if name not in LISTS:
        raise Http404(_("Diese Liste gibt es nicht."))
    return select(name, request.GET, besides)


def _number(request: HttpRequest, selection: Selection) -> int:
    """Of the records that are shown; what is no such number is named with the rest."""
    asked = request.GET.get(NUMBER) or str(SHOWN)
    if asked.isascii() and asked.isdigit() and len(asked) < 4 and 0 < int(asked) <= MOST:
        return int(asked)
    selection.unknown.append(Unknown.of(_("Anzahl"), asked))
    return SHOWN


def _first(selection: Selection, number: int) -> list[Line]:
    keys: Iterable[list[int]] = [selection.keys(0, number)]
    return list(chain.from_iterable(lines_of(selection.of.kind, keys)))


def _said_of(selection: Selection) -> dict:
    """The list in words, and where it is. `query`: of its filters as they were understood."""
    listing, kind = selection.listing, selection.of.kind
    chips = [chip.label for chip in listing.chips]
    path = listing.url()
    return {
        "kind": kind,
        "chips": chips,
        "title": f"{kind.titles}: {', '.join(chips)}" if chips else kind.titles,
        "count": selection.count,
        "list_url": f"{settings.SITE_URL}{path}",
        "query": path.removeprefix(selection.of.path),
        "today": timezone.localdate(),
        "SITE_NAME": settings.SITE_NAME,
    }
