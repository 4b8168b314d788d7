"""The page on which an objection is noted, and on which a reviewer ends it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from accounts.requests import EditorRequest
from contacts.models import Person
from contacts.objections import can_lift, check_lift, check_note, lift_objection, note_objection
from core.words import _
from desk.pages import desk_page, entry_url, show
from publishing.permissions import check_see
from sourcing.fields import read_day


@desk_page
def objection(request: EditorRequest, pk: int) -> HttpResponse:
    check_see(request.user, Person)
    person = get_object_or_404(Person, pk=pk)
    check_note(request.user, person)
    error = ""
    if request.method == "POST":
        try:
            messages.success(request, _write(request, person))
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            return redirect(entry_url(person))
    context = {
        "person": person,
        "form_url": entry_url(person),
        "error": error,
        "day": request.POST.get("tag", f"{timezone.localdate():%d.%m.%Y}"),
        "reason": request.POST.get("grund", ""),
        "can_lift": can_lift(request.user, person),
    }
    return show(
        request,
        "contacts/objection.html",
        _("Widerspruch: {person}").format(person=person),
        context,
        400 if error else 200,
    )


def _write(request: EditorRequest, person: Person) -> str:
    why = request.POST.get("grund", "").strip()[:400]
    if request.POST.get("schritt") == "aufheben":
        check_lift(request.user, person)
        lift_objection(person=person, by=request.user, why=why)
        return _(
            "„{person}“: Der Widerspruch ist aufgehoben. Öffentlich wird der Eintrag erst mit einer Freigabe."
        ).format(person=person)
    day = read_day(request.POST.get("tag", ""))
    if day is None:
        raise ValidationError(_("Bitte den Tag des Widerspruchs angeben."))
    note_objection(person=person, on=day, by=request.user, why=why)
    return _("„{person}“ ist ab sofort nirgends mehr öffentlich.").format(person=person)
