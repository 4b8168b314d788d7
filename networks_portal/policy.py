"""What a browser may load on our pages, and where it may send forms: one policy for all of them.

Django's own admin works under it, too: no inline script, no inline style.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "Content-Security-Policy"
POLICY = "; ".join(
    f"{directive} {allowed}"
    for directive, allowed in {
        "default-src": "'self'",
        # KERN's icons are data: addresses inside its style sheet.
        "img-src": "'self' data:",
        "style-src": "'self'",
        "script-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }.items()
)
# Django shows errors to developers in pages with inline styles.
_FOR_DEVELOPERS = {404, 500}


class PolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code in _FOR_DEVELOPERS):
            response.headers[HEADER] = POLICY
        return response
