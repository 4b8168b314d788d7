"""The list of cases, and the page of one: what it contains, what is missing, what can be done with it."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from accounts.requests import EditorRequest
from cases import actions
from cases.actions.composing import MOST
from cases.enums import UNDECIDED
from cases.large.steps import is_shown_large, undo
from cases.large.views import large_page
from cases.models import Case
from cases.page import find_source, of_case, ticked
from core.keys import typed_keys
from core.paging import page_of
from desk.onward import after_whole, in_same_row, is_from_list, row_of
from desk.pages import desk_page, seen_token, show
from publishing.models import Record, Revision

PAGE = 50
LISTS = {
    "meine": ("Meine offenen", lambda by: Q(state__in=UNDECIDED, authors=by)),
    "offen": ("Alle offenen", lambda by: Q(state__in=UNDECIDED)),
    "fertig": ("Entschieden", lambda by: ~Q(state__in=UNDECIDED)),
}


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def case_list(request: EditorRequest) -> HttpResponse:
    """What is on its way together, and a form to begin another."""
    error = ""
    if request.method == "POST":
        try:
            case = actions.begin(
                title=request.POST.get("titel", ""), by=request.user, why=request.POST.get("grund", "")
            )
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            messages.success(request, "Der Vorgang ist angelegt. Nehmen Sie jetzt hinein, was zusammengehört.")
            return redirect(case.get_absolute_url())
    key = request.GET.get("liste", "")
    key = key if key in LISTS else "meine"
    cases: QuerySet = Case.objects.filter(LISTS[key][1](request.user)).order_by("-changed_at", "-pk")
    page = page_of(request.GET.get("seite"), cases.count(), PAGE)
    start = (page.number - 1) * page.size
    rows = cases.annotate(number=Count("entries")).select_related("created_by")[start : start + page.size]
    context = {
        "cases": rows,
        "page": page,
        "pages_query": f"liste={key}",
        "tabs": [(name, title, name == key) for name, (title, _) in LISTS.items()],
        "error": error,
        "new_title": request.POST.get("titel", ""),
        "new_why": request.POST.get("grund", ""),
    }
    return show(request, "cases/list.html", "Vorgänge", context, 400 if error else 200)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def case_page(request: EditorRequest, pk: int) -> HttpResponse:
    case = get_object_or_404(Case.objects.select_related("source", "created_by", "decided_by"), pk=pk)
    if is_shown_large(case):
        return large_page(request, case)
    errors: list[str] = []
    if request.method == "POST":
        try:
            return _act(request, case)
        except ValidationError as refused:
            errors = refused.messages
        case = get_object_or_404(Case.objects.select_related("source", "created_by", "decided_by"), pk=pk)
    context = of_case(case, request.user, errors) | {
        "reason": request.POST.get("grund", ""),
        "error": " ".join(errors[:5]),
    }
    if is_from_list(request) and context["may_release"] and context["whole"]:
        return redirect(in_same_row(request, context["whole"].preview_url))
    context |= row_of(request, case.get_absolute_url())
    return show(request, "cases/case.html", f"Vorgang: {case}", context, 400 if errors else 200)


def _act(request: EditorRequest, case: Case) -> HttpResponse:
    step = STEPS.get(request.POST.get("schritt", ""))
    if step is None:
        raise ValidationError("Diesen Schritt gibt es hier nicht.")
    onward = after_whole(request, case.get_absolute_url())
    said, leave = step(request, case)
    messages.success(request, said)
    return redirect(onward if leave else in_same_row(request, case.get_absolute_url()))


def _submit(request: EditorRequest, case: Case) -> tuple[str, bool]:
    actions.submit(case=case, by=request.user, seen=seen_token(request))
    return f"„{case}“ ist zur Freigabe gegeben. Ein zweites Konto prüft und gibt alles zusammen frei.", False


def _recall(request: EditorRequest, case: Case) -> tuple[str, bool]:
    actions.recall(case=case, by=request.user, seen=seen_token(request))
    return f"„{case}“ ist zurückgeholt; Sie können weiter daran arbeiten.", False


def _send_back(request: EditorRequest, case: Case) -> tuple[str, bool]:
    actions.send_back(case=case, by=request.user, why=request.POST.get("grund", ""), seen=seen_token(request))
    return f"„{case}“ ist mit Kommentar zurückgegeben.", True


def _release(request: EditorRequest, case: Case) -> tuple[str, bool]:
    left_out = ticked(case, request.POST.getlist("ausnehmen"))
    done = actions.release(
        case=case,
        by=request.user,
        seen=seen_token(request),
        left_out=left_out,
        why=request.POST.get("warum_nicht", ""),
    )
    words = "1 Eintrag ist" if len(done) == 1 else f"{len(done)} Einträge sind"
    behind = f" {len(left_out)} zurückgegeben." if left_out else ""
    return f"„{case}“: {words} freigegeben und ab sofort öffentlich.{behind}", True


def _discard(request: EditorRequest, case: Case) -> tuple[str, bool]:
    actions.discard(case=case, by=request.user, why=request.POST.get("grund", ""), seen=seen_token(request))
    return f"„{case}“ ist verworfen. Öffentliche Einträge bleiben, wie sie sind; neue bleiben Ihre Entwürfe.", False


def _add(request: EditorRequest, case: Case) -> tuple[str, bool]:
    """By the drafts and changes that the page offers."""
    wanted = request.POST.getlist("aenderung")
    records = [one.record for one in _revisions(wanted) if one.record]
    if not records:
        raise ValidationError("Nichts angekreuzt, also nichts geändert.")
    actions.add(case=case, records=records, by=request.user)
    return f"Aufgenommen: {_named(records)}.", False


def _named(records: Iterable[Record]) -> str:
    return ", ".join(f"„{record}“" for record in records)


def _revisions(keys: list[str]) -> list[Revision]:
    return list(Revision.objects.filter(pk__in=typed_keys(keys)[:MOST]).order_by("pk"))


def _take_out(request: EditorRequest, case: Case) -> tuple[str, bool]:
    records = ticked(case, request.POST.getlist("eintrag"))
    actions.take_out(case=case, records=records, by=request.user)
    return f"Herausgenommen: {_named(records)}. Was Sie geschrieben haben, bleibt.", False


def _describe(request: EditorRequest, case: Case) -> tuple[str, bool]:
    sent = request.POST
    source = find_source(sent.get("quelle", ""))
    actions.describe(case=case, title=sent.get("titel", ""), why=sent.get("grund", ""), source=source, by=request.user)
    return "Gesichert.", False


def _undo(request: EditorRequest, case: Case) -> tuple[str, bool]:
    undo(case=case, by=request.user, why=request.POST.get("grund", ""))
    return f"„{case}“ wird zurückgenommen.", False


STEPS: dict[str, Callable[[EditorRequest, Case], tuple[str, bool]]] = {
    "einreichen": _submit,
    "zurueckholen": _recall,
    "zurueckgeben": _send_back,
    "freigeben": _release,
    "verwerfen": _discard,
    "mitnehmen": _add,
    "herausnehmen": _take_out,
    "beschreiben": _describe,
    "zuruecknehmen": _undo,
}
