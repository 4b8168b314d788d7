"""The search over everything, as the page of the search has it, without people."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.kinds import kind_of
from documents.hidden import hidden_names
from inputs.text import one_line
from language.tokens import MAX_LENGTH
from open_data.api import parameters as asked
from open_data.api.answers import answer, api_address
from open_data.api.lists import OPEN
from open_data.selection import OF_PAGES
from publishing.models import SourceDocument
from search.documents import KINDS
from search.query import Hit
from search.query import search as search_index

TEXT, KIND = "q", "typ"
_SOURCE = kind_of(SourceDocument).key
# Kinds that are in the index and may be listed.
FOUND = {one.kind.key: one for one in OPEN.values() if one.kind.key in KINDS}


def search(request: HttpRequest) -> HttpResponse:
    query = request.GET
    asked.check_names(query, (TEXT, KIND, asked.NUMBER, asked.CURSOR, *OF_PAGES))
    text = one_line(query.get(TEXT, ""))[:MAX_LENGTH].strip()
    kind, number, cursor = query.get(KIND, ""), asked.number_of(query), asked.Cursor.of(query)
    if not text:
        raise asked.wrong(TEXT, "fehlt: wonach gesucht wird", "is missing: what to look for")
    if kind and kind not in FOUND:
        raise asked.wrong(KIND, f"ist eines von: {', '.join(FOUND)}", f"is one of: {', '.join(FOUND)}")
    found = search_index(text)
    counts = {name: hits for name, hits in found.counts.items() if name in FOUND}
    total = counts.get(kind, 0) if kind else sum(counts.values())
    start = min(cursor.place + 1, total) if cursor else 0
    hits = found.page(start, min(number, total - start), *([kind] if kind else FOUND)) if total > start else []
    said: dict[str, Any] = {
        "anzahl": total,
        "je_art": counts,
        "nicht_gefunden": list(found.dropped),
        "treffer": [_hit(hit) for hit in hits],
    }
    if total > start + len(hits) > start:
        rest = asked.next_address(request, asked.Cursor(start + len(hits) - 1, hits[-1].object_id))
        said["weiter"] = f"{settings.SITE_URL}{request.path}?{rest}"
    return answer(request, said)


def _hit(hit: Hit) -> dict[str, Any]:
    clean = hidden_names().without
    name = clean(hit.title) if hit.kind == _SOURCE else hit.title
    found = {"art": hit.kind, "id": hit.object_id, "name": name, "adresse": f"{settings.SITE_URL}{hit.url}"}
    if hit.summary:
        found["kurztext"] = clean(hit.summary)
    return found | {"eintrag": f"{settings.SITE_URL}{api_address(hit.url)}"}
