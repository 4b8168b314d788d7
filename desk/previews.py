"""How a page will look, or once looked: the public page of a state that is only tried out."""

from copy import copy
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import resolve, reverse

from accounts.requests import EditorRequest
from core.kinds import kind_of
from desk.deciding import decision
from desk.pages import desk_page, entry_url, find_record, find_revision, form_url, show
from desk.together import Company, company
from memory.trial import trial
from pages.records import Gone, Moved
from publishing import changes as compare
from publishing import criteria, history, snapshots
from publishing.enums import RevisionState, State, Verb
from publishing.models import Record, Revision
from publishing.permissions import can_edit, can_move
from publishing.together import whole_of


@desk_page
def revision_preview(request: EditorRequest, pk: int) -> HttpResponse:
    """The page as it will be once this change is released, or as it was after a change of the past."""
    revision = find_revision(request, pk)
    if revision.record is None:
        raise Http404("Diesen Eintrag gibt es nicht mehr.")
    token = history.token(revision.record)
    together = _company(request, revision.record, token) if revision.is_open else Company([], [])
    revision = find_revision(request, pk)  # anew: what is shown is no older than what is decided about
    return _preview(request, revision.record, _changes(revision), together, token)


@desk_page
def record_preview(request: EditorRequest, label: str, pk: int) -> HttpResponse:
    """The page as it will be: with the open change of the record, whatever its state, and what goes with it."""
    record = find_record(request, label, pk)
    token = history.token(record)
    together = _company(request, record, token)
    record = find_record(request, label, pk)  # anew: what is shown is no older than what is decided about
    waiting = history.open_change(record)
    return _preview(request, record, _changes(waiting) if waiting else [], together, token)


def _company(request: EditorRequest, record: Record, token: str) -> Company:
    """With the decision about the change alone, where it is part of nothing."""
    waiting = history.open_change(record)
    found = company(record, request.user)
    if waiting and waiting.state == RevisionState.REVIEW and not whole_of(record):
        return replace(found, decision=decision(request.user, record, waiting, token))
    return found


def _changes(revision: Revision) -> compare.Changes:
    """From the record as it is to the state of the revision; a draft that waits is that state already."""
    if revision.is_open:
        return revision.changes if revision.record.state == State.PUBLISHED else []
    return compare.diff(snapshots.take(revision.record), revision.snapshot)


def _preview(
    request: EditorRequest, record: Record, changes: compare.Changes, together: Company, token: str
) -> HttpResponse:
    banner = _banner(request, record, together, token)  # before it is public on trial
    try:
        with trial():
            for other, change in together.others:
                _publish(other, _changes(change) if change else [])
            response = _page(request, record, changes, banner)
    except (Http404, Gone, Moved):
        why = "Zu diesem Eintrag gibt es keine öffentliche Seite, zum Beispiel weil niemand zuständig ist."
        response = _no_page(request, record, why)
    except IntegrityError:
        response = _no_page(request, record, "Dieser Eintrag kann so nicht öffentlich werden.")
    except ValidationError as error:
        response = _no_page(request, record, f"Dieser Stand lässt sich nicht anzeigen: {' '.join(error.messages)}")
    else:
        response.content = _to_the_desk(response.content.decode(), together.others)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response


def _page(request: EditorRequest, record: Record, changes: compare.Changes, banner: dict[str, Any]) -> HttpResponse:
    _publish(record, changes)
    path = type(record)._base_manager.get(pk=record.pk).get_absolute_url()
    match = resolve(path)
    visitor: Any = copy(request)
    visitor.method, visitor.GET, visitor.path = "GET", QueryDict(), path
    visitor.resolver_match, visitor.preview = match, banner
    response = match.func(visitor, *match.args, **match.kwargs)
    return response.render() if isinstance(response, TemplateResponse) else response


def _banner(request: EditorRequest, record: Record, together: Company, token: str) -> dict[str, Any]:
    """What stands above the page: the decision, the way back, and for who wrote it the way on; with the token at once,
    unless something is to be read first."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    decided = together.decision
    hands_in = not record.is_published and can_move(request.user, record, Verb.SUBMIT, history.open_change(record))
    stops = hands_in and any(answer.stops for answer in criteria.checklist(record))
    onward = reverse("desk:move", args=[record._meta.label_lower, record.pk, Verb.SUBMIT]) if hands_in else ""
    return {
        "said": [str(message) for message in messages.get_messages(request)],
        "is_ours": not kind_of(type(record)).is_cited,
        "left": [(str(one), why) for one, why in together.left],
        "named": together.named,
        "decision": decided,
        "decision_url": f"{decided.url}{query}" if decided else "",
        "form_url": form_url(record) if can_edit(request.user, record) else "",
        "entry_url": entry_url(record),
        "hand_in_url": onward,
        "hand_in_token": token if hands_in and not stops else "",
    }


def _to_the_desk(page: str, others: list[tuple[Record, Revision | None]]) -> str:
    """What is public only on trial is read where it can be: in a preview of its own."""
    for record in (one for one, _change in others if not one.is_published):
        to = reverse("desk:record_preview", args=[record._meta.label_lower, record.pk])
        for end in ('"', "#"):
            page = page.replace(f'href="{record.get_absolute_url()}{end}', f'href="{to}{end}')
    return page


def _publish(record: Record, changes: compare.Changes) -> None:
    rows = type(record)._base_manager.filter(pk=record.pk)
    if changes:
        compare.apply(rows.get(), changes, lasting=False)
    rows.update(state=State.PUBLISHED, archive_reason="")


def _no_page(request: EditorRequest, record: Record, why: str) -> HttpResponse:
    context = {"record": record, "why": why, "form_url": entry_url(record)}
    return show(request, "desk/no_preview.html", f"Keine Vorschau: {record}", context)
