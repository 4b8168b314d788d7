"""Several networks side by side: the same attributes of each, every value with its source.

Also what the download of a bookmark list contains, so that both say the same.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, QuerySet

from contacts.models import Responsibility
from core.words import _, _lazy, ngettext
from directory.facets import NetworkIndex
from networks.enums import EventKind, OfferKind, ParticipationRole, Status
from networks.models import Event, Network, NetworkMarket, Offer, Participation
from pages.record_page import Value, cited_mark, conflicts
from pages.records import SourceNotes, freshness
from programmes.models import Financing, Funding
from publishing.enums import LinkKind, MilestoneKind
from publishing.models import Citation, Figure, Link, Milestone

SHOWN = 6  # lines of a cell; the network's page has all
DERIVED = _lazy("Von uns abgeleitet: Die bekannte Förderung ist ausgelaufen, oder das Netzwerk war erst geplant.")
CONFLICT = _lazy("Die Quellen nennen verschiedene Zahlen.")


@dataclass
class Attribute:
    """A row of the comparison: a label, and for each network its values; an empty list says nothing is known."""

    label: str
    names: list[str]
    cells: list[list[Value]]

    @property
    def named_cells(self) -> list[tuple[str, list[Value]]]:
        return list(zip(self.names, self.cells, strict=True))

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

    @classmethod
    def load(cls, networks: list[Network], index: NetworkIndex) -> "Profiles":
        """Twelve queries, for any number of networks."""
        profiles = cls(networks, index, SourceNotes())
        pks = [network.pk for network in networks]
        for name, rows in _statements(pks).items():
            profiles.rows[name] = _by_network(rows)
        programmes = {row.programme_id for rows in profiles.rows["fundings"].values() for row in rows}
        for row in Financing.objects.public().filter(programme__in=programmes).select_related("organisation", "fund"):
            profiles.financings.setdefault(row.programme_id, []).append(row)
        tasks = [task for tasks in profiles.rows["tasks"].values() for task in tasks]
        # Their markers come with the attributes, so that sources are numbered in the order of the page.
        profiles.cards = Responsibility.cards(tasks, _Unmarked())
        return profiles

    def attributes(self) -> list[Attribute]:
        rows = (
            (_("Typ"), self._kind),
            (_("Status"), self._status),
            (_("Zuletzt geprüft"), self._checked),
            (_("Regionen"), self._regions),
            (_("Felder"), self._fields),
            (_("Zielmärkte"), self._markets),
            (_("Für wen"), self._audience),
            (_("Gründung oder Beginn"), self._founding),
            (_("Rechtsform"), self._legal_form),
            (_("Träger"), self._operators),
            (_("Mitglieder und Partner"), self._members),
            (_("Angebote"), self._offers),
            (_("Formate und Termine"), self._events),
            (_("Gefördert durch"), self._programmes),
            (_("Fördergeber"), self._funders),
            (_("Ansprechpersonen"), self._contacts),
            (_("Website"), self._websites),
        )
        names = [network.name for network in self.networks]
        return [Attribute(label, names, [read(network) for network in self.networks]) for label, read in rows]

    def _of(self, name: str, network: Network) -> list[Any]:
        return self.notes.attach(self.rows[name].get(network.pk, ()))

    def _mark(self, network: Network, name: str):
        citations = defaultdict(list)
        for citation in self.rows["citations"].get(network.pk, ()):
            citations[citation.field].append(citation)
        return cited_mark(self.notes, citations, name)

    def _kind(self, network: Network) -> list[Value]:
        return [Value(network.get_kind_display(), "", self._mark(network, "kind"))]

    def _status(self, network: Network) -> list[Value]:
        status = self.index.card(network.pk).status
        # A status that follows from a passed funding end is ours, not the source's.
        is_stated = status == network.stated_status
        if is_stated:
            return [Value(str(Status(status).label), "", self._mark(network, "stated_status"))]
        return [Value(str(Status(status).label), note=str(DERIVED))]

    def _checked(self, network: Network) -> list[Value]:
        source = self.index.sources.get(self.index.card(network.pk).source)
        return [Value(freshness(network, source.as_of_display if source else "")[0])]

    def _regions(self, network: Network) -> list[Value]:
        regions = [self.index.regions[pk] for pk in self.index.card(network.pk).regions]
        return self._marked(network, "regions", [Value(r.name, r.get_absolute_url()) for r in regions])

    def _fields(self, network: Network) -> list[Value]:
        terms = [self.index.fields[pk] for pk in self.index.card(network.pk).fields if pk in self.index.fields]
        return self._marked(network, "fields", [Value(name, f"/felder/{slug}/") for slug, name in terms])

    def _marked(self, network: Network, name: str, values: list[Value]) -> list[Value]:
        if values:
            values.sort(key=lambda value: value.text)
            values[-1].mark = self._mark(network, name)
        return values

    def _markets(self, network: Network) -> list[Value]:
        return _merged(
            Value(g.market.name, g.market.get_absolute_url(), g.mark, g.note) for g in self._of("markets", network)
        )

    def _audience(self, network: Network) -> list[Value]:
        return [Value(network.audience, "", self._mark(network, "audience"))] if network.audience else []

    def _founding(self, network: Network) -> list[Value]:
        return _merged(Value(m.date_display, "", m.mark, m.note) for m in self._of("founded", network))

    def _legal_form(self, network: Network) -> list[Value]:
        return [Value(network.legal_form, "", self._mark(network, "legal_form"))] if network.legal_form else []

    def _operators(self, network: Network) -> list[Value]:
        rows = [row for row in self._of("participations", network) if row.role == ParticipationRole.OPERATOR]
        return _merged(Value(r.organisation.name, r.organisation.get_absolute_url(), r.mark, r.note) for r in rows)

    def _members(self, network: Network) -> list[Value]:
        figures = self._of("members", network)
        for figure in figures:
            source = self.notes.documents.get(figure.source_id)
            figure.stand = figure.as_of_display or (source.as_of_display if source else "")
        torn = {figure.pk for group in conflicts(figures) for figure in group}
        return [
            Value(str(f), "", f.mark, " ".join(filter(None, (f.note, str(CONFLICT) if f.pk in torn else ""))), f.stand)
            for f in figures
        ]

    def _offers(self, network: Network) -> list[Value]:
        rows = self._of("offers", network)
        values = _merged(Value(row.text, "", row.mark, row.note) for row in rows[:SHOWN])
        more = len(rows) - SHOWN
        return values + (
            [
                Value(
                    ngettext("und {count} weitere", "und {count} weitere", more).format(count=more),
                    f"{network.get_absolute_url()}#angebote",
                )
            ]
            if more > 0
            else []
        )

    def _events(self, network: Network) -> list[Value]:
        rows = [row for row in self.rows["events"].get(network.pk, ()) if not row.is_past]
        rows.sort(key=lambda row: (row.kind == EventKind.SINGLE, row.name))
        return [Value(_with(row.name, row.when_line), row.get_absolute_url()) for row in rows[:SHOWN]]

    def _programmes(self, network: Network) -> list[Value]:
        return _merged(
            Value(_with(row.programme.name, row.period_display), row.programme.get_absolute_url(), row.mark, row.note)
            for row in self._of("fundings", network)
        )

    def _funders(self, network: Network) -> list[Value]:
        programmes = dict.fromkeys(row.programme_id for row in self.rows["fundings"].get(network.pk, ()))
        rows = [row for pk in programmes for row in self.financings.get(pk, ())]
        return _merged(
            Value(f"{row.financed_by} ({row.get_role_display()})", "", row.mark, row.note)
            for row in self.notes.attach(rows)
        )

    def _contacts(self, network: Network) -> list[Value]:
        values = []
        for card in self.cards_of(network):
            values.append(Value(card.person.full_name, card.person.get_absolute_url()))
            channels = self.notes.attach(card.channels or card.fallback)
            values += [
                Value(f"{c.get_kind_display()} {c.value}", "", c.mark, c.fault if c.is_faulty else "") for c in channels
            ]
        return values

    def cards_of(self, network: Network) -> list[Any]:
        """The contact cards of a network's people who are still responsible."""
        people = {task.person_id for task in self.rows["tasks"].get(network.pk, ())}
        return [card for card in self.cards if card.person.pk in people and not card.is_former]

    def _websites(self, network: Network) -> list[Value]:
        return _merged(Value(link.label, link.url, link.mark, link.note) for link in self._of("websites", network))


class _Unmarked:
    """In place of SourceNotes, for cards whose markers come later."""

    @staticmethod
    def attach(statements) -> list:
        return list(statements)


def _statements(pks: list[int]) -> dict[str, QuerySet]:
    about = {"content_type": ContentType.objects.get_for_model(Network), "object_id__in": pks}
    return {
        "citations": Citation.objects.filter(**about),
        "members": Figure.objects.filter(**about, is_membership=True),
        "founded": Milestone.objects.filter(**about, kind=MilestoneKind.FOUNDED),
        "websites": Link.objects.filter(**about, kind=LinkKind.WEBSITE),
        "markets": NetworkMarket.objects.public()
        .filter(network__in=pks)
        .order_by("market__name", "pk")
        .select_related("market"),
        "offers": Offer.objects.public().filter(network__in=pks, kind__in=[OfferKind.SERVICE, OfferKind.TOPIC]),
        "events": Event.objects.published().filter(networks__in=pks).annotate(network_id=F("networks")),
        "participations": Participation.objects.public().filter(network__in=pks).select_related("organisation"),
        "fundings": Funding.objects.public().filter(network__in=pks).select_related("programme"),
        "tasks": Responsibility.objects.public()
        .filter(network__in=pks, person__isnull=False)
        .select_related("person__organisation"),
    }


def _by_network(rows: QuerySet) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.object_id if hasattr(row, "object_id") else row.network_id].append(row)
    return found


def _with(name: str, when: str) -> str:
    return f"{name} ({when})" if when else name


def _merged(values) -> list[Value]:
    """The same said by several sources once, with all markers."""
    merged: dict[tuple[str, str], Value] = {}
    for value in values:
        first = merged.setdefault((value.text, value.url), value)
        if first is not value:
            first.mark = first.mark + value.mark
            first.note = " ".join(dict.fromkeys(filter(None, (first.note, value.note))))
    return list(merged.values())
