"""Lists of records, single records, and what a list can be narrowed by, with numbers."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from contacts.models import Person
from core.options import Option
from documents.build import documents_of
from documents.encoded import encoded, encoded_documents
from documents.shape import shape_of
from open_data.api import parameters as asked
from open_data.api.answers import ROOT, answer, answer_encoded
from open_data.selection import LISTS, OF_PAGES, PublicList, Selection, select
from pages.records import Moved, get_published

# People are told only beside what they are responsible for, and where they are released: nobody can list them.
OPEN: Mapping[str, PublicList] = {name: one for name, one in LISTS.items() if one.model is not Person}


def list_named(name: str) -> PublicList:
    if name not in OPEN:
        raise Http404
    return OPEN[name]


def selected(request: HttpRequest, one: PublicList, *more: str) -> Selection:
    """What the parameters of the page select. `more`: parameters of this address besides."""
    asked.check_names(request.GET, [*one.params, *more, *OF_PAGES])
    selection = select(one.name, request.GET)
    asked.check_values(one, selection)
    return selection


def records(request: HttpRequest, name: str) -> HttpResponse:
    one = list_named(name)
    own = shape_of(one.model).own  # rows about it are told of a single record, or when somebody asks for them
    number, only = asked.number_of(request.GET), asked.only_of(request.GET, one, own)
    cursor = asked.Cursor.of(request.GET)
    selection = selected(request, one, asked.NUMBER, asked.CURSOR, asked.ONLY)
    start = cursor.start(selection) if cursor else 0
    keys = selection.keys(start, number)
    documents = b",".join(encoded_documents(one.kind, keys, only))
    said = b'"anzahl":%d,"eintraege":[%b]' % (selection.count, documents)
    if not selection.count > start + len(keys) > start:
        return answer_encoded(request, b"{%b}" % said)
    rest = _next(request, asked.Cursor(start + len(keys) - 1, keys[-1]))
    response = answer_encoded(request, b'{%b,"weiter":%b}' % (said, encoded(rest)))
    response.headers["Link"] = f'<{rest}>; rel="next"'
    return response


def _next(request: HttpRequest, cursor: asked.Cursor) -> str:
    return f"{settings.SITE_URL}{request.path}?{asked.next_address(request, cursor)}"


def record(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    one = list_named(name)
    asked.check_names(request.GET, [asked.ONLY])
    found = get_published(one.model, slug)
    documents = documents_of(one.kind, [found.pk], asked.only_of(request.GET, one))
    if not documents:
        raise Http404
    response = answer(request, documents[0])
    if page := documents[0].get("adresse"):
        response.headers["Link"] = f'<{page}>; rel="alternate"; type="text/html"'
    return response


def facets(request: HttpRequest, name: str) -> HttpResponse:
    one = list_named(name)
    selection = selected(request, one)
    shown = [_facet(selection, param) for param in selection.index.specs]
    return answer(request, {"anzahl": selection.count, "facetten": shown})


def _facet(selection: Selection, param: str) -> dict[str, Any]:
    """Its values with the number of records that choosing one would leave; of what has thousands the most frequent."""
    index, found = selection.index, selection.listing.selection
    chosen = selection.listing.chosen.get(param, [])
    spec = index.specs[param]
    if param in index.wide or not spec.is_kept:
        pairs = [(row.option, row.hits) for row in found.offered(param)]
    else:
        counts = found.counts(param)
        pairs = [(option, counts[option.value]) for option in index.options[param] if option.offered]
    values = [_value(option, hits, option.value in chosen, index.above.get(param, {})) for option, hits in pairs]
    return {"parameter": param, "name": str(spec.label), "werte": [one for one in values if one["anzahl"]]}


def _value(option: Option, hits: int, is_chosen: bool, above: Mapping[str, str]) -> dict[str, Any]:
    found = {"wert": option.value, "name": str(option.label), "anzahl": hits, "gewaehlt": is_chosen}
    return found | ({"unter": parent} if (parent := above.get(option.value)) else {})


def start(request: HttpRequest) -> HttpResponse:
    """What there is."""
    asked.check_names(request.GET, ())
    lists = [
        {
            "name": name,
            "titel": one.kind.titles,
            "anzahl": len(one.index().pks),
            "adresse": f"{settings.SITE_URL}{ROOT}/{name}",
            "facetten": f"{settings.SITE_URL}{ROOT}/facetten/{name}",
        }
        for name, one in OPEN.items()
    ]
    more = {name: f"{settings.SITE_URL}{ROOT}/{name}" for name in ("suche", "foerderkontakt")}
    return answer(request, {"listen": lists, **more, "beschreibung": f"{settings.SITE_URL}/api/openapi.json"})


def nothing(request: HttpRequest) -> HttpResponse:
    """Addresses end without a slash, those of pages with one: who writes it is led on."""
    if request.path.endswith("/") and request.path != "/api/":
        query = request.META.get("QUERY_STRING", "")
        raise Moved(f"{request.path}?{query}" if query else request.path)
    raise Http404
