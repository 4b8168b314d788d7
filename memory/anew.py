"""Answers that are made each time, because what they say changes without a table that would tell."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from memory.pages import etag_of


def made_anew(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """None is kept, but who has the same already is told so."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: str) -> HttpResponse:
        response = view(request, **kwargs)
        response["Cache-Control"], response["ETag"] = "no-cache", etag_of(response.content)
        patch_vary_headers(response, ["Accept-Encoding"])
        return get_conditional_response(request, etag=response["ETag"], response=response) or response

    return answer
