"""Two to four networks side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.text_search import matching
from core.words import _, ngettext
from directory.compare import MOST, shared, suggestions
from directory.facets import network_index
from directory.profiles import Attribute, Profiles
from inputs.text import one_line
from networks.chosen import Chosen, address, chosen_networks
from networks.models import Network

PATH = "/vergleich/"
DIFFERENCES = "unterschiede"
FOUND = 10
MAX_TEXT = 200


def compare(request: HttpRequest) -> HttpResponse:
    chosen = chosen_networks(request.GET.getlist("n"))
    networks, index = chosen.networks[:MOST], network_index()
    only_differences = request.GET.get("nur") == DIFFERENCES
    slugs = [network.slug for network in networks]
    context = {
        "robots": "noindex,follow",
        "section": "netzwerke",
        "breadcrumbs": [{"label": _("Netzwerke"), "url": "/netzwerke/"}, {"label": _("Vergleich")}],
        "path": PATH,
        "networks": [(network, _without(slugs, network.slug, only_differences)) for network in networks],
        "slugs": slugs,
        "notes": _notes(chosen),
        "can_add": len(networks) < MOST,
        "attributes": [],
        "sources": None,
        "suggestions": [(name, address(PATH, [*slugs, slug])) for slug, name in suggestions(index, networks)],
        **_search(request.GET.get("suche", ""), slugs),
    }
    if len(networks) > 1:
        profiles = Profiles.load(networks, index)
        context |= _table(profiles.attributes(), only_differences) | {
            "shared": shared(profiles),
            "sources": profiles.notes.sources(),
            "all_url": address(PATH, slugs),
            "differences_url": address(PATH, slugs, nur=DIFFERENCES),
        }
    return render(request, "directory/network_compare.html", context)


def _without(slugs: list[str], slug: str, only_differences: bool) -> str:
    rest = [other for other in slugs if other != slug]
    return address(PATH, rest, nur=DIFFERENCES if only_differences else "")


def _notes(chosen: Chosen) -> list[str]:
    notes = []
    if len(chosen.networks) > MOST:
        notes.append(
            _("Vergleichen lassen sich bis zu vier Netzwerke. Gezeigt sind die ersten {most}.").format(most=MOST)
        )
    if chosen.unknown:
        notes.append(
            ngettext(
                "Ein gewähltes Netzwerk gibt es nicht (mehr).",
                "{count} gewählte Netzwerke gibt es nicht (mehr).",
                chosen.unknown,
            ).format(count=chosen.unknown)
        )
    return notes


def _table(attributes: list[Attribute], only_differences: bool) -> dict:
    """The rows shown; which attributes nobody states; which are the same and left out when asked for."""
    known = [attribute for attribute in attributes if attribute.is_known]
    return {
        "attributes": [attribute for attribute in known if attribute.differs or not only_differences],
        "unknown": [attribute.label for attribute in attributes if not attribute.is_known],
        "same": [attribute.label for attribute in known if not attribute.differs],
        "only_differences": only_differences,
    }


def _search(raw: str, slugs: list[str]) -> dict:
    """The networks that match a text, each with the address that adds it."""
    text = one_line(raw)[:MAX_TEXT]
    if not text:
        return {"text": "", "found": []}
    pks = list(matching(Network, text))[: FOUND + MOST]
    networks = Network.objects.published().filter(pk__in=pks).exclude(slug__in=slugs).only("name", "slug")
    by_pk = {network.pk: network for network in networks}
    ordered = [by_pk[pk] for pk in pks if pk in by_pk][:FOUND]
    return {"text": text, "found": [(network.name, address(PATH, [*slugs, network.slug])) for network in ordered]}
