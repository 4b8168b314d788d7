"""The network directory and a network's page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contacts.vcards import vcard_response
from core.facet_form import ListQuery
from core.list_view import list_page
from core.words import _
from directory.detail import network_contact, network_page
from directory.facets import network_index
from directory.filters import DirectoryFilter
from directory.folding import fold_list
from directory.result_list import network_lines
from networks.enums import Status
from networks.models import Network
from pages.records import get_published
from programmes.elsewhere import elsewhere_of
from reach.landing import offices_of
from reach.vcards import ladder_vcards
from regions.nearness import Nearness
from regions.place_field import reads_place


@reads_place
def network_list(request: HttpRequest) -> HttpResponse:
    index = network_index()
    listing = ListQuery.by(DirectoryFilter, "/netzwerke/", request.GET, index)
    nearness = Nearness(index, listing.chosen.get("region", []))
    fold = fold_list(index, listing.selection, listing.text)
    listing.shown = listing.selection.less(fold.hidden)
    context, pks = list_page(listing, request.GET.get("seite"))
    context |= {
        "section": "netzwerke",
        "breadcrumbs": [{"label": _("Netzwerke")}],
        "results": network_lines(index, pks, listing.chosen.get("feld", ()), fold.parts, nearness),
        "total": listing.selection.count(),
        "folded": fold.number,
        "steps": nearness.steps(listing.selection.bits),
        "offices": [] if pks else offices_of(next(iter(nearness.chosen), None)),
        "directories": elsewhere_of(listing),
        "hidden": listing.selection.hidden_count(),
        "show_hidden_url": listing.url(chosen=listing.chosen | {"status": list(Status.values)}),
    }
    return render(request, "directory/network_list.html", context)


def network_detail(request: HttpRequest, slug: str) -> HttpResponse:
    network = get_published(Network, slug)
    return render(request, "directory/network_detail.html", network_page(network))


@require_safe
def network_vcard(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom the page names first, to keep in a telephone."""
    network = get_published(Network, slug)
    base_url = request.build_absolute_uri("/").rstrip("/")
    page = f"{base_url}{network.get_absolute_url()}"
    text = ladder_vcards(network_contact(network), network.name, page, base_url)
    if not text:
        raise Http404(_("Zu diesem Netzwerk ist kein Kontakt bekannt."))
    return vcard_response(text, slug)
