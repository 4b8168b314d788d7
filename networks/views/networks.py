"""The network directory and a network's page."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.facet_form import ListQuery
from core.list_view import list_context
from networks.detail import network_page
from networks.facets import SORTS, network_index
from networks.models import Network
from networks.status import STATUS_HTML
from publishing.pages import freshness, get_published


def network_list(request: HttpRequest) -> HttpResponse:
    index = network_index()
    listing = ListQuery("/netzwerke/", request.GET, index, SORTS, within=matching_text)
    context = list_context(listing, request.GET.get("seite"))
    pks = listing.selection.page(context["page"].number, context["page"].size, listing.sort)
    context |= {
        "section": "netzwerke",
        "breadcrumbs": [{"label": "Netzwerke"}],
        "results": result_lines(index, pks),
        "hidden": listing.selection.hidden_count(),
        "show_hidden_url": listing.url(
            chosen=listing.chosen | {"status": [option.value for option in index.options["status"]]}
        ),
    }
    return render(request, "networks/network_list.html", context)


def matching_text(text: str):
    """Primary keys of the networks whose name, other name or short text contains every word."""
    found = Network.objects.published()
    for word in text.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(summary__icontains=word)
            | Q(description__icontains=word)
            | Q(names__name__icontains=word)
        )
    return found.order_by().values_list("pk", flat=True).distinct()


def result_lines(index, pks: list[int]) -> list[Network]:
    """The networks in the order given, each with what its result line shows; one query."""
    found = Network.objects.only("name", "slug", "kind", "summary", "checked_on", "check_interval").in_bulk(pks)
    networks = [found[pk] for pk in pks if pk in found]
    for network in networks:
        card = index.card(network.pk)
        source = index.sources.get(card.source)
        network.shown_status, network.status_html = card.status, STATUS_HTML[card.status]
        network.region_names = ", ".join(index.regions[pk].name for pk in card.regions)
        network.field_tags = [index.fields[pk] for pk in card.fields[:3] if pk in index.fields]
        network.freshness, network.freshness_state = freshness(network, source.as_of_display if source else "")
    return networks


def network_detail(request: HttpRequest, slug: str) -> HttpResponse:
    network = get_published(Network.objects.select_related("seat"), slug)
    return render(request, "networks/network_detail.html", network_page(network))
