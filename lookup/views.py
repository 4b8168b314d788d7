"""The pages of the search and of the help."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.requests import EditorRequest
from core.paging import page_of
from desk.pages import desk_page, show, signed_in
from lookup.everything import PAGE, look_up
from lookup.help import section_for
from lookup.typed import Typed


@desk_page
@require_safe
def search(request: EditorRequest) -> HttpResponse:
    """Hits by kind; with `art` all of one kind, page by page."""
    typed, only = Typed.of(request.GET.get("q", "")), request.GET.get("art", "")
    wanted = page_of(request.GET.get("seite"), 10**9, PAGE).number if only else 1
    groups = look_up(request, typed, only, wanted)
    query = request.GET.copy()
    query.pop("seite", None)
    context = {
        "typed": typed,
        "groups": groups,
        "only": only,
        "number": sum(group.number for group in groups),
        "page": page_of(str(wanted), groups[0].number, PAGE) if only and groups else None,
        "pages_query": query.urlencode(),
    }
    return show(request, "lookup/search.html", f"Suche: {typed.text}" if typed.text else "Suche", context)


@signed_in
@require_safe
def help_page(request: EditorRequest) -> HttpResponse:
    """How the desk works; what the page somebody comes from is for, stands first."""
    context = {"here": section_for(request.GET.get("zu", ""))}
    return show(request, "lookup/help.html", "Hilfe", context)
