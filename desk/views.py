"""The queue of what waits for release, one change in detail, and the steps of the workflow."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import Editor
from accounts.requests import EditorRequest
from core.paging import page_of
from desk.deciding import decision
from desk.earlier import ways_back
from desk.onward import ROW, absent, after_change, in_a_row, in_same_row, is_from_list, queue_url, wholes
from desk.pages import desk_page, entry_url, find_record, find_revision, form_url, linked, seen_token, show
from desk.together import company, hand_in
from pages.changes_table import ChangesTable
from publishing import actions, criteria, history, together
from publishing import changes as compare
from publishing.enums import State, Verb
from publishing.locking import Gone
from publishing.models import Record, Revision
from publishing.permissions import can_edit, check_right, is_reviewer
from publishing.snapshots import take
from publishing.workflow import MOVES, stage_of
from releasing import queue as waiting_list
from releasing.queue import Wanted
from sourcing.fields import read_day

PAGE = 50
STEPS: dict[Verb, Callable[..., Any]] = {
    Verb.RECALL: actions.recall,
    Verb.SEND_BACK: actions.send_back,
    Verb.DISCARD: actions.discard,
    Verb.WITHDRAW: actions.withdraw,
    Verb.ARCHIVE: actions.archive,
    Verb.RESUME: actions.resume,
    Verb.RENEW: actions.renew,
}


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: EditorRequest) -> HttpResponse:
    """What waits for release: the gravest first, then the oldest."""
    if request.method == "POST":
        return _release_ticked(request)
    away = absent(request.user)
    wanted = Wanted.of(request.GET, away)
    waiting = waiting_list.waiting(request.user, wanted)
    together_waiting = wholes(request.user, wanted)
    page = page_of(request.GET.get("seite"), waiting.count(), PAGE)
    start = (page.number - 1) * page.size
    rows = waiting.select_related("content_type", "changed_by").prefetch_related("authors").defer("snapshot")
    lines = waiting_list.lines(request.user, list(rows[start : start + page.size]))
    context = {
        "lines": lines,
        "tickable": sum(bool(line.name) for line in lines),
        "wholes": together_waiting if page.number == 1 else [],
        "page": page,
        "number": page.count + len(together_waiting),
        "wanted": wanted,
        "choices": waiting_list.choices(request.user, wanted),
        "tabs": list(_tabs(request.user, wanted, away)),
        "pages_query": wanted.query(),
        "row_query": in_a_row(wanted),
        "unfiltered": wanted.query(art="", gewicht="", von=""),
    }
    return show(request, "desk/queue.html", "Zur Freigabe", context)


def _tabs(by: Editor, wanted: Wanted, away: list[Editor]) -> Iterator[tuple[str, str, bool]]:
    """Whose list it can be: words, query, and whether it is the one that is shown."""
    if not (away or is_reviewer(by)):
        return
    yield "Was ich freigeben kann", wanted.query(meine="ja", vertretung=""), wanted.mine
    for editor in away:
        words = f"In Vertretung von {editor}"
        yield words, wanted.query(meine="", vertretung=editor.pk), wanted.instead == editor
    yield "Alles, was wartet", wanted.query(meine="", vertretung=""), not (wanted.mine or wanted.instead)


def _release_ticked(request: EditorRequest) -> HttpResponse:
    names = request.POST.getlist("aenderung")
    done, refused = waiting_list.release_ticked(request.user, names)
    if not names:
        messages.warning(request, "Nichts angekreuzt, also nichts geändert.")
    if done:
        words = "1 Änderung ist" if done == 1 else f"{done} Änderungen sind"
        messages.success(request, f"{words} freigegeben und ab sofort öffentlich.")
    for words in refused:
        messages.warning(request, words)
    return redirect(queue_url(request))


@desk_page
def change(request: EditorRequest, pk: int) -> HttpResponse:
    """One change, field by field, with the decision about it."""
    revision = find_revision(request, pk)
    error = ""
    if request.method == "POST":
        try:
            return _decide(request, revision)
        except ValidationError as refused:
            error = " ".join(refused.messages)
    return _change_page(request, pk, error)


def _decide(request: EditorRequest, revision: Revision) -> HttpResponse:
    record = revision.record
    if record is None:
        raise Gone([revision.label])
    why, seen = request.POST.get("grund", ""), seen_token(request)
    if request.POST.get("schritt") == Verb.RELEASE:
        until = read_day(request.POST.get("gueltig_bis", ""), "Gültig bis")
        note = actions.release(revision=revision, by=request.user, why=why, valid_until=until, seen=seen)
        messages.success(request, f"„{record}“ ist freigegeben. {note}.")
    elif request.POST.get("schritt") == Verb.SEND_BACK:
        check_right(request.user, record, MOVES[Verb.SEND_BACK])
        actions.send_back(record=record, by=request.user, why=why, seen=seen)
        messages.success(request, f"„{record}“ ist mit Kommentar zurückgegeben.")
    else:
        raise ValidationError("Diesen Schritt gibt es hier nicht.")
    return redirect(after_change(request, revision))


def _change_page(request: EditorRequest, pk: int, error: str) -> HttpResponse:
    record = find_revision(request, pk).record
    # The token is asked for before what it stands for is read, so it is never newer than what the page shows.
    token = history.token(record) if record else ""
    revision = find_revision(request, pk)
    record = revision.record
    table = ChangesTable(revision.model, revision.changes)
    clashing = []
    if record and revision.is_open and record.state == State.PUBLISHED:
        clashing = table.rows(compare.conflicts(take(record), revision.changes))
    decided = decision(request.user, record, revision, token)
    is_past = record and not revision.is_open and can_edit(request.user, record)
    is_new = bool(record) and revision.is_open and record.state != State.PUBLISHED
    if is_from_list(request) and is_new and decided.decidable:
        return redirect(in_same_row(request, reverse("desk:preview", args=[pk])))
    context = {
        "revision": revision,
        "record": record,
        "rows": table.rows(revision.changes),
        "clashing": clashing,
        "error": error,
        "why_not": decided.why_not,
        "authors": decided.authors,
        "decidable": decided.decidable,
        "returnable": decided.returnable,
        "is_new": is_new,
        "query": request.GET.urlencode(),
        "checklist": _checklist(revision) if record and revision.is_open else [],
        "whole": together.whole_of(record) if record and revision.is_open else None,
        "company": company(record, request.user) if record and revision.is_open else None,
        "form_url": entry_url(record) if record else "",
        "reason": request.POST.get("grund", ""),
        "valid_until": request.POST.get("gueltig_bis", ""),
        "token": token,
        "ways_back": ways_back(revision) if is_past else None,
        "queue_url": queue_url(request),
        "onward_url": after_change(request, revision) if ROW in request.GET and revision.is_open else "",
    }
    return show(
        request, "desk/change.html", f"Änderung {revision.number}: {revision.label}", context, 400 if error else 200
    )


def _checklist(revision: Revision) -> list[tuple[criteria.Answer, str]]:
    """What the entry lacks once the change is released; nothing where it cannot be applied any more."""
    try:
        answers = criteria.once_released(revision.record, revision)
        return linked(revision.record, answers, form_url(revision.record))
    except ValidationError:  # its change does not fit any more: the step itself says where
        return []


@desk_page
def move(request: EditorRequest, label: str, pk: int, verb: str) -> HttpResponse:
    """Asks before a step, and for its reason where one is needed."""
    record = find_record(request, label, pk)
    if verb not in STEPS and verb != Verb.SUBMIT:
        raise Http404("Diesen Schritt gibt es nicht.")
    step = MOVES[Verb(verb)]
    check_right(request.user, record, step)
    error = ""
    if request.method == "POST":
        try:
            return redirect(_step(request, record, step.verb))
        except Gone as gone:
            return to_list(request, record, gone)
        except ValidationError as refused:
            error = " ".join(refused.messages)
    token = history.token(record)
    record = find_record(request, label, pk)
    waiting = history.open_change(record)
    context = {
        "record": record,
        "step": step,
        "stage": stage_of(record, waiting),
        "rows": ChangesTable(type(record), waiting.changes).rows(waiting.changes) if waiting else [],
        "form_url": entry_url(record),
        "token": token,
        "error": error,
        "reason": request.POST.get("grund", ""),
        "checklist": _before(record, waiting) if step.verb in (Verb.SUBMIT, Verb.RENEW) else [],
        "company": company(record, request.user) if step.verb == Verb.SUBMIT else None,
    }
    return show(request, "desk/move.html", f"{step.button}: {record}", context, 400 if error else 200)


def _step(request: EditorRequest, record: Record, verb: Verb) -> str:
    """Takes it; returns where to go on."""
    why, seen = request.POST.get("grund", ""), seen_token(request)
    if verb != Verb.SUBMIT:
        STEPS[verb](record=record, by=request.user, why=why, seen=seen)
        messages.success(request, f"„{record}“: {verb.label}.")
        return entry_url(record)
    handed = hand_in(record=record, others=(), by=request.user, why=why, seen=seen)
    messages.add_message(request, messages.SUCCESS if handed.done else messages.WARNING, f"„{record}“: {handed.said}")
    return handed.url or entry_url(record)


def _before(record: Record, waiting: Revision | None) -> list[tuple[criteria.Answer, str]]:
    """What the entry lacks before a step that needs it complete."""
    try:
        return linked(record, criteria.once_released(record, waiting), form_url(record))
    except ValidationError:  # its change does not fit any more: the step itself says where
        return []


def to_list(request: EditorRequest, record: Record, gone: Gone) -> HttpResponse:
    messages.error(request, " ".join(gone.messages))
    return redirect(f"admin:{record._meta.app_label}_{record._meta.model_name}_changelist")
