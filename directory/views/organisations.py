"""Organisations: the list with facets, and an organisation's page."""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.facet_form import ListQuery
from core.list_view import list_page
from core.options import Option
from core.text import quoted, sort_key
from core.words import _
from directory.organisation_facets import index_within, member_count, organisation_index
from directory.organisation_list import KIND_LABELS, organisation_lines
from directory.partners import ROLE_LABELS, members_url, roles_of
from networks.activity_lines import lines
from networks.enums import ParticipationRole, WzEdition
from networks.filters import OrganisationFilter
from networks.models import Branch, Network, Organisation
from networks.sizes import size_of
from pages.record_page import Fact, Linked, RecordPage, Value, merged
from pages.records import SourceNotes, get_published
from programmes.elsewhere import FIRMS, elsewhere_of
from reach.records import RecordRows, record_ladder
from reach.steps import Ladder
from regions.nearness import Nearness
from regions.place_field import reads_place

RELATIONS = (
    "participations", "financings", "people", "children", "events", "places", "projects", "support_offers",
    "channels", "mentions", "responsibilities", "fields", "branches", "brands", "tags",
)  # fmt: skip

# Django makes the choices of a column anew for each word that it displays: a twentieth of a firm's page.
EDITIONS = dict(WzEdition.choices)


@reads_place
def organisation_list(request: HttpRequest) -> HttpResponse:
    index = organisation_index()
    listing = ListQuery.by(OrganisationFilter, "/organisationen/", request.GET, index)
    nearness = Nearness(index, listing.chosen.get("region", []))
    context, order = list_page(listing, request.GET.get("seite"))
    context |= {
        "breadcrumbs": [{"label": _("Organisationen")}],
        "results": organisation_lines(index, order, nearness),
        "steps": nearness.steps(listing.selection.bits),
        "network": _only(listing, "netzwerk"),
        "directories": elsewhere_of(listing, FIRMS),
    }
    return render(request, "directory/organisation_list.html", context)


@reads_place
def member_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Who takes part in a network, with all that can be asked of organisations, and how."""
    network = get_published(Network, slug)
    index, notes = index_within(network.pk), SourceNotes()
    listing = ListQuery.by(OrganisationFilter, members_url(network), request.GET, index)
    nearness = Nearness(index, listing.chosen.get("region", []))
    context, order = list_page(listing, request.GET.get("seite"))
    context |= {
        "section": "netzwerke",
        "breadcrumbs": [
            {"label": _("Netzwerke"), "url": "/netzwerke/"},
            {"label": network.name, "url": network.get_absolute_url()},
            {"label": _("Mitglieder und Beteiligte")},
        ],
        "network": network,
        "members": member_count(network.slug),
        "results": organisation_lines(index, order, nearness),
        "roles": roles_of(network, order, notes) if order else {},
        "steps": nearness.steps(listing.selection.bits),
        "sources": notes.sources(),
    }
    return render(request, "directory/member_list.html", context)


def _only(listing: ListQuery, param: str) -> Option | None:
    """The value of a facet when it is the only one chosen in it."""
    values = listing.chosen.get(param, [])
    return listing.index.option(param, values[0]) if len(values) == 1 else None


def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_published(Organisation, slug, "region", "parent")
    page = RecordPage(organisation, RELATIONS)
    participations = page.rows("participations", "network")
    roles = defaultdict(list)
    for row in merged(participations, lambda row: (row.network_id, row.role, row.period_display)):
        roles[ROLE_LABELS[row.role]].append(row)
    financings = page.rows("financings", "programme")
    mentions = page.mentions()
    related = {name: page.public_records(name) for name in ("children", "fields")}
    related |= {name: lines(page.public_records(name)) for name in ("events", "places", "projects", "support_offers")}
    # without a state of their own
    related |= {name: page.public_records(name, way="all") for name in ("branches", "brands")}
    contacts = page.public_records("people", way="with_page")
    parent = organisation.parent if organisation.parent and organisation.parent.is_published else None
    kind = str(KIND_LABELS.get(organisation.kind, ""))
    facts = [
        page.fact(_("Art"), "kind", kind),
        page.fact(_("Rechtsform"), "legal_form", organisation.legal_form),
        page.fact(_("Gehört zu"), "parent", str(parent or ""), parent.get_absolute_url() if parent else ""),
        page.fact(
            _("Sitz"),
            "region",
            str(organisation.region or ""),
            organisation.region.get_absolute_url() if organisation.region else "",
        ),
        page.many(_("Felder"), "fields", related["fields"]),
        page.many(_("Branchen"), "branches", _branches(related["branches"])),
        page.many(_("Dachmarken"), "brands", related["brands"]),
        _size(page, organisation),
    ]
    lead_mark = page.mark("summary")
    contact = _contact(page, organisation, parent, participations)
    context = page.context() | {
        "organisation": organisation,
        "kind": kind,
        "parent": parent,
        "breadcrumbs": [{"label": _("Organisationen"), "url": "/organisationen/"}, {"label": organisation.name}],
        "canonical": organisation.get_absolute_url(),
        "facts": [fact for fact in facts if fact],
        "lead_mark": lead_mark,
        "roles": list(roles.items()),
        "contact": contact,
        "financings": financings,
        "mentions": mentions,
        "contacts": contacts,
        "tags": sorted(page.tags(), key=sort_key),
    }
    return render(request, "directory/organisation_detail.html", context | related)


def _size(page: RecordPage, organisation: Organisation) -> Fact | None:
    """By its employees, with whose number that is and of when."""

    def as_of(figure: Any) -> str:
        source = figure.mark[0].source
        return source.as_of if source else ""

    found = size_of(organisation, page.attached["figures"], as_of)
    if found is None:
        return None
    size, figure = found
    number = _("nach Beschäftigten: {number}").format(number=figure.amount)
    said_by = figure.reported_by or figure.mark[0].source
    source = _("laut {source}").format(source=quoted(said_by)) if said_by else _("ohne Quelle")
    stand = _("Stand {stand}").format(stand=figure.stand) if figure.stand else ""
    note = ", ".join(filter(None, (f"{number} {source}", stand)))
    return Fact(_("Größe"), [Value(str(size.label), f"/organisationen/?groesse={size}", note=note)])


def _contact(page: RecordPage, organisation: Organisation, parent: Organisation | None, participations: list) -> Ladder:
    """The organisation itself, else what it belongs to, else the networks that it carries."""
    offices = [(organisation, "")] if "channels" in page.present else []
    if parent and not offices:
        offices = [(parent, _("weil {name} darüber steht").format(name=parent))]
    carried = [row.network for row in participations if row.role == ParticipationRole.OPERATOR]
    rows = RecordRows(
        page.notes,
        offices=offices,
        own=bool(offices) and offices[0][0] == organisation,
        networks=[(one, _("weil die Organisation {name} trägt").format(name=one)) for one in carried],
        regions=(organisation.region_id,) if organisation.region_id else (),
    )
    return record_ladder(rows)


def _branches(branches: list[Branch]) -> list[Linked]:
    """Each with its edition, leading to the list of its division, the finest level that the filter knows."""
    found = []
    for branch in branches:
        slug = Branch.slug_of(branch.edition, branch.code[:2])
        found.append(
            Linked(f"{EDITIONS[branch.edition]}: {branch.code} {branch.title}", f"/organisationen/?branche={slug}")
        )
    return found
