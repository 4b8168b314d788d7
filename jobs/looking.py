"""„Erst ansehen“: what a form would write, read from a trial. Nothing is written before somebody decides so."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from accounts.requests import EditorRequest
from cases.page import of_case
from desk.pages import show
from jobs.forms import JobForm
from jobs.writing import Written
from memory.trial import trial

LOOK, CHANGE = "ansehen", "aendern"
_BUTTONS = ("csrfmiddlewaretoken", "weiter", "weitere")


def looked_at(
    request: EditorRequest, form: JobForm, write: Callable[[], Written], context: dict[str, Any]
) -> HttpResponse:
    """The page with all that would be written; what was typed stays in it. Raises as `write` does."""
    form.origin.sitting = form.origin.sitting.apart()
    with trial():
        written = write()
        seen = of_case(written.case, request.user, [])
        context = context | {
            "parts": seen["parts"],
            "lacking": seen["lacking"],
            "notes": written.notes,
            "typed": [(name, value) for name, value in request.POST.items() if name not in _BUTTONS],
        }
        return show(request, "jobs/preview.html", f"Ansehen: {written.case}", context)
