"""Several networks side by side: the same facts of each, every value with its source.

Also what the download of a bookmark list contains, so that both say the same.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Q, QuerySet

from contacts.models import Responsibility
from directory.facets import NetworkIndex
from directory.network_facts import COMPARED
from networks.enums import OfferKind, ParticipationRole
from networks.models import Event, Network, NetworkMarket, Offer, Participation
from pages.conflicts import conflicts
from pages.record_page import Fact, Value, cited_mark, cited_note, other_values
from pages.records import Marks, SourceNotes
from programmes.models import Financing, Funding
from publishing.enums import LinkKind, MilestoneKind
from publishing.models import Citation, Figure, Link, Milestone
from reach.briefs import Brief, briefs
from reach.rungs import Rung


@dataclass
class Attribute:
    """A row of the comparison: a label, and for each network its values; an empty list says nothing is known."""

    label: str
    names: list[str]
    cells: list[list[Value]]

    @property
    def named_cells(self) -> list[tuple[str, Fact]]:
        return [(name, Fact(self.label, cell)) for name, cell in zip(self.names, self.cells, strict=True)]

    @property
    def is_known(self) -> bool:
        return any(self.cells)

    @property
    def differs(self) -> bool:
        said = [[value.text for value in cell] for cell in self.cells]
        return any(cell != said[0] for cell in said)


@dataclass
class Profiles:
    """Everything the attributes need, loaded for all networks at once."""

    networks: list[Network]
    index: NetworkIndex
    notes: SourceNotes
    rows: dict[str, dict[int, list[Any]]] = field(default_factory=dict)
    financings: dict[int, list[Any]] = field(default_factory=dict)
    cards: list[Any] = field(default_factory=list)
    briefs: dict[int, list[Brief]] = field(default_factory=dict)

    @classmethod
    def load(cls, networks: list[Network], index: NetworkIndex) -> "Profiles":
        """Sixteen queries at most, for any number of networks."""
        profiles = cls(networks, index, SourceNotes())
        pks = [network.pk for network in networks]
        for name, rows in _statements(pks).items():
            profiles.rows[name] = _by_network(rows)
        programmes = {row.programme_id for rows in profiles.rows["fundings"].values() for row in rows}
        for row in Financing.objects.public().filter(programme__in=programmes).select_related("organisation", "fund"):
            profiles.financings.setdefault(row.programme_id, []).append(row)
        tasks = [task for tasks in profiles.rows["responsibilities"].values() for task in tasks]
        # Their markers come with the attributes, so that sources are numbered in the order of the page.
        profiles.cards = Responsibility.cards(tasks, _Unmarked())
        without = [pk for pk in pks if index.reach(pk).rung != Rung.PERSON]
        profiles.briefs = briefs({pk: index.card(pk).regions for pk in without})
        return profiles

    def attributes(self) -> list[Attribute]:
        names = [network.name for network in self.networks]
        sides = [_Side(self, network) for network in self.networks]
        return [Attribute(fact.label, names, [fact.read(side) for side in sides]) for fact in COMPARED]

    def cards_of(self, network: Network) -> list[Any]:
        """The contact cards of a network's people who are still responsible."""
        people = {task.person_id for task in self.rows["responsibilities"].get(network.pk, ())}
        return [card for card in self.cards if card.person.pk in people and not card.is_former]


class _Side:
    """One of the networks, for the facts."""

    is_compared = True

    def __init__(self, profiles: Profiles, network: Network):
        self.profiles, self.network, self.index = profiles, network, profiles.index
        self.card = profiles.index.card(network.pk)
        self.citations = defaultdict(list)
        for citation in profiles.rows["citations"].get(network.pk, ()):
            self.citations[citation.field].append(citation)

    def mark(self, name: str) -> Marks:
        return cited_mark(self.profiles.notes, self.citations, name)

    def note(self, name: str) -> str:
        return cited_note(self.citations, name)

    def others(self, name: str) -> list[Value]:
        return other_values(self.profiles.notes, self.citations, name)

    def rows(self, relation: str) -> list[Any]:
        notes, found = self.profiles.notes, self.profiles.rows
        if relation == "events":
            return found[relation].get(self.network.pk, [])
        if relation == "financings":
            programmes = dict.fromkeys(row.programme_id for row in found["fundings"].get(self.network.pk, ()))
            return notes.attach(row for pk in programmes for row in self.profiles.financings.get(pk, ()))
        rows = notes.attach(found[relation].get(self.network.pk, ()))
        for row in rows:
            row.stand = notes.stand(row)
        return rows

    def torn(self, rows: list[Any]) -> set[int]:
        return {row.pk for group in conflicts(rows) for row in group}

    def briefs(self) -> list[Brief]:
        found = self.profiles.briefs.get(self.network.pk, [])
        self.profiles.notes.attach(one.channel for one in found if one.channel)
        return found

    def cards(self) -> list[Any]:
        cards = self.profiles.cards_of(self.network)
        for card in cards:
            self.profiles.notes.attach(card.channels or card.fallback)
        return cards


class _Unmarked:
    """In place of SourceNotes, for cards whose markers come later."""

    @staticmethod
    def attach(statements) -> list:
        return list(statements)


def _statements(pks: list[int]) -> dict[str, QuerySet]:
    about = {"content_type": ContentType.objects.get_for_model(Network), "object_id__in": pks}
    return {
        "citations": Citation.objects.filter(**about),
        "figures": Figure.objects.filter(**about, is_membership=True),
        "milestones": Milestone.objects.filter(**about, kind=MilestoneKind.FOUNDED),
        "links": Link.objects.filter(**about, kind=LinkKind.WEBSITE),
        "market_goals": NetworkMarket.objects.public()
        .filter(network__in=pks)
        .order_by("market__name", "pk")
        .select_related("market"),
        "offers": Offer.objects.public().filter(network__in=pks, kind__in=[OfferKind.SERVICE, OfferKind.TOPIC]),
        "events": Event.objects.published().filter(networks__in=pks).annotate(network_id=F("networks")),
        "participations": _participations(pks).select_related("organisation"),
        "fundings": Funding.objects.public().filter(network__in=pks).select_related("programme"),
        "responsibilities": Responsibility.objects.public()
        .filter(network__in=pks, person__isnull=False)
        .select_related("person__organisation"),
    }


def _participations(pks: list[int]) -> QuerySet:
    """Who carries the networks, and who takes part in more than one of them: of thousands, these are said."""
    rows = Participation.objects.public().filter(network__in=pks)
    of_several = rows.order_by().values("organisation").annotate(networks=Count("network", distinct=True))
    shared = of_several.filter(networks__gt=1).values("organisation")
    return rows.filter(Q(role=ParticipationRole.OPERATOR) | Q(organisation__in=shared))


def _by_network(rows: QuerySet) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.object_id if hasattr(row, "object_id") else row.network_id].append(row)
    return found
