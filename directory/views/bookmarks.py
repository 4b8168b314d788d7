"""The bookmark list: what a visitor marked, or a list that somebody shared by its address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.text import format_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.words import _, _lazy
from directory.bookmarks import MOST, PATH, page_before, save_keys, saved_keys, saved_networks
from directory.downloads import table, vcards
from directory.facets import network_index
from directory.profiles import Profiles
from directory.result_list import network_lines
from inputs.origins import comes_from_here
from networks.chosen import Chosen, address, chosen_networks

MESSAGES = {
    "gemerkt": _lazy("Gemerkt."),
    "uebernommen": _lazy("Die Liste steht jetzt auf Ihrer Merkliste."),
    "entfernt": _lazy("Von der Merkliste entfernt."),
    "geleert": _lazy("Die Merkliste ist leer."),
    "voll": format_lazy(_lazy("Nicht alles wurde gemerkt: Auf die Merkliste passen {most} Netzwerke."), most=MOST),
    "unbekannt": _lazy("Dieses Netzwerk gibt es nicht (mehr)."),
}


class SeeOther(HttpResponseRedirectBase):
    status_code = 303


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def bookmarks(request: HttpRequest) -> HttpResponse:
    """Public pages hold no token, so `comes_from_here` guards the list instead."""
    if request.method != "POST":
        response = _show(request)
    elif comes_from_here(request):
        response = _change(request)
    else:
        response = render(request, "directory/bookmarks_refused.html", {"robots": "noindex"}, status=403)
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Cookie"])
    return response


def _change(request: HttpRequest) -> HttpResponse:
    keys = saved_keys(request)
    if "leeren" in request.POST:
        return _answer(request, [], "geleert")
    if removed := request.POST.getlist("entfernen"):
        gone = {network.pk for network in chosen_networks(removed).networks}
        return _answer(request, [key for key in keys if key not in gone], "entfernt")
    chosen = chosen_networks(request.POST.getlist("n"))
    # What is not public any more makes room.
    kept = [network.pk for network in saved_networks(keys)]
    wanted = list(dict.fromkeys([*kept, *(network.pk for network in chosen.networks)]))
    if not chosen.networks:
        return _answer(request, kept, "unbekannt")
    if len(wanted) > MOST:
        return _answer(request, wanted, "voll")
    if len(chosen.networks) > 1:
        return _answer(request, wanted, "uebernommen")
    if before := page_before(request):
        return _answer(request, wanted, where=f"{before}#gemerkt-{chosen.slugs[0]}")
    return _answer(request, wanted, "gemerkt")


def _answer(request: HttpRequest, keys: list[int], message: str = "", where: str = "") -> HttpResponse:
    response = SeeOther(where or f"{PATH}?hinweis={message}")
    save_keys(request, response, keys)
    return response


def _show(request: HttpRequest) -> HttpResponse:
    """A shared list when the address names networks, else the visitor's own."""
    named = request.GET.getlist("n")
    chosen = chosen_networks(named) if named else Chosen(saved_networks(saved_keys(request)))
    networks = chosen.networks[:MOST]
    slugs = [network.slug for network in networks]
    index = network_index()
    pks = [network.pk for network in networks if network.pk in index.position]
    context = {
        "robots": "noindex,follow",
        "breadcrumbs": [{"label": _("Merkliste"), "url": PATH}, {"label": _("Geteilte Liste")}]
        if named
        else [{"label": _("Merkliste")}],
        "is_shared": bool(named),
        "slugs": slugs,
        "unknown": chosen.unknown,
        "message": MESSAGES.get(request.GET.get("hinweis", ""), ""),
        "results": network_lines(index, pks),
        "list_url": address(PATH, slugs),
        "share_url": request.build_absolute_uri(address(PATH, slugs)) if slugs else "",
        "csv_url": address(f"{PATH}netzwerke.csv", slugs),
        "vcf_url": address(f"{PATH}kontakte.vcf", slugs),
        "most": MOST,
    }
    return render(request, "directory/bookmarks.html", context)


@require_safe
def bookmarks_csv(request: HttpRequest) -> HttpResponse:
    text = table(_profiles(request), _base_url(request))
    return _download(text, "text/csv; charset=utf-8", "netzwerke.csv")


@require_safe
def bookmarks_vcf(request: HttpRequest) -> HttpResponse:
    text = vcards(_profiles(request), _base_url(request))
    if not text:
        raise Http404(_("Zu diesen Netzwerken ist keine Ansprechperson mit Kontaktweg veröffentlicht."))
    return _download(text, "text/vcard; charset=utf-8", "kontakte.vcf")


def _profiles(request: HttpRequest) -> Profiles:
    networks = chosen_networks(request.GET.getlist("n")).networks[:MOST]
    if not networks:
        raise Http404(_("Die Adresse nennt kein Netzwerk, das es gibt."))
    return Profiles.load(networks, network_index())


def _base_url(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _download(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response
