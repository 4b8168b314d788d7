"""What the link of an enquiry leads to: what the entry says, and the two answers.

Outside sessions and without cookies. Nothing happens by looking, as programs that scan mails do; an answer is taken
only from this page itself.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.words import _
from inputs.origins import comes_from_here
from reports import enquiries
from reports.enquiries import MOST_WORDS, Question, Refused

YES, NO = "ja", "nein"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(request: HttpRequest, token: str) -> HttpResponse:
    try:
        if request.method == "POST":
            response = _answer(request, token)
        else:
            response = _page(request, _("Stimmt dieser Eintrag noch?"), enquiries.read(token), asks=True)
    except Refused as refused:
        response = _page(request, _("Das geht mit diesem Link nicht"), status=refused.status, refused=refused.text)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex,nofollow"
    return response


_view: Any = enquiry
_view.outside_session = True


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    if not comes_from_here(request):
        raise Refused(403, _("Ihr Browser hat nicht gesagt, dass die Antwort von dieser Seite kommt."))
    with transaction.atomic():
        question = enquiries.read(token, lock=True)
        if request.POST.get("antwort") == YES:
            if enquiries.confirm(question):
                done = _("Der Eintrag gilt von heute an als geprüft; so steht es auch auf seiner Seite.")
            else:
                done = _("Ihre Bestätigung ist vermerkt. Die Redaktion trägt sie ein.")
            return _page(request, _("Danke für die Bestätigung"), question, done=done)
        text = request.POST.get("hinweis", "")
        if request.POST.get("antwort") == NO and text.strip("\0 \n\r\t"):
            enquiries.say_wrong(question, text)
            done = _("Die Redaktion sieht sich das an und ändert den Eintrag. Bis dahin bleibt er, wie er ist.")
            return _page(request, _("Danke für den Hinweis"), question, done=done)
    error = _("Bitte schreiben Sie kurz, was nicht stimmt.") if request.POST.get("antwort") == NO else ""
    return _page(request, _("Stimmt dieser Eintrag noch?"), question, status=400, asks=True, error=error)


def _page(
    request: HttpRequest, title: str, question: Question | None = None, *, status: int = 200, **words
) -> HttpResponse:
    unsaid = {"refused": "", "done": "", "asks": False, "error": "", "record": None, "facts": [], "most": MOST_WORDS}
    context = unsaid | {"title": title, "robots": "noindex,nofollow", "status": status}
    if question:
        context |= {"record": question.record, "facts": question.facts}
    return render(request, "reports/enquiry.html", context | words, status=status)
