"""The result page of the search over everything (ux 4.14)."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.paging import page_of
from search.documents import KINDS
from search.engine.understand import MAX_LENGTH
from search.query import search as search_index

ICONS = {
    "netzwerk": "network", "programm": "euro", "ansprechperson": "person", "organisation": "building",
    "termin": "calendar", "ort": "pin", "region": "pin", "zielmarkt": "globe",
}  # fmt: skip


def search(request: HttpRequest) -> HttpResponse:
    text = " ".join(request.GET.get("q", "").replace("\0", "").split())[:MAX_LENGTH]
    kind = request.GET.get("typ") if request.GET.get("typ") in KINDS else ""
    found = search_index(text)
    counts = found.counts
    page = page_of(request.GET.get("seite"), counts.get(kind, 0) if kind else sum(counts.values()))
    rows = found.page((page.number - 1) * page.size, page.size, kind) if page.count else []
    for row in rows:
        row.kind_label, row.icon = KINDS[row.kind][1], ICONS.get(row.kind, "document")
    context = {
        "breadcrumbs": [{"label": "Suche"}],
        "robots": "noindex,follow",
        "text": text,
        "total": sum(counts.values()),
        "types": [
            (label, counts[name], _url(text, name), name == kind)
            for name, (_, label) in KINDS.items()
            if name in counts
        ],
        "all_url": _url(text),
        "kind": kind,
        "rows": rows,
        "page": page,
        "page_links": [(number, _url(text, kind, number) if number else "") for number in page.numbers],
        "previous_url": _url(text, kind, page.previous) if page.previous else "",
        "next_url": _url(text, kind, page.next) if page.next else "",
    }
    return render(request, "search/search.html", context)


def _url(text: str, kind: str = "", page: int | None = None) -> str:
    pairs = [("q", text)] if text else []
    pairs += [("typ", kind)] if kind else []
    pairs += [("seite", str(page))] if page and page > 1 else []
    return f"/suche/?{urlencode(pairs)}" if pairs else "/suche/"
