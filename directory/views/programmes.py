"""Funding programmes and support offers."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contacts.models import Responsibility
from core.facet_form import ListQuery
from core.list_view import list_context
from pages.record_page import Fact, RecordPage, Value
from pages.records import get_published
from programmes.facets import programme_index
from programmes.filters import ProgrammeFilter
from programmes.models import Funding, Programme, SupportOffer
from publishing.enums import Certainty
from regions.place_field import reads_place

PROGRAMME_RELATIONS = ("lines", "financings", "financed", "fundings", "responsibilities", "regions", "fields")
OFFER_RELATIONS = ("providers", "networks", "regions", "fields")


@reads_place
def programme_list(request: HttpRequest) -> HttpResponse:
    listing = ListQuery.by(ProgrammeFilter, "/foerderprogramme/", request.GET, programme_index())
    context = list_context(listing, request.GET.get("seite"))
    pks = listing.selection.page(context["page"].number, context["page"].size)
    found = Programme.objects.prefetch_related("regions").in_bulk(pks)
    context |= {
        "section": "foerderung",
        "breadcrumbs": [{"label": "Förderprogramme"}],
        "results": [found[pk] for pk in pks if pk in found],
    }
    return render(request, "directory/programme_list.html", context)


def programme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    programme = get_published(Programme, slug, "parent")
    page = RecordPage(programme, PROGRAMME_RELATIONS)
    lead_mark = page.mark("summary")
    financings = page.rows("financings", "organisation", "fund")
    financed = page.rows("financed", "programme")
    lines = list(programme.lines.published()) if "lines" in page.present else []
    fundings = _fundings(page, programme, lines)
    parent = programme.parent if programme.parent and programme.parent.is_published else None
    cards = _cards(page, [programme, *lines, *([parent] if parent else [])])
    regions = list(programme.regions.all()) if "regions" in page.present else []
    fields = list(programme.fields.published()) if "fields" in page.present else []
    facts = [
        page.fact("Art", "kind", programme.get_kind_display()),
        page.fact("Teil von", "parent", str(parent or ""), parent.get_absolute_url() if parent else ""),
        page.many("Gilt in", "regions", regions),
        page.many("Felder", "fields", fields),
        Fact("Bis wann", [Value(programme.deadline_display or "Keine Angabe in den Quellen")]),
        Fact("Verbindlich", [Value("Verbindlich ist allein die Förderrichtlinie.")]),
    ]
    texts = _texts(page, programme)
    context = page.context() | {
        "programme": programme,
        "section": "foerderung",
        "breadcrumbs": [{"label": "Förderprogramme", "url": "/foerderprogramme/"}, {"label": programme.name}],
        "canonical": programme.get_absolute_url(),
        "lead_mark": lead_mark,
        "texts": texts,
        "financings": financings,
        "financed": financed,
        "lines": lines,
        "funded": [
            ("ausdrücklich genannt", [row for row in fundings if row.certainty == Certainty.STATED]),
            ("in der Quelle nur angedeutet", [row for row in fundings if row.certainty != Certainty.STATED]),
        ],
        "cards": cards,
        "regions": regions,
        "facts": [fact for fact in facts if fact],
    }
    return render(request, "directory/programme_detail.html", context)


class Text(NamedTuple):
    """A section of the page."""

    heading: str
    text: str
    mark: str = ""
    note: str = ""


def _texts(page: RecordPage, programme: Programme) -> list[Text]:
    """What the sources say; that they name no amounts is said."""
    labels = {
        "what": "Was wird gefördert",
        "who": "Wer kann gefördert werden",
        "how_much": "Wie viel",
        "how": "Wie läuft es ab",
    }
    rows = [
        Text(label, getattr(programme, name), page.mark(name), page.note(name))
        if getattr(programme, name)
        else Text(label, "Die Quellen nennen keine Beträge." if name == "how_much" else "")
        for name, label in labels.items()
    ]
    return [row for row in rows if row.text]


def _fundings(page: RecordPage, programme: Programme, lines: list[Programme]) -> list:
    """Fundings of the programme and of its lines."""
    if "fundings" not in page.present and not lines:
        return []
    rows = Funding.objects.public().filter(programme__in=[programme, *lines])
    return page.attach(rows.select_related("network", "programme"))


def _cards(page: RecordPage, programmes: list[Programme]) -> list:
    """Who is responsible for the programme, a line of it, or the programme it belongs to."""
    rows = Responsibility.objects.public().filter(programme__in=programmes, person__isnull=False)
    tasks = page.attach(rows.select_related("person__organisation"))
    return Responsibility.cards(tasks, page)


def offer_list(request: HttpRequest) -> HttpResponse:
    offers = SupportOffer.objects.published().prefetch_related("regions")
    groups: dict[str, list[SupportOffer]] = {}
    for offer in offers:
        groups.setdefault(offer.get_kind_display(), []).append(offer)
    context = {
        "section": "foerderung",
        "breadcrumbs": [{"label": "Angebote und Portale"}],
        "groups": sorted(groups.items()),
    }
    return render(request, "directory/offer_list.html", context)


def offer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    offer = get_published(SupportOffer, slug)
    page = RecordPage(offer, OFFER_RELATIONS)
    lead_mark = page.mark("summary")
    related = {name: list(getattr(offer, name).all()) if name in page.present else [] for name in OFFER_RELATIONS}
    visible = {name: [row for row in rows if getattr(row, "is_published", True)] for name, rows in related.items()}
    facts = [
        page.fact("Art", "kind", offer.get_kind_display()),
        page.fact("Für wen", "audience", offer.audience),
        page.fact("Kosten", "cost", offer.cost),
        page.fact("Seit", "start", offer.start_display),
        page.many("Anbieter", "providers", visible["providers"]),
        page.many("Netzwerke", "networks", visible["networks"]),
        page.many("Regionen", "regions", visible["regions"]),
        page.many("Felder", "fields", visible["fields"]),
    ]
    context = page.context() | {
        "offer": offer,
        "section": "foerderung",
        "breadcrumbs": [{"label": "Angebote und Portale", "url": "/angebote/"}, {"label": offer.name}],
        "canonical": offer.get_absolute_url(),
        "lead_mark": lead_mark,
        "facts": [fact for fact in facts if fact],
    }
    return render(request, "directory/offer_detail.html", context)
