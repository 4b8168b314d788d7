"""„Lebt es noch?“: one tap, without account and cookie, taken only from a page of this site."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.fuzzy_dates import MONTHS
from core.kinds import kind_of
from core.words import _
from inputs.origins import comes_from_here
from pages.alive import is_asked_about
from publishing.models import Record
from reach.entries import alive_now
from reports import attempts
from reports.attempts import Counted
from reports.enums import Reached
from reports.limits import sender_of
from reports.pages import known_path, record_at


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def still_alive(request: HttpRequest) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    record = record_at(known_path(given.get("seite", "")))
    if record is None or not is_asked_about(kind_of(type(record))):
        raise Http404(_("Die Adresse nennt keinen Eintrag, nach dem hier gefragt wird."))
    if request.method != "POST":
        return _page(request, record, _("Lebt es noch?"), asks=True)
    if not comes_from_here(request):
        return _page(request, record, _("Das hat noch nicht geklappt"), status=403, asks=True, is_foreign=True)
    answer = given.get("antwort", "")
    if answer not in Reached.values:
        return _page(request, record, _("Lebt es noch?"), status=400, asks=True)
    return _counted(request, record, Reached(answer))


def _counted(request: HttpRequest, record: Record, answer: Reached) -> HttpResponse:
    counted = attempts.count(record, answer, sender_of(request))
    if counted is Counted.TOO_MANY:
        return _page(request, record, _("Gerade kommen zu viele Antworten an"), status=429, is_refused=True)
    title = _("Ihre Antwort von heute ist schon gezählt") if counted is Counted.BEFORE else _("Danke, das hilft")
    today = timezone.localdate()
    month = f"{MONTHS[today.month - 1]} {today.year}"
    return _page(request, record, title, answer=answer, is_new=counted is Counted.YES, month=month)


def _page(request: HttpRequest, record: Record, title: str, *, status: int = 200, **words) -> HttpResponse:
    unsaid = {"asks": False, "is_foreign": False, "is_refused": False, "answer": "", "is_new": False, "month": ""}
    context = {
        "title": title,
        "robots": "noindex,follow",
        "breadcrumbs": [
            {"label": kind_of(type(record)).titles, "url": f"/{record.url_prefix}/"},
            {"label": str(record), "url": record.get_absolute_url()},
            {"label": _("Lebt es noch?")},
        ],
        "record": record,
        "alive": alive_now(record),
    }
    response = render(request, "reports/still_alive.html", context | unsaid | words, status=status)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response
