"""Text to draft: paste, look at the proposals, create drafts. Nothing is kept in between."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from articles.extract import extract
from drafting.choices import choices_of
from drafting.create import AlreadyCreated, DraftError, create_drafts, may_add
from drafting.forms import TextForm, new_token, spent_token
from drafting.known import Directory
from drafting.models import DraftRun
from drafting.rows import groups_of
from publishing.models import SourceDocument
from publishing.permissions import can_add
from texts.enums import ProposalKind


def may_draft(user) -> bool:
    """Whoever may create at least one of the things that a text yields."""
    return any(may_add(user, kind) for kind in ProposalKind)


def _check_may_draft(user) -> None:
    if not may_draft(user):
        raise PermissionDenied("Dieses Konto darf keine Einträge anlegen.")


@require_http_methods(["GET", "HEAD", "POST"])
def _text_to_draft(request: HttpRequest) -> HttpResponse:
    _check_may_draft(request.user)
    if request.method != "POST":
        return _paste(request, TextForm())
    form = TextForm(request.POST)
    is_last_step = "anlegen" in request.POST
    unread = not form.is_valid() and (not is_last_step or {"text", "source"} & set(form.errors))
    if unread or "zurueck" in request.POST:
        return _paste(request, form)
    directory = Directory.load()
    extraction = extract(form.cleaned_data["text"], today=timezone.localdate(), known=directory.names)
    if not is_last_step:
        form = form.filled(extraction.head)
        form.is_valid()
    if form.document(extraction.head).pk is None and not can_add(request.user, SourceDocument):
        form.add_error("source", "Ihr Konto darf keine neue Quelle anlegen. Bitte eine vorhandene wählen.")
        return _paste(request, form)
    review = partial(_review, request, form, extraction, directory)
    if is_last_step and form.errors:
        return review([str(message) for found in form.errors.values() for message in found])
    return _create(request, form, extraction, directory, review) if is_last_step else review([])


def _create(request, form, extraction, directory, review) -> HttpResponse:
    try:
        choices, unknown = choices_of(request.POST, extraction)
        if unknown:
            return review(["Der Text passt nicht mehr zu den angekreuzten Vorschlägen. Bitte die Auswahl prüfen."])
        run = create_drafts(
            choices=choices,
            document=extraction.document,
            source=form.document(extraction.head),
            address=form.cleaned_data["address"],
            directory=directory,
            token=spent_token(request.POST.get("token", ""), request.user),
            by=request.user,
            basis=form.cleaned_data["basis"],
        )
    except (DraftError, ValidationError) as error:
        return review(error.messages)
    except AlreadyCreated as done:
        messages.info(request, "Diese Auswahl wurde schon angelegt; es ist nichts doppelt entstanden.")
        return redirect("draft_run", pk=done.run.pk)
    return redirect("draft_run", pk=run.pk)


def _paste(request: HttpRequest, form: TextForm) -> HttpResponse:
    context = admin.site.each_context(request) | {"title": "Text zu Entwurf", "form": form}
    return render(request, "drafting/draft_paste.html", context)


def _review(request, form, extraction, directory, problems: list[str]) -> HttpResponse:
    token = request.POST.get("token", "")
    try:
        spent_token(token, request.user)
    except ValidationError:
        token = new_token(request.user)
    sent = request.POST if "anlegen" in request.POST else None
    context = admin.site.each_context(request) | {
        "title": "Text zu Entwurf: Vorschläge prüfen",
        "form": form,
        "source": form.document(extraction.head),
        "subject": extraction.subject and extraction.subject.proposal.value,
        "groups": groups_of(extraction, directory.matches(extraction.proposals), request.user, sent),
        "names": sorted({found.value for kind in _TARGETS for found in extraction.of_kind(kind)}),
        "has_proposals": bool(extraction.proposals),
        "hidden": form.hidden(),
        "token": token,
        "problems": problems,
    }
    return render(request, "drafting/draft_review.html", context)


_TARGETS = (ProposalKind.NETWORK, ProposalKind.ORGANISATION, ProposalKind.PROGRAMME, ProposalKind.PERSON)


@require_safe
def _draft_run(request: HttpRequest, pk: int) -> HttpResponse:
    """What a run created, with links to the forms where each draft is completed."""
    _check_may_draft(request.user)
    run = get_object_or_404(DraftRun.objects.select_related("source", "created_by"), pk=pk)
    records = run.record_rows()
    for record in records:
        record.kind_label = record._meta.verbose_name
        record.edit_url = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
    context = admin.site.each_context(request) | {
        "title": "Entwürfe angelegt",
        "run": run,
        "records": records,
        "gone": len(run.records) - len(records),
    }
    return render(request, "drafting/draft_run.html", context)


text_to_draft = admin.site.admin_view(_text_to_draft)
draft_run = admin.site.admin_view(_draft_run)
