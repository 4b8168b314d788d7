"""Pages of the guided jobs: what there is to say, one form for each, proposals."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import EditorRequest
from cases import actions
from cases.models import Case
from cases.needs import Incomplete
from desk.onward import ROW, after_whole, row_of
from desk.pages import desk_page, find_record, form_url, show
from jobs import looking, proposals
from jobs.forms import JobForm, living, names_like
from jobs.models import Proposal
from jobs.table import JOBS, NAMED, Job, jobs_of
from jobs.writing import Written, write
from publishing.models import Record
from publishing.permissions import can_edit
from sourcing.reasons import reason_for
from sourcing.sitting import Sitting

FOUND = 8  # entries of each kind that a search offers
OWN = 50


@desk_page
@require_safe
def job_list(request: EditorRequest) -> HttpResponse:
    asked = " ".join(request.GET.get("suche", "").split())[:100]
    context = {
        "jobs": [job for job in JOBS.values() if job.alone],
        "others": [job for job in JOBS.values() if job.kinds],
        "asked": asked,
        "found": list(_found(asked)) if asked else [],
        "own": proposals.own(request.user)[:OWN],
    }
    return show(request, "jobs/list.html", "Was ist passiert?", context)


def _found(asked: str) -> Iterator[tuple[Record, str, str]]:
    for model in NAMED:
        for record in living(model).filter(names_like(model, asked)).distinct()[:FOUND]:
            url = reverse("jobs:entry", args=[model._meta.label_lower, record.pk])
            yield record, str(model._meta.verbose_name), url


@desk_page
@require_safe
def jobs_of_entry(request: EditorRequest, label: str, pk: int) -> HttpResponse:
    record = find_record(request, label, pk)
    offered = [(job, job.url_of(record)) for job in jobs_of(record)]
    if not offered:
        raise Http404("Für diese Art von Eintrag gibt es hier nichts.")
    context = {"record": record, "record_url": form_url(record), "offered": offered}
    context["is_mine"] = can_edit(request.user, record)
    return show(request, "jobs/entry.html", f"Was ist passiert? {record}", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def job_page(request: EditorRequest, what: str, label: str = "", pk: int = 0) -> HttpResponse:
    job = JOBS.get(what)
    if job is None or job.form is None or not (job.kinds or job.alone):
        raise Http404("Das gibt es hier nicht.")
    record = find_record(request, label, pk) if label else None
    if record is None and not job.alone:
        return redirect("jobs:jobs")
    if record is not None and not isinstance(record, job.kinds):
        raise Http404("Das gibt es bei dieser Art von Eintrag nicht.")
    is_mine = record is None or can_edit(request.user, record)
    context = {"job": job, "record": record, "record_url": form_url(record) if record else "", "is_mine": is_mine}
    form, status = _form(request, job, record), 200
    if form.is_bound:
        if form.is_valid() and (answer := _answered(request, job, form, context)):
            return answer
        status = 400
    return _show_form(request, form, job.title, context, status)


def _form(request: EditorRequest, job: Job, record: Record | None, typed: dict[str, Any] | None = None) -> JobForm:
    """Bound to what was sent, unless only more rows are asked for, or something is to be changed once more."""
    assert job.form
    about: dict[str, Any] = {"by": request.user, "record": record, "sitting": Sitting(request.session, record)}
    if request.method != "POST":
        return job.form(typed=typed or {"why": reason_for(request, record)}, **about)
    more = request.POST.get("weitere", "")
    if more or request.POST.get("weiter") == looking.CHANGE:
        return job.form(typed=request.POST.dict(), more=more, **about)
    return job.form(request.POST, **about)


def _show_form(request: EditorRequest, form: JobForm, title: str, context: dict[str, Any], status: int) -> HttpResponse:
    return show(request, "jobs/form.html", title, context | _shown(form), status)


def _shown(form: JobForm) -> dict[str, Any]:
    problems = [(form[name] if name in form.fields else None, texts) for name, texts in form.errors.items()]
    if form.is_bound and form.is_sourced:
        problems += [(form.origin[name], texts) for name, texts in form.origin.errors.items()]
    return {
        "form": form,
        "origin": form.origin if form.is_sourced else None,
        "groups": form.groups(),
        "lists": form.suggestions(),
        "problems": problems,
    }


def _said(form: JobForm) -> list[tuple[str, str]]:
    """What a proposal says, in words."""
    found = []
    typed = [(field, form.initial.get(name)) for name, field in form.fields.items()]
    if form.is_sourced:
        typed += [(field, form.origin.initial.get(name)) for name, field in form.origin.fields.items()]
    for field, value in typed:
        choices = dict(getattr(field, "choices", ()))
        words = {str(key): str(label) for key, label in choices.items()}
        if value:
            found.append((str(field.label), words.get(str(value), str(value))))
    return found


def _answered(request: EditorRequest, job: Job, form: JobForm, context: dict[str, Any]) -> HttpResponse | None:
    """Where it goes on; None where the form says what is wrong."""
    if job.address:
        return redirect(job.address(form))
    try:
        if context["is_mine"]:
            return _written(request, form, partial(write, job, form, request.user), context)
    except PermissionDenied as refused:
        if form.record is None:
            form.add_error(None, str(refused))
            return None
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return None
    proposal = proposals.propose(job, form, request.user)
    messages.success(
        request, "Ihr Vorschlag liegt bei denen, die für den Eintrag zuständig sind. Hier sehen Sie, was daraus wird."
    )
    return redirect(proposal.get_absolute_url())


def _written(
    request: EditorRequest, form: JobForm, writing: Callable[[], Written], context: dict[str, Any]
) -> HttpResponse:
    if request.POST.get("weiter") == looking.LOOK:
        return looking.looked_at(request, form, writing, context)
    return _after(request, writing())


def _after(request: EditorRequest, written: Written) -> HttpResponse:
    """To what was written where, handed in already where that was asked for and nothing is missing."""
    for note in written.notes:
        messages.warning(request, note)
    case = written.case
    if request.POST.get("weiter") == "einreichen":
        return _handed_in(request, case)
    messages.success(request, "Geschrieben. Unten steht, was wo steht; geben Sie es noch zur Freigabe.")
    return redirect(case.get_absolute_url())


def _handed_in(request: EditorRequest, case: Case) -> HttpResponse:
    try:
        actions.submit(case=case, by=request.user)
    except Incomplete:
        messages.warning(request, "Geschrieben, aber noch nicht zur Freigabe gegeben: Es fehlt etwas.")
        return redirect(f"{case.get_absolute_url()}#h-fehlt")
    messages.success(request, "Geschrieben und zur Freigabe gegeben. Ein zweites Konto prüft alles zusammen.")
    return redirect(case.get_absolute_url())


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_page(request: EditorRequest, pk: int) -> HttpResponse:
    """For those in charge the form as it was sent, to adopt or refuse; for all others what becomes of it."""
    proposal = get_object_or_404(Proposal.objects.select_related("by", "decided_by", "case"), pk=pk)
    job, record = JOBS.get(proposal.job), proposal.record
    may_decide = proposal.is_open and proposals.can_decide(request.user, proposal)
    if request.method == "POST" and not may_decide:
        proposals.check_decide(request.user, proposal)
        messages.warning(request, "Über diesen Vorschlag ist schon entschieden.")
        return redirect(proposal.get_absolute_url())
    context: dict[str, Any] = {"proposal": proposal, "job": job, "record": record, "may_decide": may_decide}
    context |= row_of(request, proposal.get_absolute_url())
    if job is None or record is None:
        return show(request, "jobs/proposal.html", f"Vorschlag: {proposal}", context)
    context |= {"record_url": form_url(record), "is_mine": True, "deciders": proposals.deciders(proposal, record)}
    form, status = _proposal_form(request, job, record, proposal), 200
    if may_decide and request.method == "POST":
        if answer := _decided(request, proposal, form, context):
            return answer
        status = 400 if form.is_bound or "error" in context else 200
    context |= _shown(form) | {"said": _said(form)}
    return show(request, "jobs/proposal.html", f"Vorschlag: {proposal}", context, status)


def _proposal_form(request: EditorRequest, job: Job, record: Record, proposal: Proposal) -> JobForm:
    if request.method == "POST" and request.POST.get("schritt") != "ablehnen":
        return _form(request, job, record)
    assert job.form
    return job.form(by=request.user, record=record, typed=proposal.typed)


def _decided(request: EditorRequest, proposal: Proposal, form: JobForm, context: dict[str, Any]) -> HttpResponse | None:
    onward = after_whole(request, proposal.get_absolute_url())
    try:
        if request.POST.get("schritt") == "ablehnen":
            proposals.refuse(proposal, request.user, request.POST.get("grund", ""))
            messages.success(request, "Abgelehnt. Wer es vorgeschlagen hat, liest Ihre Begründung.")
            return redirect(onward)
        if form.is_bound and form.is_valid():
            adopt = partial(proposals.adopt, proposal, form, request.user)
            answer = _written(request, form, adopt, context | {"is_mine": True})
            return redirect(onward) if ROW in request.GET and request.POST.get("weiter") == "einreichen" else answer
    except ValidationError as refused:
        context["error"] = " ".join(refused.messages)
    return None
