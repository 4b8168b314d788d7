"""„Lebt es noch?“: one tap, without account and cookie, taken only from a page of this site."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.fuzzy_dates import MONTHS
from core.origins import comes_from_here
from core.words import _
from directory.facets import network_index
from networks.chosen import chosen_networks
from networks.models import Network
from pages.alive import Alive
from reports import attempts
from reports.attempts import Counted
from reports.enums import Reached
from reports.limits import sender_of


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def still_alive(request: HttpRequest) -> HttpResponse:
    names = (request.POST if request.method == "POST" else request.GET).getlist("n")
    found = chosen_networks(names[:1]).networks
    if not found:
        raise Http404(_("Die Adresse nennt kein Netzwerk, das es gibt."))
    network = found[0]
    if request.method != "POST":
        return _page(request, network, _("Lebt es noch?"), asks=True)
    if not comes_from_here(request):
        return _page(request, network, _("Das hat noch nicht geklappt"), status=403, asks=True, is_foreign=True)
    answer = request.POST.get("antwort", "")
    if answer not in Reached.values:
        return _page(request, network, _("Lebt es noch?"), status=400, asks=True)
    return _counted(request, network, Reached(answer))


def _counted(request: HttpRequest, network: Network, answer: Reached) -> HttpResponse:
    counted = attempts.count(network, answer, sender_of(request))
    if counted is Counted.TOO_MANY:
        return _page(request, network, _("Gerade kommen zu viele Antworten an"), status=429, is_refused=True)
    title = _("Ihre Antwort von heute ist schon gezählt") if counted is Counted.BEFORE else _("Danke, das hilft")
    today = timezone.localdate()
    month = f"{MONTHS[today.month - 1]} {today.year}"
    return _page(request, network, title, answer=answer, is_new=counted is Counted.YES, month=month)


def _page(request: HttpRequest, network: Network, title: str, *, status: int = 200, **words) -> HttpResponse:
    alive: Alive = network_index().alive(network.pk)
    unsaid = {"asks": False, "is_foreign": False, "is_refused": False, "answer": "", "is_new": False, "month": ""}
    context = {
        "title": title,
        "robots": "noindex,follow",
        "breadcrumbs": [
            {"label": _("Netzwerke"), "url": "/netzwerke/"},
            {"label": network.name, "url": network.get_absolute_url()},
            {"label": _("Lebt es noch?")},
        ],
        "network": network,
        "alive": alive,
    }
    response = render(request, "reports/still_alive.html", context | unsaid | words, status=status)
    if request.method == "POST":
        response["Cache-Control"] = "no-store, private"
    return response
