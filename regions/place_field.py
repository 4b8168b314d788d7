"""The field „Ort oder Postleitzahl“ of lists and forms: ?ort= becomes ?region=, so that no address keeps free text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from regions.models import Region
from regions.resolve import Resolution, resolve
from regions.tree import RegionTree

PARAM = "ort"


@dataclass
class PlaceField:
    """What was typed and not understood at once, with links that help; and what the chosen regions include."""

    text: str = ""
    message: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)  # label, address
    similar: list[tuple[str, str]] = field(default_factory=list)
    includes_wider: bool = False


def reads_place(view: Callable) -> Callable:
    """For views of lists with a region facet: what was typed leads to the same list with the region chosen.

    When it may mean several places or none, the page is shown as if nothing had been typed, and
    `request.place` says so (components/place.html).
    """

    @wraps(view)
    def with_place(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        answer = resolve(request.GET.get(PARAM, ""))
        if answer.region:
            return redirect(_address(request, answer.region))
        request.place = _place_field(request, answer)
        response = view(request, *args, **kwargs)
        if answer.text:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return with_place


def _place_field(request: HttpRequest, answer: Resolution) -> PlaceField:
    return PlaceField(
        text=answer.text,
        message=answer.message,
        choices=[(label, _address(request, region)) for label, region in answer.choices],
        similar=[(name, _address(request, typed=name)) for name in answer.similar],
        includes_wider=_includes_wider(request.GET.getlist("region")),
    )


def _includes_wider(slugs: list[str]) -> bool:
    """Whether a chosen region lies below a Land, so that the list includes what works in the whole Land."""
    if not any(slugs):
        return False
    tree = RegionTree.current()
    chosen = [region for slug in dict.fromkeys(slugs) if (region := tree.by_slug(slug))]
    return any(tree.covering(region.pk) for region in chosen)


def _address(request: HttpRequest, region: Region | None = None, typed: str = "") -> str:
    """This list with a region chosen in addition, or with another text typed."""
    pairs = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if value and name not in (PARAM, "seite") and not (region and (name, value) == ("region", region.slug))
    ]
    pairs += [("region", region.slug)] if region else [(PARAM, typed)]
    return f"{request.path}?{urlencode(pairs)}"
