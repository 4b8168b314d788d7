"""What visitors and those it is about said of an entry, and the question to them by mail."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import EditorRequest
from core.kinds import kind_of
from core.words import _
from desk.pages import desk_page, find_record, form_url, show
from inputs.mail import address_in
from pages.alive import is_asked_about
from publishing.history import type_of
from publishing.models import Record
from publishing.permissions import can_edit, check_edit
from reports import enquiries as asking
from reports.attempts import attempts_of
from reports.models import Enquiry
from reports.shown import addresses_of, facts_of

SHOWN = 24  # months, and questions


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def enquiries(request: EditorRequest, label: str, pk: int) -> HttpResponse:
    record = find_record(request, label, pk)
    if not is_asked_about(kind_of(type(record))):
        raise Http404(_("Nach dieser Art von Eintrag wird nicht gefragt."))
    email, refusal = "", ""
    if request.method == "POST":
        check_edit(request.user, record)
        email = request.POST.get("email", "").strip()[:200]
        email = address_in(email) or email
        try:
            validate_email(email)
            asking.send(record, email, request.user)
        except ValidationError as refused:
            refusal = " ".join(refused.messages)
        else:
            messages.success(request, _("Die Nachfrage geht an {email}.").format(email=email))
            return redirect(request.path)
    context = _context(request, record) | {"refused": refusal}
    context["email"] = email or next(iter(context["addresses"]), "")
    return show(request, "reports/enquiries.html", _("Lebt es noch?"), context, 400 if refusal else 200)


def _context(request: EditorRequest, record: Record) -> dict:
    about = {"content_type": type_of(record), "object_id": record.pk}
    return {
        "record": record,
        "kind": kind_of(type(record)),
        "list_url": reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_changelist"),
        "form_url": form_url(record),
        "attempts": attempts_of(record)[: 2 * SHOWN],
        "enquiries": Enquiry.objects.filter(**about).select_related("sent_by")[:SHOWN],
        "addresses": addresses_of(record),
        "facts": facts_of(record),
        "may_ask": can_edit(request.user, record) and record.is_published,
        "days": asking.DAYS,
        "again_on": asking.again_on(record),
    }
