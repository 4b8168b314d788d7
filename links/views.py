"""Links that lead nowhere, elsewhere, or could lead there more safely."""

from django.contrib import messages
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.requests import EditorRequest
from core.kinds import record_models
from core.paging import page_of
from desk.pages import desk_page, form_url, show, still_to_do
from links.found import GROUPS, links
from links.secure import to_https
from publishing.models import Link, Record
from publishing.permissions import check_see, editable_of

PAGE = 50


@desk_page
def link_list(request: EditorRequest) -> HttpResponse:
    """Of all kinds of entries, a group at a time."""
    if not (request.user.is_active and request.user.is_staff):
        raise PermissionDenied("Nur für die Redaktion.")
    group = request.GET.get("zeige", "defekt")
    if group not in GROUPS:
        raise Http404("Diese Auswahl gibt es nicht.")
    rows = links(group)
    page = page_of(request.GET.get("seite"), rows.count(), PAGE)
    start = (page.number - 1) * page.size
    shown = list(rows[start : start + page.size])
    _mark(request, shown)
    context = {
        "groups": [(key, words, key == group) for key, (words, _) in GROUPS.items()],
        "group": group,
        "links": shown,
        "page": page,
    }
    return show(request, "links/link_list.html", "Links", context)


def _mark(request: EditorRequest, shown: list[Link]) -> None:
    """Each with its entry, and whether the account may edit that; two queries for each kind of entry."""
    prefetch_related_objects(shown, GenericPrefetch("subject", [model.objects.all() for model in record_models()]))
    mine: dict[type[Record], set[int]] = {}
    for model in {type(link.subject) for link in shown if link.subject}:
        pks = [link.object_id for link in shown if type(link.subject) is model]
        mine[model] = editable_of(request.user, model, pks)
    for link in shown:
        link.form_url = form_url(link.subject) if link.subject else ""
        link.is_mine = link.object_id in mine.get(type(link.subject), ())


@require_POST
def _link_secure(request: EditorRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(Link, pk=pk)
    if link.subject:
        check_see(request.user, type(link.subject))
    try:
        revision = to_https(link=link, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, f"Die Änderung auf https ist gesichert. {still_to_do(revision)}".strip())
    return redirect(f"{reverse('link_list')}?zeige=https")


link_secure = desk_page(_link_secure)
