"""Fields and target markets: landing pages of the vocabulary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.text import sort_key
from core.words import _
from directory.facets import NetworkIndex, network_index
from directory.folding import fold_list
from directory.order import USUAL
from directory.result_list import network_lines
from networks.activity_lines import lines
from networks.models import Field, Market
from pages.records import get_published, release_note
from pages.told import told_here
from programmes.elsewhere import FEW, NETWORKS, Elsewhere, elsewhere
from reach.landing import landing_ladder
from regions.nearness import Nearness

SHOWN = 30


def field_list(request: HttpRequest) -> HttpResponse:
    """Fields, and below them the target markets: what a network is about."""
    fields = (
        _("Felder"),
        "felder",
        _("In zwei Ebenen; ein Oberfeld zählt seine Unterfelder mit."),
        _terms(Field, "feld"),
    )
    return _index_page(request, _("Felder und Märkte"), [fields, _markets()])


def market_list(request: HttpRequest) -> HttpResponse:
    return _index_page(request, _("Zielmärkte"), [_markets()], {"label": _("Felder und Märkte"), "url": "/felder/"})


def _markets() -> tuple[str, str, str, list]:
    intro = _("Länder und Städte im Ausland, die Netzwerke erreichen wollen.")
    return _("Zielmärkte"), "maerkte", intro, _terms(Market, "zielmarkt")


def _terms(model, param: str) -> list:
    """The public terms of a vocabulary, each with its number of networks and what lies below it."""
    counts = network_index().with_ended().counts(param)
    terms = sorted(model.objects.published(), key=lambda term: sort_key(term.name))
    for term in terms:
        term.count = counts.get(term.slug, 0)
    public = {term.pk for term in terms}
    tops = [term for term in terms if term.parent_id not in public]
    for top in tops:
        top.below = [term for term in terms if term.parent_id == top.pk]
    return tops


def _index_page(request: HttpRequest, title: str, groups: list[tuple], *above: dict) -> HttpResponse:
    """`groups`: heading, its id, a line about it, terms."""
    context = {
        "section": "felder",
        "breadcrumbs": [*above, {"label": title}],
        "title": title,
        "groups": groups,
        "paths": {"felder": "/felder/", "maerkte": "/zielmaerkte/"},
    }
    return render(request, "directory/vocabulary_list.html", context)


def field_detail(request: HttpRequest, slug: str) -> HttpResponse:
    field = get_published(Field, slug, "parent")
    related = {
        "programmes": list(field.programmes.published()),
        "support_offers": lines(field.support_offers.published()),
        "events": lines(field.events.published()[:SHOWN]),
        "projects": lines(field.projects.published()[:SHOWN]),
        "places": lines(field.places.published()[:SHOWN]),
        "organisations": list(field.organisations.published()[:SHOWN]),
        "branches": list(field.branches.all()),
    }
    crumbs = [{"label": _("Felder und Märkte"), "url": "/felder/"}]
    return _term_page(request, field, "feld", "felder", crumbs, "directory/field_detail.html", related)


def market_detail(request: HttpRequest, slug: str) -> HttpResponse:
    market = get_published(Market, slug, "parent")
    related = {"events": lines(market.events.published()[:SHOWN])}
    crumbs = [{"label": _("Felder und Märkte"), "url": "/felder/"}, {"label": _("Zielmärkte"), "url": "/zielmaerkte/"}]
    return _term_page(request, market, "zielmarkt", "felder", crumbs, "directory/market_detail.html", related)


def _term_page(request, term, param: str, section: str, crumbs: list, template: str, related: dict) -> HttpResponse:
    index = network_index()
    listed = networks_of(index, {param: [term.slug]})
    parent = term.parent if term.parent and term.parent.is_published else None
    if parent:
        crumbs.append({"label": parent.name, "url": parent.get_absolute_url()})
    children = list(term.children.published())
    within = [term.pk, *(child.pk for child in children)]
    context = {
        "term": term,
        "record": term,
        "release_note": release_note(term),
        "parent": parent,
        "section": section,
        "breadcrumbs": [*crumbs, {"label": term.name}],
        "canonical": term.get_absolute_url(),
        "children": children,
        "contact": landing_ladder(term.url_prefix, within),
        "broader": [],
        "directories": _elsewhere(param, term) if listed["total"] <= FEW else None,
        **told_here(type(term), within, f"/themen/?{param}={term.slug}"),
        **listed,
        **related,
    }
    if not listed["total"] and parent:
        context |= {"broader": networks_of(index, {param: [parent.slug]}, limit=5)["results"]}
    return render(request, template, context)


def _elsewhere(param: str, term: Field | Market) -> Elsewhere | None:
    return elsewhere(NETWORKS, fields=[term.slug]) if param == "feld" else elsewhere(NETWORKS, besides=[term.name])


def networks_of(
    index: NetworkIndex,
    chosen: dict[str, list[str]],
    limit: int = SHOWN,
    within: int | None = None,
    nearness: Nearness | None = None,
) -> dict:
    """The first networks of a selection, ended ones included, how many there are, and where all are.

    `within`: a bit set that takes the place of what is chosen, which then is only where the list leads.
    """
    selection = index.with_ended(chosen) if within is None else index.with_ended(within=within)
    (param, values), *_ = chosen.items()
    fold = fold_list(index, selection)
    pks = selection.less(fold.hidden).page(0, limit, USUAL)
    places = index.tree.named(values) if param == "region" else ()
    asked = values if param == "feld" else ()
    return {
        "total": selection.count(),
        "shown": len(pks) + sum(len(fold.parts.get(pk, ())) for pk in pks),
        "folded": fold.number,
        "results": network_lines(index, pks, asked, fold.parts, nearness, places),
        "all_url": f"/netzwerke/?{param}={values[0]}",
        "selection": selection,
    }
