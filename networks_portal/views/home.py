"""The start page: a sentence to complete, three doors, and honest numbers."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from contacts.facets import contact_index
from core.facets import Selection
from core.filters import clean_text
from core.list_view import in_order
from core.text import fold
from core.text_search import matching
from directory.activity_facets import event_index
from directory.facets import network_index
from networks.activity_lines import lines
from networks.activity_times import UPCOMING
from networks.enums import UNCONFIRMED
from networks.models import Event, Field, Market, Network
from networks_portal.picture import hero_picture
from pages.alive import HOLDS
from publishing.models import SourceDocument
from regions.resolve import resolve

SHOWN = 8


def home(request: HttpRequest) -> HttpResponse:
    index = network_index()
    known = index.with_ended()
    events = event_index()
    upcoming = events.select({"zeit": [UPCOMING]}).page(0, 3)
    context = {
        "canonical": "/",
        "fields": [str(row.option.label) for row in known.offered("feld")],
        "top_regions": _top(index.select({}), "region", "/regionen/"),
        "top_fields": _top(known, "feld", "/felder/"),
        "events": lines(in_order(Event.objects.all(), upcoming)),
        "checked": list(
            Network.objects.published()
            .filter(checked_on__gte=date.today() - HOLDS)
            .order_by("-checked_on", "sort_name", "pk")[:5]
        ),
        "total": len(index.pks),
        "source_count": SourceDocument.objects.published().count(),
        "contact_count": len(contact_index().pks),
        "unconfirmed": index.select({"status": list(UNCONFIRMED)}).count(),
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


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Where the sentence of the start page leads: „Ich suche in [ort] etwas zu [zu]“.

    To the list of networks, narrowed to the place and to the field or target market that is meant; other words look
    in that list when a network there has them, else in everything. What is no place is said on the list.
    """
    typed, word = clean_text(request.GET.get("ort", "")), clean_text(request.GET.get("zu", ""))
    region = resolve(typed).region
    place = [("region", region.slug)] if region else [("ort", typed)] if typed else []
    if term := _term(word) if word else None:
        return redirect(_list(place + [term]))
    if word and not (place and _is_known_there(word, region.slug if region else "")):
        return redirect(f"/suche/?{urlencode({'q': f'{word} {typed}'.strip()})}")
    return redirect(_list([("q", word)] * bool(word) + place))


def _list(query: list[tuple[str, str]]) -> str:
    return f"/netzwerke/?{urlencode(query)}" if query else "/netzwerke/"


def _term(word: str) -> tuple[str, str] | None:
    """The filter for a field or target market that a word names, by its name or a synonym."""
    for param, model in (("feld", Field), ("zielmarkt", Market)):
        for term in model.objects.published().only("slug", "name", "synonyms"):
            if fold(word) in map(fold, (term.name, *term.synonym_list)):
                return param, term.slug
    return None


def _is_known_there(word: str, region: str) -> bool:
    index = network_index()
    return bool(index.select({"region": [region]} if region else {}, index.bits_of(matching(Network, word))).count())
