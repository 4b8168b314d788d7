"""The bookmark list („Merkliste“): keys of networks in one cookie that only this list sets and reads.

Public pages stay free of cookies and tokens, so a form of another site is recognised by what the browser says
about where a request comes from.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from inputs.web import href
from networks.models import Network

PATH = "/merkliste/"
COOKIE = "merkliste"
MOST = 30
MAX_AGE = 180 * 24 * 60 * 60
MAX_ADDRESS = 2000
_KEY = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


def saved_keys(request: HttpRequest) -> list[int]:
    """The primary keys in the cookie; whatever else somebody put there is ignored."""
    parts = request.COOKIES.get(COOKIE, "")[:1000].split(".")
    return list(dict.fromkeys(int(part) for part in parts if _KEY.fullmatch(part)))[:MOST]


def save_keys(request: HttpRequest, response: HttpResponse, keys: Iterable[int]) -> None:
    """Keep the keys in the cookie, which is sent to this list only; an empty list removes it."""
    kept = list(dict.fromkeys(keys))[:MOST]
    if not kept:
        response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
        return
    response.set_cookie(
        COOKIE,
        ".".join(map(str, kept)),
        max_age=MAX_AGE,
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def saved_networks(keys: list[int]) -> list[Network]:
    """The networks that visitors may see, in the order they were remembered."""
    found = Network.objects.published().in_bulk(keys) if keys else {}
    return [found[key] for key in keys if key in found]


def page_before(request: HttpRequest) -> str:
    """Path and query of the page the form was on, if it was another page of this site; else nothing."""
    address = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}) or not urlsplit(address).netloc:
        return ""
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    is_other = path.startswith("/") and not path.startswith(PATH)
    return href(path) if is_other and len(path) <= MAX_ADDRESS else ""
