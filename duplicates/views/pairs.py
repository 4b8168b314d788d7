"""The list of likely duplicates, the page that makes one of two, and who is called like this already."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Editor
from accounts.requests import EditorRequest
from core.keys import typed_key
from core.paging import page_of
from desk.pages import desk_page, find_record, form_url, show
from duplicates import comparison
from duplicates.candidates import Pair, candidates
from duplicates.holding import fingerprint, states_of
from duplicates.known import KINDS
from duplicates.merge import can_merge, check_pair, merge
from duplicates.models import UNDO_DAYS, Merge, NoDuplicate
from duplicates.namesakes import namesakes
from duplicates.proposals import open_proposals, propose
from duplicates.undecided import undecided
from duplicates.undo import undo
from publishing.locking import Gone
from publishing.models import Record
from publishing.permissions import can_edit, check_see, editable_of, is_reviewer

PAGE = 25


def kind_of(label: str) -> type[Record]:
    model = next((model for model in KINDS if model._meta.label_lower == label), None)
    if model is None:
        raise Http404("Nach Doppeln dieser Art wird nicht gesucht.")
    return model


@desk_page
def duplicate_list(request: EditorRequest) -> HttpResponse:
    """What may be one and the same; „neu suchen“ for directories so large that the result is kept."""
    model = kind_of(request.GET.get("art", KINDS[0]._meta.label_lower))
    check_see(request.user, model)
    found = candidates(model, anew=request.method == "POST")
    pairs = undecided(model, found.pairs)
    page = page_of(request.GET.get("seite"), len(pairs), PAGE)
    start = (page.number - 1) * page.size
    recent = timezone.now() - timedelta(days=UNDO_DAYS)
    merges = Merge.objects.filter(content_type=ContentType.objects.get_for_model(model), at__gt=recent)
    context = {
        "kinds": [(kind._meta.verbose_name_plural, kind._meta.label_lower, kind is model) for kind in KINDS],
        "label": model._meta.label_lower,
        "plural": model._meta.verbose_name_plural,
        "rows": _rows(request, model, pairs[start : start + page.size]),
        "page": page,
        "count": len(pairs),
        "at": found.at,
        "merges": merges.defer("before", "after", "steps").select_related("by", "proposed_by")[:50],
        "waiting": open_proposals().count(),
        "may_undo": is_reviewer(request.user),
    }
    return show(request, "duplicates/duplicate_list.html", "Mögliche Doppel", context)


def _rows(request: EditorRequest, model: type[Record], pairs: list[Pair]) -> list[dict]:
    pks = {pk for pair in pairs for pk in (pair.first, pair.second)}
    records = model.objects.in_bulk(pks)
    mine = editable_of(request.user, model, pks)
    return [
        {
            "pair": pair,
            "records": [shown(records[pk]) for pk in (pair.first, pair.second)],
            "mine": bool({pair.first, pair.second} & mine),
        }
        for pair in pairs
        if pair.first in records and pair.second in records  # one may have been deleted since the search
    ]


def shown(record: Record) -> dict:
    return {"record": record, "url": form_url(record), "state": record.get_state_display()}


@require_POST
def _no_duplicate(request: EditorRequest, label: str, first: int, second: int) -> HttpResponse:
    """The two are not the same. Whoever may edit one of them can say so."""
    pair = [find_record(request, label, pk) for pk in sorted((first, second))]
    if first == second:
        raise Http404("Ein Paar besteht aus zwei Einträgen.")
    if not any(can_edit(request.user, record) for record in pair):
        raise PermissionDenied("Keiner der beiden Einträge gehört zu Ihren Regionen und Bereichen.")
    NoDuplicate.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(pair[0]),
        first_id=pair[0].pk,
        second_id=pair[1].pk,
        defaults={"label": f"„{pair[0]}“ und „{pair[1]}“"[:450], "by": request.user},
    )
    messages.success(request, f"Vermerkt: „{pair[0]}“ und „{pair[1]}“ sind kein Doppel.")
    return redirect(list_url(label))


def list_url(label: str) -> str:
    known = label in {model._meta.label_lower for model in KINDS}
    return reverse("duplicate_list") + (f"?art={label}" if known else "")


@desk_page
def duplicate_merge(request: EditorRequest, label: str, keep: int, drop: int) -> HttpResponse:
    """Both side by side; the first stays, the second goes over to it."""
    first, second = find_record(request, label, keep), find_record(request, label, drop)
    if keep == drop:
        raise Http404("Ein Eintrag ist kein Doppel von sich selbst.")
    errors: list[str] = []
    if request.method == "POST":
        wanted = {
            "choices": comparison.chosen(type(first), request.POST),
            "why": request.POST.get("grund", ""),
            "seen": request.POST.get("gesehen", ""),
        }
        try:
            return _merge_or_propose(request, first, second, wanted)
        except Gone as gone:
            messages.error(request, f"Es wurde nichts zusammengeführt. {' '.join(gone.messages)}")
            return redirect(list_url(label))
        except ValidationError as refused:
            errors = refused.messages
    return _compare(request, find_record(request, label, keep), find_record(request, label, drop), errors)


def _merge_or_propose(request: EditorRequest, keep: Record, drop: Record, wanted: dict) -> HttpResponse:
    """What visitors see, and what this account may not release, waits for a second one."""
    if not can_merge(request.user, keep, drop):
        proposal = propose(keep=keep, drop=drop, by=request.user, **wanted)
        messages.success(
            request, f"Vorgeschlagen: {proposal}. Ein zweites Konto bestätigt; bis dahin ändert sich nichts."
        )
        return redirect("merge_proposal", proposal.pk)
    done = merge(keep=keep, drop=drop, by=request.user, **wanted)
    said = f"{done} ist aufgegangen. Die alte Adresse leitet um; {UNDO_DAYS} Tage lang lässt es sich aufheben."
    messages.success(request, said)
    return redirect(form_url(keep))


def _compare(request: EditorRequest, keep: Record, drop: Record, errors: list[str]) -> HttpResponse:
    why_not = ""
    try:
        check_pair(request.user, keep, drop)
    except PermissionDenied as refused:
        why_not = str(refused)
    except ValidationError as refused:
        why_not = " ".join(refused.messages)
    states = states_of(keep, drop)
    context = {
        "label": keep._meta.label_lower,
        "seen": fingerprint(keep, drop, states),
        "keep": shown(keep),
        "drop": shown(drop),
        "choices": comparison.choices(type(keep), states, request.POST if errors else None),
        "moving": comparison.moving(drop),
        "why_not": why_not,
        "waiting": open_proposals(keep, drop).first(),
        "at_once": can_merge(request.user, keep, drop),
        "swappable": _is_pair(request.user, drop, keep),
        "may_dismiss": can_edit(request.user, keep) or can_edit(request.user, drop),
        "errors": errors,
        "reason": request.POST.get("grund", ""),
        "days": UNDO_DAYS,
        "list_url": list_url(keep._meta.label_lower),
    }
    return show(request, "duplicates/duplicate_merge.html", "Zusammenführen", context, 400 if errors else 200)


def _is_pair(by: Editor, keep: Record, drop: Record) -> bool:
    try:
        check_pair(by, keep, drop)
    except (PermissionDenied, ValidationError):
        return False
    return True


@require_POST
def _merge_undo(request: EditorRequest, pk: int) -> HttpResponse:
    done = get_object_or_404(Merge, pk=pk)
    model = done.content_type.model_class()
    check_see(request.user, model)
    try:
        record = undo(merge=done, by=request.user)
    except ValidationError as refused:
        messages.error(request, f"Nicht aufgehoben: {' '.join(refused.messages)}")
    else:
        messages.success(request, f"Aufgehoben: „{record}“ ist wieder ein eigener Eintrag, so wie er war.")
    return redirect(list_url(model._meta.label_lower))


@require_safe
def _namesake_list(request: EditorRequest) -> HttpResponse:
    """Who is called like this already, as JSON for the form where the name is typed."""
    try:
        model = kind_of(request.GET.get("art", ""))
    except Http404:
        return JsonResponse({"fehler": "Nach Doppeln dieser Art wird nicht gesucht."}, status=404)
    check_see(request.user, model)
    without = request.GET.get("ausser", "")
    exclude = typed_key(without)
    found = namesakes(model, request.GET.get("name", ""), exclude)
    hits = [{"name": one.name, "grund": one.reason, "adresse": namesake_url(model, one.pk)} for one in found]
    return JsonResponse({"treffer": hits})


def namesake_url(model: type[Record], pk: int) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])


no_duplicate = desk_page(_no_duplicate)
merge_undo = desk_page(_merge_undo)
namesake_list = desk_page(_namesake_list)
