"""A network's page: what it is, whom it serves, its history, relations, people and sources."""

from collections import Counter, defaultdict
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet

from contacts.models import Responsibility
from core.prepared import ask
from core.text import sort_key
from core.words import _, _lazy
from directory.facets import Card, NetworkIndex, network_index
from directory.network_facts import joining_facts, page_facts, status_mark
from directory.organisation_facets import member_count
from directory.partners import by_role, members_url, partners
from networks.activity_lines import Line, lines
from networks.activity_times import RECURRING
from networks.enums import KIND_LABELS, MEMBERSHIP, OfferKind, RelationKind, Status
from networks.models import Network, Relation
from networks.status import passed_funding_end
from packed.bits import slice_of
from pages.alive import Alive
from pages.conflicts import mark_conflicts
from pages.record_page import RecordPage, merged
from pages.related import unread
from programmes.models import Funding
from publishing.enums import Certainty
from reach.network import NetworkRows, network_ladder
from reach.steps import Ladder

# What says whom to reach, and what else there is to say.
REACHING = ("participations", "relations_out", "relations_in", "responsibilities", "mentions")
RELATIONS = (
    *REACHING, "market_goals", "offers", "fundings", "events", "places", "projects", "support_offers", "tags",
)  # fmt: skip

SUCCEEDED = _lazy("wurde fortgeführt als")
# How a relation reads from the other side.
REVERSED = {
    RelationKind.PART_OF: _lazy("umfasst"),
    RelationKind.SUCCESSOR_OF: SUCCEEDED,
    RelationKind.COOPERATES: _lazy("arbeitet zusammen mit"),
    RelationKind.SUPPORTS: _lazy("wird unterstützt von"),
    RelationKind.SELECTED_BY: _lazy("hat ausgewählt"),
    RelationKind.TOPIC: _lazy("wird einbezogen von"),
}
SIMILAR = 5
CONSIDERED = 24  # before those that share most are chosen


def network_page(network: Network) -> dict[str, Any]:
    """The context of the network's page; queries only for what the network has."""
    index = network_index()
    page = RecordPage(network, RELATIONS, index.sources)
    card = index.card(network.pk)
    regions = [index.regions[pk] for pk in card.regions]
    lead_mark = page.mark("summary")
    texts = {name: page.mark(name) for name in ("description", "audience") if getattr(network, name)}
    fundings = page.rows("fundings", "programme")
    offers = page.rows("offers")
    reaching, relations = _reaching(page, card.regions)
    goals = page.rows("market_goals", "market")
    activities = _activities(page)
    reaching.links = page.attached["links"]
    page.set_side_by_side("participations", reaching.participations)
    contact = network_ladder(reaching)
    side = _Side(network, page, index, card, goals, reaching.cards)
    facts, joining = page_facts(side), joining_facts(side)
    alive = index.alive(network.pk)
    status = status_mark(side, alive)
    return page.context(alive) | {
        "network": network,
        "kind": KIND_LABELS.get(network.kind, ""),
        "section": "netzwerke",
        "breadcrumbs": [{"label": _("Netzwerke"), "url": "/netzwerke/"}, {"label": network.name}],
        "canonical": network.get_absolute_url(),
        "lead_mark": lead_mark,
        "regions": regions,
        "fields": [index.fields[pk] for pk in card.fields if pk in index.fields],
        "text_marks": texts,
        "status_mark": status,
        "successors": [row.other for label, rows in relations if label == SUCCEEDED for row in rows],
        "funding_ended": _funding_notice(network, fundings, alive),
        "facts": facts,
        "fundings": Funding.grouped(fundings),
        "offers": [o for o in offers if o.kind in (OfferKind.SERVICE, OfferKind.TOPIC)],
        "goals": [o for o in offers if o.kind == OfferKind.GOAL],
        "results": [o for o in offers if o.kind == OfferKind.RESULT and o.certainty == Certainty.STATED],
        "background": [o for o in offers if o.kind == OfferKind.RESULT and o.certainty != Certainty.STATED],
        "plans": [o for o in offers if o.kind == OfferKind.PLAN],
        "participations": by_role(network, reaching.participations),
        "members": member_count(network.slug) if any(row.role in MEMBERSHIP for row in reaching.participations) else 0,
        "members_url": members_url(network),
        "relations": relations,
        "contact": contact,
        "joining": joining,
        "mentions": reaching.mentions,
        "formats": [line for line in activities["events"] if line.time == RECURRING],
        "events": [line for line in activities["events"] if line.time != RECURRING],
        "places": activities["places"],
        "projects": activities["projects"],
        "support_offers": activities["support_offers"],
        "tags": sorted(page.tags(), key=sort_key),
        "similar": _similar(index, network, card),
    }


def network_contact(network: Network) -> Ladder:
    """Whom to reach about a network, without the rest of its page."""
    index = network_index()
    page = RecordPage(network, REACHING, index.sources)
    reaching, _grouped = _reaching(page, index.card(network.pk).regions)
    reaching.links = page.rows("links")
    return network_ladder(reaching)


def _reaching(page: RecordPage, regions: tuple[int, ...]) -> tuple[NetworkRows, list[tuple[str, list]]]:
    """What says whom to reach, but for links; and the relations, grouped for the page."""
    participations = partners(page)
    relations = _relations(page)
    tasks = page.rows("responsibilities", "person__organisation", "office", way="begun")
    cards = Responsibility.cards([task for task in tasks if task.person_id], page)  # a person has one, for all tasks
    both_ways = [row for _label, rows in relations for row in rows]
    rows = NetworkRows(page.record, regions, page.notes, tasks, cards, [], participations, both_ways, page.mentions())
    return rows, relations


ACTIVITIES = ("events", "places", "projects", "support_offers")


def _activities(page: RecordPage) -> dict[str, list[Line]]:
    """What the network runs, where and with which offers, the newest first; a query for each kind that it has."""
    return {name: lines(sorted(page.public_records(name), key=_age, reverse=True)) for name in ACTIVITIES}


def _age(row: Any) -> tuple:
    return row.start_earliest is not None, row.start_earliest or date.min, sort_key(row.name)


class _Side:
    """The network of a page, for the facts; what its sections show besides is loaded and marked once."""

    is_compared = False

    def __init__(
        self, network: Network, page: RecordPage, index: NetworkIndex, card: Card, goals: list[Any], cards: list[Any]
    ):
        self.network, self.index, self.card, self._cards = network, index, card, cards
        self.mark, self.note, self.others = page.mark, page.note, page.others
        self.loaded = page.attached | {"market_goals": goals}

    def cards(self) -> list[Any]:
        return self._cards

    def briefs(self) -> list[Any]:
        return []  # the block „Kontakt“ says it

    def rows(self, relation: str) -> list[Any]:
        return self.loaded[relation]

    def torn(self, rows: list[Any]) -> set[int]:
        return set()  # the sections of figures and of the history set them side by side


def _relations(page: RecordPage) -> list[tuple[str, list]]:
    """Relations in both directions, grouped by how they read from this network; one query."""
    if page.present.isdisjoint({"relations_out", "relations_in"}):
        return []
    network = page.record
    groups: dict[str, list] = defaultdict(list)
    rows = page.attach(ask("relations of a network", network.pk, _in_both_directions))
    mark_conflicts(rows)
    for row in rows:
        if row.from_network_id == network.pk:
            row.other, label = row.to_network, row.get_kind_display()
        else:
            row.other, label = row.from_network, REVERSED[row.kind]
        groups[label].append(row)
    return [(label, merged(rows, lambda row: (row.other.pk, row.period_display))) for label, rows in groups.items()]


def _in_both_directions(pk: int) -> QuerySet:
    both = Relation.objects.public().filter(Q(from_network=pk) | Q(to_network=pk))
    ends = ("from_network", "to_network")
    return both.select_related(*ends).defer(*unread(Relation, ends))


def _funding_notice(network: Network, fundings: list, alive: Alive):
    """The funding whose end has passed, for the notice that it has passed; None once somebody has checked, or when a
    source says that the network ended."""
    last = passed_funding_end([f.end_latest for f in fundings], date.today())
    if alive.state != Status.UNCLEAR or not last or network.checked_on and network.checked_on > last:
        return None
    return max((f for f in fundings if f.end_latest), key=lambda f: f.end_latest)


def _similar(index: NetworkIndex, network: Network, card: Card) -> list[tuple[str, str, list[str]]]:
    """Slug, name and shared fields of working networks of the same regions, the most alike first.

    A field that only gathers others says too little to make two networks alike; one that many share says less.
    """
    fields = {pk: index.fields[pk] for pk in card.fields if pk in index.fields and not index.fields[pk].is_wide}
    regions = [index.regions[pk].slug for pk in card.regions]
    if not fields or not regions:
        return []
    found: list[tuple[int, list[str]]] = []
    alike = index.listed & index.union("feld", [one.slug for one in fields.values()]) & index.union("region", regions)
    own, names = network.pk, [(key, field.name) for key, field in fields.items()]
    for place in slice_of(alike, 0, CONSIDERED):
        pk = index.pks[place]
        other = index.fields_of.get(pk, ())
        shared = [name for key, name in names if key in other]
        if pk != own and shared and index.states[place].state != Status.CONVERTED:
            found.append((place, shared))
    spread = Counter(chain.from_iterable(shared for _place, shared in found))
    weight = {field: 1 / number for field, number in spread.items()}
    found.sort(key=lambda one: -sum(map(weight.__getitem__, one[1])))
    return [(*index.name_at(place), shared) for place, shared in found[:SIMILAR]]
