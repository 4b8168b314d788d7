"""Where a form was sent from, by what the browser says: no page of another site can forge it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def comes_from_here(request: HttpRequest) -> bool:
    """Was the form sent from a page of this site? Without any word from the browser: no."""
    if site := request.headers.get("Sec-Fetch-Site"):  # no page can forge it
        return site == "same-origin"
    if origin := request.headers.get("Origin"):
        return _is_ours(request, origin)
    return _is_ours(request, request.headers.get("Referer", ""))


def _is_ours(request: HttpRequest, address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin in (f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS)
