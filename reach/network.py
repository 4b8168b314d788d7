"""The ladder of a network's page: the ways of `reach.ways`, with cards, reasons and dates."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from contacts.cards import ContactCard
from pages.mentions import Mentioned
from pages.records import SourceNotes
from publishing.models import Link
from reach.elsewhere import Elsewhere
from reach.offices import OfficeRows, region_offices
from reach.records import region_step
from reach.roles import speaks_for
from reach.rungs import Rung, Way
from reach.steps import WHY, Ladder, Loaded, Step
from reach.ties import ties
from reach.ways import ways


@dataclass
class NetworkRows:
    """What the page of a network has loaded anyway. `relations`: those in both directions, with `other`."""

    network: Any
    regions: tuple[int, ...]
    notes: SourceNotes
    tasks: list[Any]
    cards: list[ContactCard]
    links: list[Link]
    participations: list[Any]
    relations: list[Any]
    mentions: list[Mentioned]


def network_ladder(rows: NetworkRows) -> Ladder:
    """Whom somebody can reach about a network, and who stands below; at most five queries."""
    return _NetworkLadder(rows).ladder()


def _says_something(card: ContactCard, ladder: Ladder) -> bool:
    """Somebody whom nobody reaches; of somebody who was, who answers instead, if anybody does."""
    if card.is_former:
        return bool(card.organisation) or not (ladder.lead and ladder.lead[0].person)
    return bool(card.channels) or not card.fallback


class _NetworkLadder:
    def __init__(self, rows: NetworkRows):
        self.rows, self.loaded = rows, Loaded(rows.notes)
        self.elsewhere = Elsewhere(self.loaded)
        self.ways = ways(ties(), region_offices(), rows.network.pk, rows.regions)
        self.cards = {card.person.pk: card for card in rows.cards}

    def ladder(self) -> Ladder:
        carriers = [way.key for way in self.ways if way.why in ("carrier", "initiator", "duty")]
        self.offices = self.loaded.offices(carriers) if carriers else {}
        self.first = self.ways[0] if self.ways else None
        steps = [step for way in self.ways for step in _MAKERS[way.why](self, way) if step]
        ladder = Ladder.of(steps)
        if ladder.is_known and not ladder.lead[0].person:  # people have their own
            ladder.vcard_url = f"{self.rows.network.get_absolute_url()}kontakt.vcf"
        reached = {way.key for way in self.ways if way.kind == "person"}
        ladder.unreached = [
            card for card in self.rows.cards if card.person.pk not in reached and _says_something(card, ladder)
        ]
        if ladder.rung > Rung.BEHIND:
            ladder.named = [
                one
                for one in self.rows.mentions
                if any(map(speaks_for, one.roles)) and not one.tasks and one.person.pk not in reached
            ]
        return ladder

    def _person(self, way: Way) -> Iterator[Step]:
        if card := self.cards.get(way.key):
            yield self.loaded.person_step(way.rung, card)

    def _behind(self, way: Way) -> Iterator[Step]:
        """The office, with those to ask for."""
        cards = [card for card in self.rows.cards if card.fallback and card.person.organisation_id == way.key]
        if cards:
            named = [task for card in cards for task in card.tasks[:1]]
            rows = OfficeRows.of(cards[0])
            yield self.loaded.office_step(way.rung, rows, named=named)

    def _duty(self, way: Way) -> Iterator[Step]:
        duty = next((task for task in self.rows.tasks if task.office_id == way.key), None)
        if duty and way.key in self.offices:
            yield self.loaded.office_step(way.rung, self.offices[way.key].with_duty(duty))

    def _website(self, way: Way) -> Iterator[Step | None]:
        link = next((link for link in self.rows.links if link.pk == way.key), None)
        yield self.loaded.website_step(way.rung, link) if link else None

    def _carrier(self, way: Way) -> Iterator[Step]:
        row = next((row for row in self.rows.participations if row.organisation_id == way.key), None)
        if row and way.key in self.offices:
            reason = WHY[way.why].format(name=row.organisation.name)
            yield self.loaded.office_step(way.rung, self.offices[way.key], reason, row)

    def _named(self, way: Way) -> Iterator[Step]:
        one = next((one for one in self.rows.mentions if one.person.pk == way.key), None)
        if one:
            yield from self.elsewhere.named_as(way.rung, one.rows)

    def _region(self, way: Way) -> Iterator[Step]:
        yield from region_step(self.loaded, way.key)

    def _network(self, way: Way) -> Iterator[Step | None]:
        """Who answers at another network; below the first rung only where that is."""
        row = next((row for row in self.rows.relations if row.other.pk == way.key), None)
        if row is None:
            return
        other, reason = row.other, WHY[way.why].format(name=row.other.name)
        if way is not self.first:
            mark, stand = self.loaded.mark(row), self.loaded.notes.oldest([row])
            yield Step(way.rung, other.name, other.get_absolute_url(), reason, mark, stand)
            return
        for step in self.elsewhere.of(way.key, self.rows.network.pk):
            step.rung, step.reason = way.rung, "; ".join(filter(None, (reason, step.reason)))
            step.mark = self.loaded.mark(row) + step.mark
            card = step.person or step.office
            if card:
                said = [*card.channels, *getattr(card, "tasks", ()), *getattr(card, "named", ()), row]
                card.reason, card.stand = step.reason, self.loaded.notes.oldest(said)
                step.stand = card.stand
            yield step


_MAKERS: dict[str, Callable[[_NetworkLadder, Way], Iterable[Step | None]]] = {
    "task": _NetworkLadder._person, "behind": _NetworkLadder._behind, "duty": _NetworkLadder._duty,
    "website": _NetworkLadder._website, "carrier": _NetworkLadder._carrier, "initiator": _NetworkLadder._carrier,
    "part": _NetworkLadder._network, "successor": _NetworkLadder._network, "together": _NetworkLadder._network,
    "named": _NetworkLadder._named, "region": _NetworkLadder._region,
}  # fmt: skip
