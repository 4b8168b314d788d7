"""Pages that are asked for before there are workers.

What a page fills when it is made first (indexes of indexes, compiled queries, methods looked up) is then in the memory
that the workers share, and not once in each: 11 of 196 MB that three processes take with 10,000 networks.
"""

import logging
from collections.abc import Iterator
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.urls import resolve

from directory.facets import network_index
from memory import stamps

ROUNDS = 10  # after more the workers save nothing
_log = logging.getLogger(__name__)


def rehearse() -> None:
    """Nobody sees the pages; one that fails is told in the log, and the server begins all the same."""
    with stamps.steady():
        for path, query in pages():
            try:
                _ask(path, query)
            except Exception as error:  # whoever asks for the page is told what is wrong
                _log.warning("Vor dem ersten Abruf misslang %s: %r", path, error)


def pages() -> Iterator[tuple[str, dict[str, str]]]:
    """Path and query of some pages of each kind that visitors ask for most."""
    index = network_index()
    yield "/", {}
    for pk in index.pks[:ROUNDS]:
        card, (slug, name) = index.card(pk), index.name(pk)
        places = [index.regions[key].slug for key in card.regions[:1]]
        fields = [index.fields[key].slug for key in card.fields[:1] if key in index.fields]
        yield f"/netzwerke/{slug}/", {}
        yield "/suche/", {"q": name}
        yield "/netzwerke/", {"region": "".join(places), "feld": "".join(fields)}
        yield from ((f"/regionen/{place}/", {}) for place in places)
        yield from ((f"/felder/{field}/", {}) for field in fields)
        yield from (("/foerderkontakt/", {"anliegen": "beitreten", "region": place}) for place in places)


def _ask(path: str, query: dict[str, str]) -> None:
    """As a visitor without cookies, past the middleware: it may send elsewhere who does not come through the proxy."""
    environ = {"PATH_INFO": path, "QUERY_STRING": urlencode(query), "HTTP_HOST": _host()}
    setup_testing_defaults(environ)
    request = WSGIRequest(environ)
    request.user = AnonymousUser()
    request.resolver_match = match = resolve(path)
    match.func(request, *match.args, **match.kwargs)


def _host() -> str:
    """One that the settings allow."""
    allowed = next(iter(settings.ALLOWED_HOSTS), "localhost").removeprefix(".")
    return "localhost" if allowed == "*" else allowed
