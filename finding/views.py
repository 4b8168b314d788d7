"""The search over everything, suggestions while typing, and the description for browsers."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from core.facets import Selection
from core.paging import Page, page_of
from core.text import quoted
from core.words import _
from directory.facets import network_index
from directory.result_list import network_lines
from finding.direct import direct_hit
from finding.folding import KIND as NETWORK
from finding.folding import fold_parts
from finding.marking import Marker
from finding.missed import count_missed
from finding.namesakes import namesakes
from finding.result_list import key_of, kind_line, result_lines, sure_of
from finding.spelling import corrections
from finding.suggestions import Group, suggest
from finding.ways_out import ways_out
from inputs.text import one_line
from language.stopwords import means_here
from language.text import parts
from language.tokens import MAX_LENGTH
from programmes.elsewhere import FEW, NETWORKS, PROGRAMMES, Elsewhere, elsewhere
from reach.landing import offices_of
from regions.nearness import Nearness
from search.documents import KINDS
from search.intent import asks_money
from search.places import asked_place
from search.query import Found
from search.query import search as search_index

PUNCTUATION = ".,;:!?()[]{}<>\"'„“”‚‘’«»…"
MAX_SYNONYMS = 8
STARTS = 6
COUNTRY = "deutschland"  # as a start as good as none
SUGGESTIONS_SECONDS = 60
OPENSEARCH_SECONDS = 86_400


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    text = _text(request)
    context = {
        "breadcrumbs": [{"label": _("Suche")}],
        "robots": "noindex,follow",
        "text": text,
        "kind": "",
        "total": 0,
        "meant": "",
        "asks_where": False,
    }
    if not text:
        return render(request, "search/search.html", context | _start())
    kind = request.GET.get("typ", "")
    kind = kind if kind in KINDS else ""
    exact = request.GET.get("genau") == "1"
    found = search_index(text, exact=exact)
    parts = fold_parts(found, network_index())
    counts = found.counts
    total = sum(counts.values())
    page = page_of(request.GET.get("seite"), counts.get(kind, 0) if kind else total)
    if not total or found.dropped and found.understood.unknown:
        if request.method == "GET" and not kind:
            count_missed(text)
        context |= _nothing(text, found)
    context |= {
        "total": total,
        "kind": kind,
        "all_url": _url(text, exact=exact),
        "types": [(KINDS[name].titles, counts[name], _url(text, name, exact=exact), name == kind) for name in counts],
        **_understood(text, found),
        **_page(text, kind, exact, page),
        "folded": sum(map(len, parts.values())),
        **_results(text, kind, found, page, parts),
        "offices": offices_of(place := asked_place(found.understood)),
        "directories": _elsewhere(text, found, place) if total <= FEW or found.dropped else None,
        "asks_where": not place and means_here(found.understood.words),
    }
    return render(request, "search/search.html", context)


def _text(request: HttpRequest) -> str:
    return one_line(request.GET.get("q", ""))[:MAX_LENGTH].strip()


def _start() -> dict:
    """Where to begin for somebody who has no word yet: the fields and regions that most networks have."""
    index = network_index()

    def most(param: str, shown: Selection) -> list:
        counts = shown.counts(param)
        options = [option for option in index.options[param] if option.depth < 2 and option.value != COUNTRY]
        options = [option for option in options if counts[option.value]]
        return sorted(options, key=lambda option: -counts[option.value])[:STARTS]

    return {"fields": most("feld", index.with_ended()), "regions": most("region", index.select({}))}


def _understood(text: str, found: Found) -> dict:
    """What the page says about how the query was read."""
    understood = found.understood
    trades = {word for trade in found.trades for word in trade.word.split()}
    corrected = corrections(understood) if found.total else []
    written = dict(corrected)
    meant = " ".join(written.get(word, word) for word in text.split())
    return {
        "corrected": [written for _, written in corrected],
        "corrected_url": _url(meant),
        "also_meant": [(other, _url(text.replace(word, other))) for word, other in understood.also_meant],
        "exact_words": [_bare(typed) for typed, _ in corrected],
        "exact_url": _url(text, exact=True),
        "synonyms": list(dict.fromkeys(understood.synonyms))[:MAX_SYNONYMS] if found.total else [],
        "dropped": [_bare(word) for word in found.dropped],
        "unknown": [
            _bare(word)
            for word in understood.unknown
            if word not in trades and (not found.total or word not in found.dropped)
        ],
        "trades": found.trades,
        "namesakes": namesakes(text, found),
    }


def _nothing(text: str, found: Found) -> dict:
    ways = ways_out(text, found)
    return {"words": [_bare(word) for word in ways.words], "meant": ways.meant, "meant_url": _url(ways.meant)}


def _bare(word: str) -> str:
    return word.strip(PUNCTUATION) or word


def _results(text: str, kind: str, found: Found, page: Page, parts: dict[int, list[int]]) -> dict:
    """The entries of a page; the one whose name was typed apart, at the top of the first."""
    rows = found.page((page.number - 1) * page.size, page.size, kind) if page.count else []
    marker = Marker(found.understood.forms)
    sure = sure_of(rows)
    hit = direct_hit(rows[0], text, sure.get(key_of(rows[0]))) if rows and page.number == 1 else None
    index, nearness = network_index(), _nearness(found)
    summaries = {row.object_id: row.summary for row in rows if row.kind == NETWORK}
    cards = {
        line.pk: line
        for line in network_lines(index, list(summaries), parts=parts, nearness=nearness, summaries=summaries)
    }
    return {
        "results": result_lines(rows[1:] if hit else rows, marker, cards, sure),
        "direct": hit,
        "direct_kind": kind_line(rows[0], marker) if hit else None,
        "steps": nearness.steps(index.listed),
        "steps_url": f"/netzwerke/?region={found.understood.place}",
    }


def _elsewhere(text: str, found: Found, place: int | None) -> Elsewhere | None:
    """Directories for what was typed; who asks for money looks it up among programmes."""
    region = network_index().regions.get(place) if place else None
    fields = [address.strip("/").rsplit("/")[-1] for trade in found.trades for _name, address in trade.fields]
    listed = PROGRAMMES if any(asks_money("".join(parts(word))) for word in found.understood.words) else NETWORKS
    return elsewhere(listed, [region.slug] if region else (), fields, [quoted(text)])


def _nearness(found: Found) -> Nearness:
    """To the place that the query names, if it names one."""
    place = found.understood.place
    return Nearness(network_index(), [place] if place else [])


def _page(text: str, kind: str, exact: bool, page: Page) -> dict:
    return {
        "page": page,
        "page_links": [(number, _url(text, kind, number, exact) if number else "") for number in page.numbers],
        "previous_url": _url(text, kind, page.previous, exact) if page.previous else "",
        "next_url": _url(text, kind, page.next, exact) if page.next else "",
    }


def _url(text: str, kind: str = "", page: int | None = None, exact: bool = False) -> str:
    pairs = [("q", text)] if text else []
    pairs += [("typ", kind)] if kind else []
    pairs += [("genau", "1")] if exact else []
    pairs += [("seite", str(page))] if page and page > 1 else []
    return f"/suche/?{urlencode(pairs)}" if pairs else "/suche/"


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Suggestions as a small page, as the bare list that the script asks for, as JSON for browsers' search fields."""
    text = _text(request)
    groups = suggest(text)
    response: HttpResponse
    match request.GET.get("format"):
        case "json":
            response = JsonResponse(_for_browsers(request, text, groups), safe=False)
            response["Content-Type"] = "application/x-suggestions+json"
        case "liste":
            response = render(request, "search/suggestion_list.html", {"groups": groups})
        case _:
            context = {"text": text, "groups": groups, "all_url": _url(text)}
            response = render(request, "search/suggestion_page.html", context)
    response["Cache-Control"] = f"max-age={SUGGESTIONS_SECONDS}"
    response["X-Robots-Tag"] = "noindex"
    return response


def _for_browsers(request: HttpRequest, text: str, groups: list[Group]) -> list:
    """The query, the suggested names, a line about each, and their addresses, as OpenSearch has them."""
    rows = [entry for group in groups for entry in group.entries]
    addresses = [request.build_absolute_uri(row.url) for row in rows]
    return [text, [row.title for row in rows], [row.meta for row in rows], addresses]


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser searches here (OpenSearch 1.1)."""
    context = {
        "base": request.build_absolute_uri("/").rstrip("/"),
        "favicon": static("img/favicon.svg"),
        "short_name": settings.SITE_NAME[:16].strip(),
        "long_name": settings.SITE_NAME[:48].strip(),
    }
    response = render(request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml")
    response["Cache-Control"] = f"max-age={OPENSEARCH_SECONDS}"
    return response
