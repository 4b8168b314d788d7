"""The page of a picture, and its files: of public ones for everybody, of all for editors."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import EditorRequest
from core.paging import page_of
from core.words import _
from desk.pages import desk_page
from pages.record_page import RecordPage
from pages.records import get_published
from pictures import files
from pictures.models import Picture
from publishing.permissions import check_see

_FOR_GOOD = "public, max-age=31536000, immutable"  # a file is called by what it shows


def picture_list(request: HttpRequest) -> HttpResponse:
    pictures = Picture.objects.published().order_by("sort_name", "pk")
    page = page_of(request.GET.get("seite"), pictures.count())
    start = (page.number - 1) * page.size
    context = {
        "breadcrumbs": [{"label": _("Bilder")}],
        "pictures": list(pictures[start : start + page.size]),
        "page": page,
        "page_links": [(number, _page_url(number) if number else "") for number in page.numbers],
        "previous_url": _page_url(page.previous) if page.previous else "",
        "next_url": _page_url(page.next) if page.next else "",
    }
    return render(request, "pictures/picture_list.html", context)


def _page_url(number: int) -> str:
    return f"/bilder/?seite={number}" if number > 1 else "/bilder/"


def picture_detail(request: HttpRequest, slug: str) -> HttpResponse:
    picture = get_published(Picture, slug)
    page = RecordPage(picture)
    origin = page.fact(_("Fundort im Netz"), "origin", picture.origin, picture.origin)
    context = page.context() | {
        "picture": picture,
        "breadcrumbs": [{"label": _("Bilder"), "url": "/bilder/"}, {"label": picture.title}],
        "canonical": picture.get_absolute_url(),
        "facts": [origin] if origin else [],
    }
    return render(request, "pictures/picture_detail.html", context)


@require_safe
def picture_file(request: HttpRequest, name: str, width: int, ending: str) -> FileResponse:
    if not Picture.objects.published().filter(file=name).exists():
        raise Http404(_("Dieses Bild gibt es nicht."))
    response = files.response(name, width, ending)
    response.headers["Cache-Control"] = _FOR_GOOD
    return response


@desk_page
@require_safe
def desk_file(request: EditorRequest, name: str, width: int, ending: str) -> Any:
    check_see(request.user, Picture)
    return files.response(name, width, ending)
