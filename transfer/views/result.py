"""What was taken over and what was not, the step to release, what else the table says, the way back."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import EditorRequest
from cases.enums import CaseState
from cases.teams import Deciders
from core.paging import page_of
from desk.pages import desk_page, show
from tables.columns import KINDS
from transfer.apply import chosen
from transfer.chain import goes_on, hand_in, unfinished
from transfer.enums import ImportStage, RowResult
from transfer.joining import cases_of
from transfer.models import ImportBatch, ImportRow
from transfer.outcome import GROUPS, Group, abroad, further_outcomes, outcome_of, rows_of
from transfer.storing import first_of, further_of, read_once_more
from transfer.teams import asked
from transfer.undo import begin_undo
from transfer.views.imports import find_batch, kinds_of
from transfer.views.preview import PAGE_SIZE, form_url
from transfer.views.repair import wrong_with
from transfer.work import go_on


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def import_result(request: EditorRequest, pk: int) -> HttpResponse:
    batch = find_batch(request, pk)
    if batch.is_running:
        return redirect("import_progress", pk=pk)
    is_begun = bool(batch.applied_at) or "art" in request.POST
    if not is_begun or batch.stage == ImportStage.MAPPING:
        return redirect("import_preview", pk=pk)
    if request.method == "POST":
        return _act(request, batch)
    is_on = "weiter" in request.GET and goes_on(batch)  # asked first: what begins meanwhile is found standing
    standing = unfinished(batch)
    if "weiter" in request.GET and standing:
        return redirect("import_progress", pk=standing.pk)
    groups = outcome_of(batch)
    shown = _shown(request.GET.get("gruppe", ""), groups)
    page = page_of(request.GET.get("seite"), shown.number if shown else 0, PAGE_SIZE)
    cases = list(cases_of(batch).annotate(number=Count("entries")))
    deciders = Deciders(first_of(batch).created_by)
    decided = [(case, deciders.of(case)) for case in cases]
    results, others = {group.key for group in groups}, further_outcomes(batch)
    told = asked([batch, *(other.batch for other in others)], deciders)
    context = {
        "batch": batch,
        "total": sum(group.number for group in groups),
        "groups": groups,
        "shown": shown,
        "asked_for": "gruppe" in request.GET,
        "lines": _lines(batch, shown, page.number) if shown else [],
        "page": page,
        "pages_query": f"gruppe={shown.key}&" if shown else "",
        "left": chosen(batch).count(),
        "abroad": abroad(batch),
        "has_errors": "fehler" in results or "ausserhalb" in results,
        "can_undo": bool(results & {"angelegt", "vorschlag", "geaendert", "vorgeschlagen"}),
        "can_retry": "geblieben" in results,
        "cases": decided,
        "undecidable": sum(case.number for case, who in decided if not who and case.is_undecided),
        "open_cases": [case for case in cases if case.state == CaseState.OPEN],
        "others": others,
        "asked": told,
        "unasked": sum(number for number, team in told if not team),
        "next": standing,
        "goes_on": is_on,
        "further": further_of(batch, kinds_of(request.user)),
    }
    response = show(request, "transfer/import_result.html", f"Import {batch.pk}: Ergebnis", context)
    if is_on or any(case.is_running for case in cases):
        response["Refresh"] = "2"  # goes on by itself, without a script
    return response


def _shown(key: str, groups: list[Group]) -> Group | None:
    """The group that was asked for; at first what somebody still has to look at."""
    if key and key not in {group.key for group in GROUPS}:
        raise Http404("Dieses Ergebnis gibt es nicht.")
    first = [group for group in groups if group.key == key] or [group for group in groups if group.waits] or groups
    return next(iter(first), None)


@dataclass(frozen=True)
class _Line:
    """A row, where its entry is, and what is to be said of it."""

    row: ImportRow
    url: str
    why: list[str]


def _lines(batch: ImportBatch, group: Group, page: int) -> list[_Line]:
    model = KINDS[batch.kind].model
    start = (page - 1) * PAGE_SIZE
    rows = list(rows_of(batch, group).order_by("number")[start : start + PAGE_SIZE])
    there = model._base_manager.in_bulk([row.record_id for row in rows if row.record_id])
    urls = {pk: form_url(model, pk) for pk in there}
    return [_Line(row, urls.get(row.record_id or 0, ""), _why(batch, row)) for row in rows]


def _why(batch: ImportBatch, row: ImportRow) -> list[str]:
    left = [row.reason, *wrong_with(batch, row)] if row.result == RowResult.OPEN else []
    return [one for one in (row.result_note, *left, *map(str, row.notes)) if one]


def _act(request: EditorRequest, batch: ImportBatch) -> HttpResponse:
    if "art" in request.POST:
        offered = further_of(batch, kinds_of(request.user))
        kind = next((kind for kind, _ in offered if kind.label == request.POST["art"]), None)
        if kind and (made := read_once_more(batch, kind, request.user)):
            return redirect("import_mapping", pk=made.pk)
        messages.info(request, "Die Tabelle sagt darüber nichts: Keine Spalte nennt ihren Namen.")
        return redirect("import_result", pk=batch.pk)
    if request.POST.get("schritt") == "einreichen":
        return _hand_in(request, batch)
    begin_undo(batch, request.user)
    go_on.enqueue(batch.pk)
    return redirect("import_progress", pk=batch.pk)


def _hand_in(request: EditorRequest, batch: ImportBatch) -> HttpResponse:
    """All that the table was written to: each case to those who may release it."""
    for refused in hand_in(batch, request.user):
        messages.error(request, refused)
    return redirect(f"{reverse('import_result', args=[batch.pk])}#h-vorgaenge")
