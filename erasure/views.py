"""Erasing a person's data, history included: says what goes, asks once, then shows what people must still decide."""

from itertools import islice

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.requests import EditorRequest
from contacts.models import Person
from desk.pages import desk_page, form_url, show
from erasure.person import check_erase, erase
from erasure.traces import traces
from publishing.locking import locked_to_remove
from publishing.permissions import check_see

MOST = 200


@desk_page
def erase_person(request: EditorRequest, pk: int) -> HttpResponse:
    check_see(request.user, Person)
    person = get_object_or_404(Person, pk=pk)
    check_erase(request.user, person)
    error = ""
    if request.method == "POST":
        try:
            return _erased(request, person)
        except ValidationError as refused:
            error = f"Nicht gelöscht: {' '.join(refused.messages)}"
    context = {"person": person, "form_url": form_url(person), "error": error}
    title = f"Daten von {person} löschen"
    return show(request, "erasure/erase_person.html", title, context, 400 if error else 200)


def _erased(request: EditorRequest, person: Person) -> HttpResponse:
    """Not a redirect: the words that are left to look for must not be kept anywhere."""
    with transaction.atomic():
        locked_to_remove(person)
        if request.POST.get("name", "").strip() != str(person):
            raise ValidationError("Der Name stimmt nicht überein. Bitte genau so schreiben, wie er oben steht.")
        words = erase(person=person, by=request.user)
    for key, value in list(request.session.items()):  # the one of this request, which is saved at its end
        request.session[key] = words.without(value)
    found = list(islice(traces(words), MOST + 1))
    messages.success(request, "Gelöscht: der Eintrag, sein Verlauf und was die Redaktion sonst dazu aufbewahrt hat.")
    context = {
        "sure": [trace for trace in found[:MOST] if trace.is_sure],
        "doubtful": [trace for trace in found[:MOST] if not trace.is_sure],
        "is_cut": len(found) > MOST,
        "list_url": reverse("admin:contacts_person_changelist"),
    }
    return show(request, "erasure/erased_person.html", "Personendaten gelöscht", context)
