"""How documents for machines are answered: the format that an address names or a request prefers."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.utils.cache import patch_vary_headers

from linked.graph import Node
from linked.writers import FORMATS, Format

BY_KEY = {form.key: form for form in FORMATS}
BY_ENDING = {form.ending: form for form in FORMATS}
_BY_TYPE = {form.media_type: form for form in FORMATS}
_PAGE = "text/html"


class SeeOther(HttpResponseRedirectBase):
    status_code = 303


def document(nodes: Iterable[Node], form: Format, name: str) -> HttpResponse:
    """`name`: of the file where somebody keeps it. Pages of others may read it."""
    response = HttpResponse(form.write(nodes), content_type=f"{form.media_type}; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.{form.ending}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def preferred(request: HttpRequest, formats: str, page: str) -> HttpResponse:
    """Leads to the format that the request prefers, and who wants a page to that. `formats`: the address before the
    key of a format."""
    media_type = request.get_preferred_type([_PAGE, *_BY_TYPE])
    form = _BY_TYPE.get(media_type or "")
    response = SeeOther(f"{formats}{form.key}/" if form else page)
    response["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Accept"])
    return response
