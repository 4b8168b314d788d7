"""What a browser may load on our pages, and where it may send forms: one policy, of which an answer may differ.

Django's own admin works under it, too: no inline script, no inline style.
"""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "Content-Security-Policy"
DIRECTIVES = {
    "default-src": "'self'",
    # KERN's icons are data: addresses inside its style sheet.
    "img-src": "'self' data:",
    "style-src": "'self'",
    "script-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# Django shows errors to developers in pages with inline styles.
_FOR_DEVELOPERS = {404, 500}


class PolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code in _FOR_DEVELOPERS):
            response.headers[HEADER] = policy(response.headers.get(HEADER, ""))
        return response


@lru_cache(maxsize=8)
def policy(otherwise: str = "") -> str:
    """`otherwise`: the directives in which an answer differs, as it says itself: the page that others may frame."""
    differs = dict(one.strip().split(" ", 1) for one in otherwise.split(";") if one.strip())
    return "; ".join(f"{directive} {allowed}" for directive, allowed in (DIRECTIVES | differs).items())
