"""One report on the desk: put the entry right, answer by mail, settle."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import EditorRequest
from core.words import _
from desk.pages import desk_page, entry_url, show
from desk.ways import reached_from
from inputs.web import href
from publishing.permissions import can_edit, is_administrator
from reports import answers
from reports.enums import Delivery, ReportState
from reports.fixing import fixes, reason
from reports.models import Report
from sourcing.reasons import forget_reason, give_reason

LIST = "admin:reports_report_changelist"


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def answer_report(request: EditorRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("reports.view_report"):
        raise PermissionDenied(_("Dieses Konto darf Meldungen nicht ansehen."))
    reports = Report.objects.select_related("content_type", "done_by", "answered_by")
    report = get_object_or_404(reports, pk=pk)
    error = ""
    if request.method == "POST":
        try:
            return _act(request, report)
        except ValidationError as refused:
            error = " ".join(refused.messages)
        report = get_object_or_404(reports, pk=pk)
    return show(request, "reports/answer.html", str(report), _context(request, report, error), 400 if error else 200)


def _act(request: EditorRequest, report: Report) -> HttpResponse:
    step, outcome = request.POST.get("schritt", ""), request.POST.get("ergebnis", "")
    if step == "berichtigen":
        return _to_entry(request, report)
    if step in ("antworten", "rueckfragen"):
        settles = step == "antworten"
        answers.answer(report, request.POST.get("antwort", ""), request.user, outcome=outcome, settles=settles)
        said = _("Die Antwort geht hinaus. Die Meldung ist erledigt; danach wird die Adresse gelöscht.")
        messages.success(request, said if settles else _("Die Antwort geht hinaus. Die Meldung bleibt offen."))
    elif step == "erledigen":
        answers.settle(report, request.user, outcome)
        messages.success(request, _("Erledigt. Die Adresse ist gelöscht."))
    elif step == "oeffnen":
        answers.reopen(report)
        messages.success(request, _("Die Meldung ist wieder offen."))
        return redirect(report.get_absolute_url())
    else:
        raise ValidationError(_("Diesen Schritt gibt es hier nicht."))
    if step != "rueckfragen":
        forget_reason(request, reason(report))
    return redirect(f"{_list_url()}?state__exact={ReportState.OPEN}")


def _to_entry(request: EditorRequest, report: Report) -> HttpResponse:
    record = report.record
    if record is None:
        raise ValidationError(_("Den Eintrag gibt es nicht mehr."))
    give_reason(request, [record, *(one.record for one in reached_from(record))], reason(report))
    return redirect(entry_url(record))


def _list_url() -> str:
    return reverse(LIST)


def _context(request: EditorRequest, report: Report, error: str) -> dict:
    record, key = report.record, request.GET.get("satz", "")
    found, is_open = fixes(report), report.state == ReportState.OPEN
    is_public = bool(report.fixed_at) and not any(fix.waits for fix in found)
    key = key if key in answers.SENTENCES else answers.suggested(report, is_public)
    return {
        "report": report,
        "record": record,
        "is_mine": bool(record) and can_edit(request.user, record),
        "page_url": href(report.path) if report.path else "",
        "fixes": found,
        "is_public": is_public,
        "list_url": f"{_list_url()}?state__exact={ReportState.OPEN}",
        "is_open": is_open,
        "may_answer": is_open and bool(report.email) and report.delivery != Delivery.WAITING,
        "is_lost": report.delivery == Delivery.LOST,
        "sentences": [(one, words[0], one == key) for one, words in answers.fitting(report)],
        "text": request.POST.get("antwort") or answers.draft(key, request.user),
        "outcome": request.POST.get("ergebnis") or report.outcome or answers.SENTENCES[key][0],
        "most": answers.MOST_WORDS,
        "may_delete": is_administrator(request.user),
        "error": error,
    }
