"""Funding programmes and support offers."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contacts.models import Responsibility
from core.facet_form import ListQuery
from core.list_view import in_order, list_page
from core.words import _
from pages.areas import with_doubts
from pages.record_page import Fact, RecordPage, Value
from pages.records import Marks, get_published
from programmes.elsewhere import OFFERS, PROGRAMMES, elsewhere_of
from programmes.facets import offer_index, programme_index
from programmes.filters import OfferFilter, ProgrammeFilter
from programmes.models import Funding, Programme, SupportOffer
from reach.records import RecordRows, record_ladder
from reach.steps import Ladder
from regions.place_field import reads_place

PROGRAMME_RELATIONS = ("lines", "financings", "financed", "fundings", "responsibilities", "regions", "fields")
OFFER_RELATIONS = ("providers", "networks", "regions", "fields")


@reads_place
def programme_list(request: HttpRequest) -> HttpResponse:
    listing = ListQuery.by(ProgrammeFilter, "/foerderprogramme/", request.GET, programme_index())
    context, pks = list_page(listing, request.GET.get("seite"))
    context |= {
        "section": "foerderung",
        "breadcrumbs": [{"label": _("Förderprogramme")}],
        "results": with_doubts(in_order(Programme.objects.prefetch_related("regions"), pks)),
        "directories": elsewhere_of(listing, PROGRAMMES),
    }
    return render(request, "directory/programme_list.html", context)


def programme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    programme = get_published(Programme, slug, "parent")
    page = RecordPage(programme, PROGRAMME_RELATIONS)
    lead_mark = page.mark("summary")
    financings = page.rows("financings", "organisation", "fund")
    financed = page.rows("financed", "programme")
    lines = page.public_records("lines")
    fundings = _fundings(page, programme, lines)
    parent = programme.parent if programme.parent and programme.parent.is_published else None
    tasks = _tasks(page, [programme, *lines, *([parent] if parent else [])])
    regions = page.public_records("regions", way="all")
    contact = _contact(page, tasks, financings, regions)
    fields = page.public_records("fields")
    facts = [
        page.fact(_("Art"), "kind", programme.get_kind_display()),
        page.fact(_("Teil von"), "parent", str(parent or ""), parent.get_absolute_url() if parent else ""),
        page.many(_("Gilt in"), "regions", regions),
        page.many(_("Felder"), "fields", fields),
        *([Fact(_("Ab wann"), [Value(programme.opens_display)])] if programme.opens else []),
        Fact(_("Bis wann"), [Value(programme.deadline_display or _("Keine Angabe in den Quellen"))]),
        Fact(_("Verbindlich"), [Value(_("Verbindlich ist allein die Förderrichtlinie."))]),
    ]
    texts = _texts(page, programme)
    context = page.context() | {
        "programme": programme,
        "parent": parent,
        "section": "foerderung",
        "breadcrumbs": [{"label": _("Förderprogramme"), "url": "/foerderprogramme/"}, {"label": programme.name}],
        "canonical": programme.get_absolute_url(),
        "lead_mark": lead_mark,
        "texts": texts,
        "financings": financings,
        "financed": financed,
        "lines": lines,
        "funded": Funding.grouped(fundings),
        "contact": contact,
        "regions": regions,
        "facts": [fact for fact in facts if fact],
    }
    return render(request, "directory/programme_detail.html", context)


class Text(NamedTuple):
    """A section of the page."""

    heading: str
    text: str
    mark: Marks = Marks()
    note: str = ""


def _texts(page: RecordPage, programme: Programme) -> list[Text]:
    """What the sources say; that they name no amounts is said."""
    labels = {
        "what": _("Was wird gefördert"),
        "who": _("Wer kann gefördert werden"),
        "how_much": _("Wie viel"),
        "how": _("Wie läuft es ab"),
    }
    rows = [
        Text(label, getattr(programme, name), page.mark(name), page.note(name))
        if getattr(programme, name)
        else Text(label, _("Die Quellen nennen keine Beträge.") if name == "how_much" else "")
        for name, label in labels.items()
    ]
    return [row for row in rows if row.text]


def _fundings(page: RecordPage, programme: Programme, lines: list[Programme]) -> list:
    """Fundings of the programme and of its lines."""
    if "fundings" not in page.present and not lines:
        return []
    rows = Funding.objects.public().filter(programme__in=[programme, *lines])
    return page.attach(rows.select_related("network", "programme"))


def _tasks(page: RecordPage, programmes: list[Programme]) -> list:
    """Who is responsible for the programme, a line of it, or the programme it belongs to."""
    rows = Responsibility.objects.public().filter(programme__in=programmes)
    return page.attach(rows.select_related("person__organisation", "office"))


def _contact(page: RecordPage, tasks: list, financings: list, regions: list) -> Ladder:
    """Who pays or awards it answers where nobody is responsible."""
    givers = [
        (row.organisation, _("weil {name} dieses Programm {role}").format(
            name=row.organisation, role=row.get_role_display()
        ))
        for row in financings if row.organisation
    ]  # fmt: skip
    places = tuple(region.pk for region in regions)
    rows = RecordRows(page.notes, tasks, page.attached["links"], givers, regions=places)
    return record_ladder(rows)


@reads_place
def offer_list(request: HttpRequest) -> HttpResponse:
    listing = ListQuery.by(OfferFilter, "/angebote/", request.GET, offer_index())
    context, pks = list_page(listing, request.GET.get("seite"))
    context |= {
        "section": "foerderung",
        "breadcrumbs": [{"label": _("Angebote und Portale")}],
        "results": with_doubts(in_order(SupportOffer.objects.prefetch_related("regions"), pks)),
        "directories": elsewhere_of(listing, OFFERS),
    }
    return render(request, "directory/offer_list.html", context)


def offer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    offer = get_published(SupportOffer, slug)
    page = RecordPage(offer, OFFER_RELATIONS)
    lead_mark = page.mark("summary")
    related = {name: list(getattr(offer, name).all()) if name in page.present else [] for name in OFFER_RELATIONS}
    visible = {name: [row for row in rows if getattr(row, "is_published", True)] for name, rows in related.items()}
    facts = [
        page.fact(_("Art"), "kind", offer.get_kind_display()),
        page.fact(_("Verzeichnet"), "listed", offer.get_listed_display()),
        page.fact(_("Für wen"), "audience", offer.audience),
        page.fact(_("Kosten"), "cost", offer.cost),
        page.fact(_("Seit"), "start", offer.start_display),
        page.many(_("Anbieter"), "providers", visible["providers"]),
        page.many(_("Netzwerke"), "networks", visible["networks"]),
        page.many(_("Regionen"), "regions", visible["regions"]),
        page.many(_("Felder"), "fields", visible["fields"]),
    ]
    contact = record_ladder(
        RecordRows(
            page.notes,
            links=page.attached["links"],
            offices=[(one, _("weil {name} das Angebot macht").format(name=one)) for one in visible["providers"]],
            networks=[(one, _("weil das Angebot zu {name} gehört").format(name=one)) for one in visible["networks"]],
            regions=tuple(region.pk for region in visible["regions"]),
        )
    )
    context = page.context() | {
        "offer": offer,
        "providers": visible["providers"],
        "regions": visible["regions"],
        "contact": contact,
        "section": "foerderung",
        "breadcrumbs": [{"label": _("Angebote und Portale"), "url": "/angebote/"}, {"label": offer.name}],
        "canonical": offer.get_absolute_url(),
        "lead_mark": lead_mark,
        "facts": [fact for fact in facts if fact],
    }
    return render(request, "directory/offer_detail.html", context)
