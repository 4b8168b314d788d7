"""Merges that wait for a second account: the list, and one of them with the decision about it."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from accounts.requests import EditorRequest
from desk.pages import desk_page, form_url, show
from duplicates import comparison
from duplicates.holding import fingerprint, states_of
from duplicates.merge import check_merge
from duplicates.models import UNDO_DAYS, MergeProposal
from duplicates.proposals import (
    confirm,
    confirmable,
    open_proposals,
    pair_of,
    refuse,
    withdraw,
)
from duplicates.views.pairs import list_url, shown
from publishing.locking import Gone
from publishing.permissions import check_see

SHOWN_DAYS = 30
MOST = 200  # of each list


@desk_page
def proposal_list(request: EditorRequest) -> HttpResponse:
    """First what this account can decide, then what waits for others, then what was decided lately."""
    waiting = open_proposals().select_related("by", "content_type")
    mine = list(confirmable(request.user, waiting)[:MOST])
    others = waiting.exclude(pk__in=[proposal.pk for proposal in mine])[:MOST]
    since = timezone.now() - timedelta(days=SHOWN_DAYS)
    decided = MergeProposal.objects.filter(decided_at__gt=since).select_related("by", "decided_by", "content_type")
    context = {"mine": mine, "others": others, "decided": decided.order_by("-decided_at")[:MOST], "days": SHOWN_DAYS}
    return show(request, "duplicates/merge_proposal_list.html", "Vorgeschlagene Zusammenführungen", context)


@desk_page
def proposal(request: EditorRequest, pk: int) -> HttpResponse:
    """Both side by side, with what was chosen; another account than the one that proposed it confirms."""
    found = _find(pk)
    check_see(request.user, found.model)
    errors: list[str] = []
    if request.method == "POST":
        try:
            return _decide(request, found)
        except ValidationError as refused:
            errors = refused.messages
            found = _find(pk)
    try:
        return _page(request, found, errors)
    except Gone as gone:  # a moment ago; then the proposal is over as well
        messages.error(request, " ".join(gone.messages))
        return redirect("merge_proposal_list")


def _find(pk: int) -> MergeProposal:
    return get_object_or_404(MergeProposal.objects.select_related("by", "decided_by"), pk=pk)


def _decide(request: EditorRequest, found: MergeProposal) -> HttpResponse:
    step = request.POST.get("schritt")
    if step == "bestaetigen":
        done = confirm(proposal=found, by=request.user, seen=request.POST.get("gesehen", ""))
        said = f"{done} ist aufgegangen. Die alte Adresse leitet um; {UNDO_DAYS} Tage lang lässt es sich aufheben."
        messages.success(request, said)
        return redirect(form_url(found.model._base_manager.get(pk=found.keep_id)))
    if step == "ablehnen":
        refuse(proposal=found, by=request.user, comment=request.POST.get("kommentar", ""))
        messages.success(request, f"Abgelehnt: {found}. Beide Einträge bleiben, wie sie sind.")
    elif step == "zurueckziehen":
        withdraw(proposal=found, by=request.user)
        messages.success(request, f"Zurückgezogen: {found}. Beide Einträge bleiben, wie sie sind.")
    else:
        raise ValidationError("Diesen Schritt gibt es hier nicht.")
    return redirect("merge_proposal_list")


def _page(request: EditorRequest, found: MergeProposal, errors: list[str]) -> HttpResponse:
    context = {
        "proposal": found,
        "errors": errors,
        "days": UNDO_DAYS,
        "list_url": list_url(found.model._meta.label_lower),
        "comment": request.POST.get("kommentar", ""),
        "is_own": found.by_id == request.user.pk,
        "may_refuse": confirmable(request.user, MergeProposal.objects.filter(pk=found.pk)).exists(),
    }
    if found.is_open:
        context |= _open_context(request, found)
    return show(request, "duplicates/merge_proposal.html", f"Zusammenführen: {found}", context, 400 if errors else 200)


def _open_context(request: EditorRequest, found: MergeProposal) -> dict:
    keep, drop = pair_of(found)
    why_not = ""
    try:
        check_merge(request.user, keep, drop, found)
    except PermissionDenied as refused:
        why_not = str(refused)
    except ValidationError as refused:
        why_not = " ".join(refused.messages)
    states = states_of(keep, drop)
    seen = fingerprint(keep, drop, states)
    return {
        "keep": shown(keep),
        "drop": shown(drop),
        "choices": comparison.choices(type(keep), states, comparison.posted(found.choices)),
        "moving": comparison.moving(drop),
        "why_not": why_not,
        "seen": seen,
        "has_changed": seen != found.seen,
    }
