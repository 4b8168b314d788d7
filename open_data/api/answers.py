"""How the API answers: JSON with a tag, what went wrong as problem+json in German and English, to any other site."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from accounts.internals import get_client_ip
from documents.encoded import encoded
from memory.middleware import cache_control
from memory.pages import etag_of
from open_data.api.limits import MINUTE, minute
from pages.records import Gone, Moved
from publishing.models import RemovedPage

ROOT = "/api/v1"
JSON, PROBLEM = "application/json", "application/problem+json"
METHODS = "GET, HEAD, OPTIONS"
# Where people read what each of them means.
HELP = "/offene-daten/api/"

View = Callable[..., HttpResponse]


@dataclass
class Refused(Exception):
    """What went wrong: the name of its kind, and a sentence in both languages."""

    name: str
    detail: str
    detail_en: str
    status: int = 400
    more: dict[str, Any] = field(default_factory=dict)


# What is wrong → its title in both languages.
TITLES = {
    "unbekannter-parameter": ("Unbekannter Parameter", "Unknown parameter"),
    "unbekannter-wert": ("Unbekannter Wert", "Unknown value"),
    "falscher-wert": ("Falscher Wert", "Invalid value"),
    "nicht-gefunden": ("Nicht gefunden", "Not found"),
    "entfernt": ("Entfernt", "Removed"),
    "nur-lesen": ("Nur zum Lesen", "Read only"),
    "zu-viele-anfragen": ("Zu viele Anfragen", "Too many requests"),
}


def answer(request: HttpRequest, data: Any) -> HttpResponse:
    return answer_encoded(request, encoded(data))


def answer_encoded(request: HttpRequest, body: bytes) -> HttpResponse:
    """An answer, or 304 where the asker has it."""
    etag = etag_of(body)
    headers = {"ETag": etag, "Cache-Control": cache_control(), "Vary": "Accept-Encoding"}
    response = HttpResponse(body, content_type=JSON, headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response


def problem(request: HttpRequest, refused: Refused) -> HttpResponse:
    title, title_en = TITLES[refused.name]
    said = {
        "type": f"{settings.SITE_URL}{HELP}#{refused.name}",
        "title": title,
        "title_en": title_en,
        "status": refused.status,
        "detail": refused.detail,
        "detail_en": refused.detail_en,
        "instance": request.path,
        **refused.more,
    }
    return HttpResponse(encoded(said), status=refused.status, content_type=PROBLEM)


def endpoint(view: View) -> View:
    """What every address of the API has in common."""

    @wraps(view)
    def asked(request: HttpRequest, **path: str) -> HttpResponse:
        response = _asked(view, request, path)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "Link, ETag, Retry-After"
        return response

    asked.csrf_exempt = True  # type: ignore[attr-defined]  # it says itself, in JSON, that nothing can be written
    return asked


def _asked(view: View, request: HttpRequest, path: dict[str, str]) -> HttpResponse:
    if request.method == "OPTIONS":
        return _preflight()
    if request.method not in ("GET", "HEAD"):
        words = "Diese Schnittstelle liest nur: GET oder HEAD.", "This interface only reads: GET or HEAD."
        response = problem(request, Refused("nur-lesen", *words, status=405))
        response.headers["Allow"] = METHODS
        return response
    if settings.API_RATE and (seconds := minute.wait(get_client_ip(request), settings.API_RATE)):
        return _too_many(request, seconds)
    try:
        return view(request, **path)
    except Refused as refused:
        return problem(request, refused)
    except Moved as moved:
        response = HttpResponse(status=301)
        response.headers["Location"] = api_address(moved.url)
        return response
    except Gone as gone:
        return problem(request, _removed(gone.reason, gone.successor))
    except Http404:
        return problem(request, _missing(f"{request.path.removeprefix(ROOT)}/"))


def api_address(page: str) -> str:
    """Where programs read what a page shows."""
    path, mark, query = page.partition("?")
    return f"{ROOT}{path.removeprefix(ROOT).rstrip('/')}{mark}{query}"


def _preflight() -> HttpResponse:
    headers = {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "*",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=204, headers=headers)


def _too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    most = settings.API_RATE
    words = f"Höchstens {most} Anfragen in {MINUTE} Sekunden.", f"At most {most} requests in {MINUTE} seconds."
    response = problem(request, Refused("zu-viele-anfragen", *words, status=429))
    response.headers["Retry-After"] = str(seconds)
    return response


def _removed(reason: str, successor: str = "") -> Refused:
    more = {"grund": reason} | ({"nachfolge": successor} if successor else {})
    return Refused("entfernt", reason, "This record was removed; „grund“ says why.", status=410, more=more)


def _missing(page: str) -> Refused:
    """Of what was deleted, too, the page of the record says why."""
    if removed := RemovedPage.objects.filter(path=page[:300].replace("\0", "")).first():
        return _removed(removed.reason, removed.successor)
    return Refused("nicht-gefunden", "Das gibt es hier nicht.", "There is no such thing here.", status=404)
