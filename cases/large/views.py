"""The page of a large case, and that of any case while something goes on with it."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.requests import EditorRequest
from cases.large import page, steps
from cases.models import Case
from core.keys import typed_key, typed_keys
from core.tasks import stands_still
from desk.onward import in_same_row, row_of
from desk.pages import seen_token, show


def large_page(request: EditorRequest, case: Case) -> HttpResponse:
    if case.is_running:
        return _progress(request, case)
    errors: list[str] = []
    ticked = set(typed_keys(request.POST.getlist("ausnehmen")))
    if request.method == "POST" and (step := request.POST.get("schritt")) != "mehr":
        try:
            if step not in STEPS:
                raise ValidationError("Diesen Schritt gibt es hier nicht.")
            STEPS[step](request, case)
        except ValidationError as refused:
            errors = refused.messages
            case.refresh_from_db()
        else:
            return redirect(in_same_row(request, case.get_absolute_url()))
    context = page.of_case(
        case,
        request.user,
        sampled=_sampled(request),
        search=(request.POST.get("suche") or request.GET.get("suche", "")).strip()[:100],
        page=request.GET.get("seite"),
        ticked=ticked,
    )
    context |= {"error": " ".join(errors[:5]), "reason": request.POST.get("grund", "")}
    context |= row_of(request, case.get_absolute_url())
    return show(request, "cases/large.html", f"Vorgang: {case}", context, 400 if errors else 200)


def _progress(request: EditorRequest, case: Case) -> HttpResponse:
    """Pressing the button goes on with what has come to a stop; twice at once does no harm."""
    if request.method == "POST":
        steps.go_on.enqueue(case.pk)
        return redirect(in_same_row(request, case.get_absolute_url()))
    context = {"case": case, "progress": steps.progress_of(case), "stands_still": stands_still()}
    response = show(request, "cases/progress.html", f"Vorgang: {case}", context)
    response["Refresh"] = "1"  # goes on by itself, without a script
    return response


def _sampled(request: EditorRequest) -> int:
    wanted = typed_key(request.POST.get("stichprobe", "") or request.GET.get("stichprobe", "")) or page.STEP
    return min(max(wanted, page.STEP), page.MOST_SAMPLED)


def _submit(request: EditorRequest, case: Case) -> None:
    steps.submit(case=case, by=request.user, seen=seen_token(request))


def _recall(request: EditorRequest, case: Case) -> None:
    steps.recall(case=case, by=request.user, seen=seen_token(request))


def _send_back(request: EditorRequest, case: Case) -> None:
    steps.send_back(case=case, by=request.user, why=request.POST.get("grund", ""), seen=seen_token(request))


def _discard(request: EditorRequest, case: Case) -> None:
    steps.discard(case=case, by=request.user, why=request.POST.get("grund", ""), seen=seen_token(request))


def _release(request: EditorRequest, case: Case) -> None:
    exceptions = typed_keys(request.POST.getlist("ausnehmen"))
    why = request.POST.get("warum_nicht", "")
    steps.release(case=case, by=request.user, seen=seen_token(request), exceptions=exceptions, why=why)


def _undo(request: EditorRequest, case: Case) -> None:
    steps.undo(case=case, by=request.user, why=request.POST.get("grund", ""))


STEPS: dict[str, Callable[[EditorRequest, Case], None]] = {
    "einreichen": _submit,
    "zurueckholen": _recall,
    "zurueckgeben": _send_back,
    "freigeben": _release,
    "verwerfen": _discard,
    "zuruecknehmen": _undo,
}
