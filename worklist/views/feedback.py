"""What the links of the weekly mail lead to: a page that asks, and the one thing it then does.

Outside sessions and without cookies; whoever holds the link may answer. Nothing happens by looking, as programs
that scan mails do; an answer is taken only from this page itself.
"""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from desk.pages import form_url
from inputs.origins import comes_from_here
from publishing import actions
from worklist import handovers, tokens
from worklist.tokens import Answer, Feedback, Refused

QUESTIONS = {
    Answer.STILL_TRUE: ("Stimmt der Eintrag noch?", "Ja, stimmt noch"),
    Answer.NOT_MINE: ("Sind Sie nicht mehr zuständig?", "Ich bin nicht mehr zuständig"),
}
_WHY = "Bestätigt über den Link in der Erinnerungsmail"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    try:
        response = _answer(request, token) if request.method == "POST" else _ask(request, token)
    except Refused as refused:
        response = _page(request, "Das geht mit diesem Link nicht", status=refused.status, refused=refused.text)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


feedback.outside_session = True


def _ask(request: HttpRequest, token: str) -> HttpResponse:
    found = tokens.read(token)
    if found.answer is Answer.CHANGE:
        return redirect(form_url(found.record))
    _check_unused(found)
    title, button = QUESTIONS[found.answer]
    return _page(request, title, found, button=button, asks_note=found.answer is Answer.NOT_MINE)


def _check_unused(found: Feedback) -> None:
    if found.answer is Answer.NOT_MINE and handovers.of_feedback(found).exists():
        raise Refused(410, "Das haben Sie mit diesem Link schon gemeldet.")


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    if not comes_from_here(request):
        raise Refused(403, "Ihr Browser hat nicht gesagt, dass die Antwort von dieser Seite kommt.")
    with transaction.atomic():
        found = tokens.read(token, lock=True)
        if found.answer is Answer.STILL_TRUE:
            actions.mark_checked(records=[found.record], by=found.editor, why=_WHY)
            return _page(request, "Danke, ist vermerkt", found, done="Der Eintrag gilt von heute an als geprüft.")
        if found.answer is Answer.NOT_MINE:
            if not handovers.hand_over(found, request.POST.get("hinweis", "")):
                raise Refused(410, "Das haben Sie mit diesem Link schon gemeldet.")
            done = "Die Verwaltung bestimmt, wer sich künftig kümmert. Bis dahin fragen wir Sie nicht mehr danach."
            return _page(request, "Danke, ist weitergegeben", found, done=done)
    return redirect(form_url(found.record))


def _page(
    request: HttpRequest, title: str, found: Feedback | None = None, *, status: int = 200, **words
) -> HttpResponse:
    unsaid = dict.fromkeys(("record", "refused", "done", "button", "asks_note"), "")
    context = unsaid | {"title": title, "robots": "noindex,nofollow", "status": status}
    if found:
        record = found.record
        is_shown = record.is_published and record.has_page
        context |= {
            "record": record,
            "kind": record._meta.verbose_name,
            "page_url": record.get_absolute_url() if is_shown else "",
            "due_on": record.check_due_on,
        }
    return render(request, "worklist/feedback.html", context | words, status=status)
