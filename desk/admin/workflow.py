"""How the admin writes records: drafts at once, public ones as a change that waits for release."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.requests import EditorRequest
from desk.admin.blocks import BLOCK, Block, by_block, chosen, way_back
from desk.admin.elsewhere import ElsewhereFormSet
from desk.admin.writing import Writing
from desk.history import history_page
from desk.pages import entry_url, linked, still_to_do
from desk.together import HandedIn, hand_in
from memory.trial import trial
from publishing import actions, criteria, history, together
from publishing import changes as compare
from publishing.constraints import check_constraints
from publishing.enums import WAITING, Verb
from publishing.locking import locked_if_there
from publishing.models import Record, Revision, SourceDocument
from publishing.permissions import (
    can_add,
    can_change,
    can_delete,
    can_edit,
    can_release,
    can_see,
    check_see,
    is_reviewer,
)
from publishing.snapshots import Snapshot, take, with_proposed_keys
from publishing.territory import is_in_charge
from publishing.workflow import moves_from, stage_of
from releasing.sent import as_sent
from sourcing.form import origin_of


def may_edit(request: EditorRequest, record: Record) -> bool:
    """`can_edit`, asked once a request: every inline of a form wants to know."""
    answers = request.__dict__.setdefault("_may_edit", {})
    key = (type(record), record.pk)
    if key not in answers:
        answers[key] = can_edit(request.user, record)
    return answers[key]


class FollowsRecord:
    """Inlines may be written by whoever may write the record above them."""

    parent_model: Any

    def _may(self, request, obj) -> bool:
        if not isinstance(obj, Record) or obj.pk is None:
            return can_add(request.user, self.parent_model)
        return may_edit(request, obj)

    def has_view_permission(self, request, obj=None):
        return can_see(request.user, self.parent_model)

    def has_add_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may(request, obj)


class WorkflowAdmin(admin.ModelAdmin):
    """Rights, saving and the status box of every record's form. `blocks`: all parts of it, whichever are open."""

    blocks: Callable[..., list[Block]]

    def has_view_permission(self, request, obj=None):
        return can_see(request.user, self.model)

    def has_add_permission(self, request):
        return can_add(request.user, self.model)

    def has_change_permission(self, request, obj=None):
        return can_change(request.user, self.model) if obj is None else may_edit(request, obj)

    def has_delete_permission(self, request, obj=None):
        return can_change(request.user, self.model) if obj is None else can_delete(request.user, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"request": request})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return self._form(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                return self._form(request, object_id, form_url, extra_context)
        except IntegrityError:
            # At the same moment somebody took the same address, or deleted what a row names. Now that can be seen.
            request.__dict__.pop("_may_edit", None)
            with transaction.atomic():
                return self._form(request, object_id, form_url, extra_context)

    def _form(self, request, object_id, form_url, extra_context) -> HttpResponse:
        """Who writes holds the lock of the record from before the token is compared until everything is written."""
        record = self.get_object(request, unquote(object_id)) if object_id else None
        if record and request.method == "POST" and not locked_if_there([record]):
            record = None
        writing = request._writing = Writing(request, record)
        if self.model is not SourceDocument and (record is None or may_edit(request, record)):
            writing.origin = origin_of(request, self.model, record)
        blocks = self.blocks(request, record) if record else []
        block = chosen(request, blocks)
        if record:
            may_edit(request, record)  # by what is public, not by what is proposed
            writing.before = take(record) if request.method == "POST" else None
        context = (extra_context or {}) | self.status(request, writing, blocks if block else None)
        context |= {"alone": block, "origin": writing.origin}
        if not writing.is_public or not (writing.waiting or request.method == "POST"):
            return super().changeform_view(request, object_id, form_url, context)
        response = self._on_trial(request, object_id, form_url, context, writing)
        return response if writing.proposed is None else self._propose(request, writing, writing.proposed)

    def _on_trial(self, request, object_id, form_url, context, writing: Writing) -> HttpResponse:
        """The form of a public record with its pending change; nothing stays."""
        try:
            with trial():
                if writing.waiting:
                    compare.apply(self._again(writing), writing.waiting.changes, lasting=False)
                response = super().changeform_view(request, object_id, form_url, context)
                if isinstance(response, TemplateResponse) and not response.is_rendered:
                    response.render()
                return response
        except ValidationError as error:
            writing.waiting = None
            messages.error(request, f"Die offene Änderung passt nicht mehr: {' '.join(error.messages)}")
            with trial():
                response = super().changeform_view(request, object_id, form_url, context)
                return response.render() if isinstance(response, TemplateResponse) else response

    @staticmethod
    def _again(writing: Writing) -> Record:
        return type(writing.record)._base_manager.get(pk=writing.record.pk)

    def _propose(self, request, writing: Writing, snapshot: Snapshot) -> HttpResponse:
        record = self._again(writing)
        try:
            revision = actions.propose(
                record=record,
                snapshot=writing.proven(type(record), snapshot),
                by=request.user,
                why=writing.why,
                revise=writing.waiting,
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(request.get_full_path())
        if revision:
            self.log_change(request, record, "Änderung vorgeschlagen.")
        request._writing.join(record)
        return self._answer(request, record, self._said(record, revision), revision)

    def save_formset(self, request, form, formset, change):
        if isinstance(formset, ElsewhereFormSet):
            request._writing.elsewhere += formset.written()
        else:
            super().save_formset(request, form, formset, change)

    @staticmethod
    def _said(record: Record, revision: Revision | None) -> str:
        if revision is None:
            return f"„{record}“ ist unverändert."
        return f"Die Änderung an „{record}“ ist gesichert."

    def _answer(self, request, record: Record, said: str, change: Revision | None = None) -> HttpResponse:
        """After saving: what the pressed button asks for besides, and where to go on."""
        level = messages.SUCCESS
        if "_mark_checked" in request.POST and record.is_published and history.open_change(record):
            said += " Nicht als geprüft markiert: Das geht nach der Freigabe."
            level = messages.WARNING
        elif "_mark_checked" in request.POST:
            actions.mark_checked(records=[record], by=request.user)
            said += " Als heute geprüft markiert."
        handed = HandedIn(False, "")
        if "_submit" in request.POST:
            handed, level = self._hand_in(request, record, level)
        told = filter(None, (said, handed.said, still_to_do(change, handed.done)))
        self.message_user(request, " ".join(told), level)
        if handed.url:
            return HttpResponseRedirect(handed.url)
        info = (self.opts.app_label, self.opts.model_name)
        if "_addanother" in request.POST:
            return HttpResponseRedirect(reverse("admin:{}_{}_add".format(*info)))
        if "_preview" in request.POST:
            return HttpResponseRedirect(reverse("desk:record_preview", args=[self.opts.label_lower, record.pk]))
        if "_continue" not in request.POST and BLOCK in request.GET:
            return HttpResponseRedirect(way_back(request, record))
        if "_save" in request.POST:
            return HttpResponseRedirect(entry_url(record))
        return HttpResponseRedirect(reverse("admin:{}_{}_change".format(*info), args=[record.pk]))

    def _hand_in(self, request, record: Record, level: int) -> tuple[HandedIn, int]:
        """What was saved stays saved, whatever is said against handing it in."""
        try:
            with transaction.atomic():
                handed = hand_in(
                    record=record, others=request._writing.joined, by=request.user, why=request._writing.why
                )
        except (PermissionDenied, ValidationError) as error:
            words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            return HandedIn(False, f"Nicht zur Freigabe gegeben: {words}"), messages.WARNING
        return handed, level if handed.done else messages.WARNING

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        check_constraints()
        record, writing = form.instance, request._writing
        if change and not is_in_charge(request.user, record):  # a new one is known as begun only after this
            raise PermissionDenied("Danach gehörte der Eintrag nicht mehr zu den Regionen dieses Kontos.")
        if not writing.is_public:
            after = take(record)
            proven = writing.proven(type(record), after)
            compare.apply(record, compare.diff(after, with_proposed_keys(proven, after)))
        if not change:
            actions.record_new(record, by=request.user, why=writing.why)
        elif writing.is_public:
            writing.proposed = take(record)
        else:
            actions.note_applied(record, writing.before, by=request.user, why=writing.why)
        if not writing.is_public:
            writing.join(record)

    def response_change(self, request, obj):
        if "_popup" in request.POST:
            return super().response_change(request, obj)
        if request._writing.proposed is not None:
            return HttpResponse()  # replaced once everything is rolled back
        return self._answer(request, obj, f"„{obj}“ ist gesichert.")

    def response_add(self, request, obj, post_url_continue=None):
        if "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._answer(request, obj, f"„{obj}“ ist als Entwurf angelegt.")

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return super().history_view(request, object_id, extra_context)  # says that it is not there
        check_see(request.user, self.model)
        return history_page(request, record)

    def delete_view(self, request, object_id, extra_context=None):
        """What somebody else did after the page was opened is told, not answered by an error."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as refused:
            self.message_user(request, _not_deleted(refused), messages.ERROR)
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))

    def delete_model(self, request, obj):
        actions.delete(record=obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for record in queryset:
            try:
                actions.delete(record=record, by=request.user)
            except ValidationError as refused:
                self.message_user(request, _not_deleted(refused), messages.ERROR)

    def status(self, request, writing: Writing, blocks: list[Block] | None = None) -> dict[str, Any]:
        """The status box: stage, what is missing, what can be done next. `blocks`: where not all of the form is on the
        page, its parts."""
        record, waiting = writing.record, writing.waiting
        if record is None:
            return {"opened": "0", "why": writing.why, "checklist": _checklist_of_new(self.model(), writing)}
        stage, whole = stage_of(record, waiting), together.whole_of(record)
        editable = may_edit(request, record)
        label = record._meta.label_lower
        moves = [
            (move, reverse("desk:move", args=[label, record.pk, move.verb]))
            for move in moves_from(stage)
            if editable and (move.right.name == "EDIT" or is_reviewer(request.user)) and move.verb != Verb.RELEASE
            if not (whole and move.verb in together.STEPS)
        ]
        return {
            "opened": writing.token,
            "stage": stage,
            "whole": whole,
            "waiting": waiting,
            "waiting_url": reverse("desk:change", args=[waiting.pk]) if waiting else "",
            "decidable": stage in WAITING and waiting is not None and can_release(request.user, waiting),
            "recallable": any(move.verb == Verb.RECALL for move, _url in moves),
            "moves": moves,
            "preview_url": reverse("desk:record_preview", args=[label, record.pk]),
            "checklist": _checklist(writing, blocks),
            "entry_url": way_back(request, record),
            "release_note": history.releases(record).first(),
            "since_opening": writing.since_opening(),
            "why": writing.why,
            "can_edit": editable,
            "why_not": _why_not(record) if not editable else "",
        }


def _checklist_of_new(record: Record, writing: Writing) -> Callable[[], list[tuple[criteria.Answer, str]]]:
    return cache(lambda: linked(record, _sent(writing) or criteria.checklist(record), ""))


def _sent(writing: Writing) -> list[criteria.Answer]:
    has_source = bool(writing.origin and writing.origin.has_source)
    return as_sent(*writing.returned, has_source) if writing.returned else []


def _checklist(writing: Writing, blocks: list[Block] | None) -> Callable[[], list[tuple[criteria.Answer, str]]]:
    """Asked while the form is drawn, when a pending change is on trial; what visitors see now is asked before."""

    def asked() -> list[criteria.Answer]:
        return criteria.checklist(type(writing.record)._base_manager.get(pk=writing.record.pk))

    before = asked() if writing.is_public and writing.waiting else None

    def answers() -> list[tuple[criteria.Answer, str]]:
        now = asked()
        old = before if before is not None else now if writing.is_public else []
        found = criteria.compared(_sent(writing) or now, old)
        return linked(writing.record, found, "") if blocks is None else by_block(writing.record, found, blocks)

    return cache(answers)


def _why_not(record: Record) -> str:
    return (
        f"Sie können „{record}“ ansehen, aber nicht ändern: Der Eintrag gehört nicht zu Ihren Regionen und Bereichen."
    )


def _not_deleted(refused: ValidationError) -> str:
    return f"Nicht gelöscht: {' '.join(refused.messages)}"
