"""The ladder of every other page: a programme, a region, a field, a market, an organisation, an event …"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from contacts.cards import ContactCard
from contacts.models import Responsibility
from networks.models import Network
from pages.records import SourceNotes
from publishing.enums import LinkKind
from reach.elsewhere import Elsewhere
from reach.offices import OfficeRows, office_rows, region_offices
from reach.rungs import Rung
from reach.steps import WHY, Ladder, Loaded, Step
from reach.ties import ties
from reach.ways import leads_on

SHOWN = 12  # people of a region or a field


@dataclass
class RecordRows:
    """What belongs to a record. `tasks`: with markers, their person and organisation loaded; `offices`: organisations
    with why they answer; `own`: whether they are the record's own; `networks`: it belongs to, nearest first.
    `regions`: none for what nobody offers yet, as no office of a region stands in for it."""

    notes: SourceNotes
    tasks: list[Responsibility] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)
    offices: list[tuple[Any, str]] = field(default_factory=list)
    own: bool = False
    networks: list[tuple[Network, str]] = field(default_factory=list)
    regions: tuple[int, ...] | None = ()


def record_ladder(rows: RecordRows, is_short: bool = False, others_url: str = "") -> Ladder:
    """Whom somebody can reach about a record; at most eight queries. `is_short`: people in lines, not in cards."""
    loaded = Loaded(rows.notes)
    current = [task for task in rows.tasks if task.is_current]
    cards = Responsibility.cards([task for task in current if task.person_id], rows.notes)
    offices = list(_offices(rows, loaded))
    stated = [office for office in offices if not office.quick and rows.own]
    found = [*_responsible(current, cards, loaded), *_websites(rows, loaded), *(one for one in offices if one.quick)]
    if not found:
        found += _networks(rows, loaded)
    if rows.regions is not None:
        found += region_steps(loaded, rows.regions or _regions(rows.networks))
    unreached = [card for card in cards if not (card.can_be_asked or card.fallback)]
    return Ladder.of(found, is_short=is_short, others_url=others_url, unreached=unreached, stated=stated)


def _regions(networks: list[tuple[Network, str]]) -> list[int]:
    """Where the networks work that something without a place of its own belongs to."""
    rows = Network.regions.through.objects.filter(network__in=[network.pk for network, _reason in networks])
    return list(rows.order_by("network", "pk").values_list("region", flat=True)) if networks else []


def region_steps(loaded: Loaded, regions: Iterable[int]) -> Iterator[Step]:
    """The offices that the finder names for some regions; the nationwide one for none."""
    for key in region_offices().of(regions):
        yield from region_step(loaded, key)


def region_step(loaded: Loaded, office: int) -> Iterator[Step]:
    """An office that the finder names for a region; nothing when it was withdrawn meanwhile."""
    if found := office_rows().get(office):
        reason = WHY["region"].format(name=found.duty.task) if found.duty else ""
        yield loaded.office_step(Rung.REGION, found, reason)


def _responsible(current: list[Responsibility], cards: list[ContactCard], loaded: Loaded) -> Iterator[Step]:
    """People first, then the offices behind those without a channel, then offices that are responsible themselves."""
    behind: dict[int, list[Any]] = {}
    for card in cards:
        if card.can_be_asked:
            yield loaded.person_step(Rung.PERSON, card, why="; ".join(task.task for task in card.tasks[:1]))
        elif card.fallback and any(channel.href for channel in card.fallback):
            behind.setdefault(card.person.organisation_id, []).append(card)
    for same in behind.values():
        named = [card.tasks[0] for card in same]
        yield loaded.office_step(Rung.BEHIND, OfficeRows.of(same[0]), named=named)
    duties = {task.office_id: task for task in current if task.office_id}
    for pk, office in loaded.offices(duties).items():
        yield loaded.office_step(Rung.OWN, office.with_duty(duties[pk]))


def _websites(rows: RecordRows, loaded: Loaded) -> Iterator[Step]:
    for link in rows.links:
        if link.kind in (LinkKind.WEBSITE, LinkKind.REGISTRATION):
            step = loaded.website_step(Rung.OWN, link)
            if step:
                yield step


def _offices(rows: RecordRows, loaded: Loaded) -> Iterator[Step]:
    reasons = {office.pk: reason for office, reason in rows.offices}
    for pk, office in loaded.offices(reasons).items():
        yield loaded.office_step(Rung.OWN if rows.own else Rung.NEAR, office, reasons[pk])


def _networks(rows: RecordRows, loaded: Loaded) -> Iterator[Step]:
    """Who answers at the first of the networks where somebody does."""
    known, elsewhere = ties(), Elsewhere(loaded)
    for network, reason in rows.networks:
        if leads_on(known, network.pk):
            for step in elsewhere.of(network.pk):
                step.rung, step.reason = Rung.NEAR, reason
                if card := step.person or step.office:
                    card.reason = reason
                yield step
            return
