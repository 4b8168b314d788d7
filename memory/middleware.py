"""Answers again what was answered before, while nothing that it was made of has changed."""

from datetime import date

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from core.words import language
from memory import stamps
from memory.notes import Notes, noting
from memory.pages import PACKERS, Page, encoding_of, pages
from memory.turns import turn

_MEGABYTE = 1024 * 1024
_SHARE = 8  # one page takes no more than this part of the room
_LONGEST = 1000  # characters of an address
_SETS_ITSELF = {"content-length", "etag"}
_PRIVATE = ("private", "no-store", "no-cache")


class PageCacheMiddleware:
    """Outside of all that makes pages differ for one visitor: what comes out with a cookie, or varies by one, is
    not kept. While a page is made, the state of the content is read once.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with stamps.steady():
            if not _is_anonymous(request):
                return self.get_response(request)
            return self._answer(request) if settings.PORTAL_CACHE else self._made(request)

    def _made(self, request: HttpRequest) -> HttpResponse:
        with turn():
            return self.get_response(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        try:
            state = stamps.current()
        except Error:  # pages that need no database still answer, others say that it is away
            return self._made(request)
        if stamps.work().written:
            return self._made(request)
        key = (request.scheme, request.META.get("HTTP_HOST"), request.get_full_path(), language())
        page = pages.get(key)
        if page is not None and page.holds(state):
            return _again(request, key, page)
        day = date.today()
        with noting() as notes:
            response = self._made(request)
        if request.method != "GET":
            return response
        if not _may_be_kept(response, notes):
            return _packed(request, response) if _is_for_everybody(response) else response
        return _again(request, key, _kept(key, response, notes, state, day))


def _is_anonymous(request: HttpRequest) -> bool:
    known = settings.SESSION_COOKIE_NAME in request.COOKIES or "HTTP_AUTHORIZATION" in request.META
    return not known and len(request.get_full_path()) <= _LONGEST


def _may_be_kept(response: HttpResponse, notes: Notes) -> bool:
    """Whether it is the same for everybody, and whether everything it shows is stamped when it changes."""
    if response.status_code != 200 or not _is_for_everybody(response):
        return False
    if notes.passing or notes.has_written or stamps.work().written:
        return False
    return not any(word in response.headers.get("Cache-Control", "") for word in _PRIVATE)


def _is_for_everybody(response: HttpResponse) -> bool:
    """Whether nothing in it is one visitor's secret, whose length would tell of it when it is compressed."""
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    return not response.streaming and not response.cookies and varies <= {"", "accept-encoding"}


def _kept(key: tuple, response: HttpResponse, notes: Notes, state: stamps.Versions, day: date) -> Page:
    """What is answered from now on, to who asked first too."""
    patch_vary_headers(response, ["Accept-Encoding"])
    response.headers.setdefault("Cache-Control", cache_control())
    headers = {name: value for name, value in response.items() if name.lower() not in _SETS_ITSELF}
    page = Page.of(response.content, headers, notes.reach, state, day)
    if page.size <= _room() // _SHARE:
        pages.put(key, page, _room())
    return page


def _again(request: HttpRequest, key: tuple, page: Page) -> HttpResponse:
    response = HttpResponse(headers=page.headers)
    response.headers["ETag"] = page.etag
    found = get_conditional_response(request, etag=page.etag, response=response)
    if found is response:
        encoding = page.encoding(request.headers.get("Accept-Encoding", ""))
        _fill(response, pages.body(key, page, encoding, _room()), encoding)
    return found or response


def _packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Accept-Encoding"])
    accepted = request.headers.get("Accept-Encoding", "")
    encoding = encoding_of(len(response.content), response.headers.get("Content-Type", ""), accepted)
    if encoding and "Content-Encoding" not in response.headers:
        _fill(response, PACKERS[encoding](response.content), encoding)
    return response


def _fill(response: HttpResponse, body: bytes, encoding: str) -> None:
    response.content = body
    response.headers["Content-Length"] = str(len(body))
    if encoding:
        response.headers["Content-Encoding"] = encoding


def _room() -> int:
    return settings.PORTAL_CACHE_MB * _MEGABYTE


def cache_control() -> str:
    """Others keep a page too, but ask before they show it again; a shared cache not for the seconds it is granted."""
    if not settings.PORTAL_CACHE_SHARED:
        return "max-age=0, must-revalidate"
    shared = f"max-age=0, s-maxage={settings.PORTAL_CACHE_SHARED}"
    stale = settings.PORTAL_CACHE_STALE
    return f"{shared}, stale-while-revalidate={stale}" if stale else shared
