"""The editors' first page, the list of checks, and what somebody has begun."""

from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import EditorRequest
from core.keys import typed_keys
from core.paging import page_of
from desk.pages import desk_page, show, signed_in
from publishing.territory import is_unbounded
from team.standing_in import represented
from worklist.board import TITLES, board, checks_url
from worklist.checks import Wanted, check_list, confirm
from worklist.own import hand_in, work_of

PAGE = 50
MOST = 200  # handed in at once; each is checked by itself
NAMED = 10


@signed_in
def home(request: EditorRequest) -> HttpResponse:
    """The index of the admin with the work list above its list of models."""
    work = board(request.user, request.GET.get("alle") == "1")
    return admin.site.index(request, {"board": work, "title": "Was ansteht"})


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def checks(request: EditorRequest) -> HttpResponse:
    """„Geprüft, unverändert“ with one click for one, or for those that are ticked."""
    if request.method == "POST":
        one = request.POST.getlist("nur")
        return _confirm(request, one or request.POST.getlist("eintrag"))
    wanted = Wanted.of(request.GET)
    found = check_list(request.user, wanted)
    tabs = [(checks_url(wanted.everything, wanted.model, key), title, key) for key, title in TITLES.items()]
    by_kind = [
        (checks_url(wanted.everything, model, wanted.key), label, number, model is wanted.model)
        for model, label, number in found.by_kind
    ]
    context = {
        "records": found.records,
        "page": found.page,
        "pages_query": _without_page(request),
        "here": request.get_full_path(),
        "tabs": tabs,
        "wanted": wanted,
        "by_kind": by_kind,
        "all_kinds_url": checks_url(wanted.everything, None, wanted.key),
        "total": sum(number for *_, number, _ in by_kind),
        "has_switch": not is_unbounded(request.user) or bool(request.user.packages),
        "other_scope_url": checks_url(not wanted.everything, wanted.model, wanted.key),
    }
    return show(request, "worklist/checks.html", TITLES[wanted.key], context)


def _without_page(request: EditorRequest) -> str:
    query = request.GET.copy()
    query.pop("seite", None)
    return query.urlencode()


def _confirm(request: EditorRequest, names: list[str]) -> HttpResponse:
    if not names:
        messages.warning(request, "Nichts angekreuzt, also nichts geändert.")
        return redirect(request.get_full_path())
    was = confirm(request.user, names)
    if was.done:
        words = "1 Eintrag gilt" if was.done == 1 else f"{was.done} Einträge gelten"
        messages.success(request, f"{words} von heute an als geprüft.")
    if was.changed:
        words = "1 Eintrag wurde" if was.changed == 1 else f"{was.changed} Einträge wurden"
        seen = "seit Sie die Liste geöffnet haben. Bitte noch einmal ansehen."
        messages.warning(request, f"{words} geändert oder geprüft, {seen}")
    if was.left:
        messages.warning(request, f"{was.left} nicht angerührt: nicht Ihre Regionen oder Bereiche, oder nicht mehr da.")
    return redirect(request.get_full_path())


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def own_tasks(request: EditorRequest) -> HttpResponse:
    """What the account, or somebody for whom it stands in, has begun or got back; handed in together."""
    others = [row.editor for row in represented(request.user)]
    whose = next((one for one in others if str(one.pk) == request.GET.get("fuer")), request.user)
    changes, cases = work_of(whose, request.user)
    changes = changes.order_by("-changed_at", "-pk")
    if request.method == "POST":
        return _hand_in(request, changes.defer("snapshot", "changes"))
    page = page_of(request.GET.get("seite"), changes.count(), PAGE)
    start = (page.number - 1) * page.size
    rows = list(changes.defer("snapshot")[start : start + page.size])
    for revision in rows:
        meta = ContentType.objects.get_for_id(revision.content_type_id).model_class()._meta
        revision.form_url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[revision.object_id])
    context = {
        "revisions": rows,
        "cases": cases,
        "whose": whose,
        "others": others,
        "pages_query": "" if whose == request.user else f"fuer={whose.pk}",
        "page": page,
        "most": MOST,
    }
    title = "Meine Aufgaben" if whose == request.user else f"Aufgaben von {whose}"
    return show(request, "worklist/own.html", title, context)


def _hand_in(request: EditorRequest, changes: QuerySet) -> HttpResponse:
    here = redirect(request.get_full_path())
    if "alle" not in request.POST:
        pks = typed_keys(request.POST.getlist("aenderung"))
        if not pks:
            messages.warning(request, "Nichts angekreuzt, also nichts geändert.")
            return here
        changes = changes.filter(pk__in=pks[:MOST])
    together = "zusammen" in request.POST
    done, refused = hand_in(request.user, changes[:MOST], together=together)
    if done:
        words = "1 Eintrag ist" if done == 1 else f"{done} Einträge sind"
        messages.success(request, f"{words} zur Freigabe gegeben.")
    for words in refused[:NAMED]:
        messages.warning(request, words)
    if len(refused) > NAMED:
        messages.warning(request, f"{len(refused) - NAMED} weitere nicht, aus ähnlichen Gründen.")
    return here
