"""The network directory and a network's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.html import escape

from core.facet_form import ListQuery
from core.list_view import list_context
from core.words import _
from directory.detail import network_page
from directory.facets import network_index
from directory.filters import DirectoryFilter
from directory.result_list import remember, result_list
from networks.models import Network
from pages.records import get_published
from regions.place_field import reads_place


@reads_place
def network_list(request: HttpRequest) -> HttpResponse:
    index = network_index()
    listing = ListQuery.by(DirectoryFilter, "/netzwerke/", request.GET, index)
    context = list_context(listing, request.GET.get("seite"))
    pks = listing.selection.page(context["page"].number, context["page"].size, listing.sort)
    context |= {
        "section": "netzwerke",
        "breadcrumbs": [{"label": _("Netzwerke")}],
        "results": result_list(index, pks, static("img/icons.svg")),
        "hidden": listing.selection.hidden_count(),
        "show_hidden_url": listing.url(
            chosen=listing.chosen | {"status": [option.value for option in index.options["status"]]}
        ),
    }
    return render(request, "directory/network_list.html", context)


def network_detail(request: HttpRequest, slug: str) -> HttpResponse:
    network = get_published(Network, slug, "seat")
    context = network_page(network)
    context["remember"] = remember(network.slug, escape(network.name), static("img/icons.svg"))
    return render(request, "directory/network_detail.html", context)
