"""„Fehler melden“: public, without cookies, taken only from this page itself."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.words import _
from inputs.origins import comes_from_here
from reports.forms import ReportForm
from reports.limits import sender_of
from reports.pages import known_path, record_at


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    page = known_path((request.POST or request.GET).get("seite", "") or _came_from(request))
    if request.method != "POST":
        return _page(request, page, form=ReportForm(initial={"seite": page, "kind": request.GET.get("was", "")}))
    form = ReportForm(request.POST, sender=sender_of(request))
    if not comes_from_here(request):
        form.add_error(None, _("Ihr Browser hat nicht gesagt, woher die Meldung kommt. Bitte noch einmal senden."))
    if not form.is_valid():
        return _page(request, page, form=form, status=429 if form.has_error(NON_FIELD_ERRORS, "many") else 400)
    return _page(request, page, done=form.save())


def _came_from(request: HttpRequest) -> str:
    """The page of this site whose link was followed, where the browser says so."""
    address = request.headers.get("Referer", "")
    ours = f"{request.scheme}://{request.get_host()}"
    path = address.removeprefix(ours) if address.startswith(f"{ours}/") else ""
    return "" if path.startswith(request.path) else path


def _page(request: HttpRequest, page: str, *, status: int = 200, **words) -> HttpResponse:
    context = {
        "breadcrumbs": [{"label": _("Fehler melden")}],
        "page_path": page,
        "record": record_at(page),
        "robots": "noindex,follow",
        "form": None,
        "done": None,
    }
    response = render(request, "reports/report.html", context | words, status=status)
    response["Cache-Control"] = "no-store"
    return response
