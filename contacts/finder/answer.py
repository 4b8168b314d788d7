"""The answer as the page and the call sheet show it: cards with the reason in words, and what is valid at the place."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from contacts.cards import CONFIRMED, ContactCard, OfficeCard, contact_cards
from contacts.finder import help as helping
from contacts.finder.ground import Terrain
from contacts.finder.reasons import advice, reason
from contacts.finder.rules import Inquiry, Route, Stop
from contacts.models import Channel, Responsibility
from core.words import _
from pages.records import SourceNotes
from programmes.models import Programme, SupportOffer
from regions.models import Region


@dataclass
class Shown:
    """A stop with its card.

    `reason`: why it is shown; `advice`: what to do about an old statement; `place`: the region it is responsible for,
    none for the whole country; `is_part`: that lies in the region asked for; `named`: whom to ask for at an office.
    """

    card: ContactCard | OfficeCard
    name: str
    reason: str
    stop: Stop
    place: Region | None = None
    advice: str = ""
    is_part: bool = False
    named: list[Responsibility] = field(default_factory=list)

    @property
    def is_office(self) -> bool:
        return self.stop.person is None

    @property
    def is_fallback(self) -> bool:
        return self.stop.verdict.rule.is_fallback

    @property
    def is_possible(self) -> bool:
        return self.stop.is_possible

    @property
    def is_near(self) -> bool:
        """Responsible next door, and not here."""
        return self.stop.is_near and not self.is_part

    @property
    def title(self) -> str:
        """What they are for whoever asks."""
        if self.is_near:
            return _("Am nächsten dran")
        if self.is_possible:
            return _("Mögliche Anlaufstelle") if self.is_office else _("Mögliche Ansprechperson")
        if self.is_part and self.place:
            return _("Zuständig in Ihrer Region für: {place}").format(place=self.place.name)
        return _("Ihre zuständige Stelle") if self.is_office else _("Ihre Ansprechperson")


@dataclass
class Answer:
    """`place`: the region asked for."""

    lead: Shown | None
    place: Region | None = None
    alternatives: list[Shown] = field(default_factory=list)
    unreached: list[Responsibility] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    offers: list[SupportOffer] = field(default_factory=list)
    networks: list[helping.NetworkPeople] = field(default_factory=list)
    sources: list = field(default_factory=list)

    @property
    def nobody_here(self) -> bool:
        """Nobody is known at the place, not even an office for whatever is asked there."""
        if self.lead is None or self.place is None or self.unreached:
            return False
        return self.lead.is_near or self.lead.is_fallback and self.lead.place is None

    @property
    def title(self) -> str:
        if self.lead is None:
            return _("Für Ihre Angaben kennen wir niemanden")
        return _("Hier kennen wir niemanden") if self.nobody_here else self.lead.title


def answer(route: Route, inquiry: Inquiry, terrain: Terrain) -> Answer:
    """Whom to ask, and what helps besides."""
    found, table = who(route, inquiry, terrain)
    programmes = {task.programme_id for task in table.tasks.values() if task.programme_id}
    found.programmes = helping.programmes(inquiry, terrain, programmes)
    found.offers = helping.offers(inquiry, terrain)
    people = {shown.stop.person for shown in (found.lead, *found.alternatives) if shown and shown.stop.person}
    found.networks = helping.networks(inquiry, terrain, table.notes, people, found.offers)
    found.sources = table.notes.sources()
    return found


def who(route: Route, inquiry: Inquiry, terrain: Terrain) -> tuple[Answer, "_Table"]:
    """Only whom to ask, with the rows behind it."""
    stops = [*((route.lead,) if route.lead else ()), *route.alternatives]
    table = _Table(stops, route.unreached, inquiry, terrain)
    shown = [table.show(stop) for stop in stops]
    found = Answer(
        lead=shown[0] if shown else None,
        place=terrain.place(inquiry.region),
        alternatives=shown[1:],
        unreached=[table.tasks[verdict.rule.pk] for verdict in route.unreached],
        sources=table.notes.sources(),
    )
    return found, table


class _Table:
    """The rows behind the stops of a route: tasks, channels, source markers. Two queries."""

    def __init__(self, stops: list[Stop], unreached: tuple, inquiry: Inquiry, terrain: Terrain):
        self.inquiry, self.terrain, self.notes = inquiry, terrain, SourceNotes()
        verdicts = [*(stop.verdict for stop in stops), *(one for stop in stops for one in stop.named), *unreached]
        rows = Responsibility.objects.public().filter(pk__in={verdict.rule.pk for verdict in verdicts})
        found = rows.select_related("person__organisation", "office").in_bulk()
        self.tasks = {verdict.rule.pk: found[verdict.rule.pk] for verdict in verdicts if verdict.rule.pk in found}
        self._with_stand(self.notes.attach(self.tasks.values()))
        people = {stop.person for stop in stops if stop.person}
        offices = {stop.office for stop in stops if stop.office}
        channels = list(Channel.objects.public().filter(Q(person__in=people) | Q(organisation__in=offices)))
        self._with_stand(self.notes.attach(channels))
        self.of_office = defaultdict(list)
        for channel in channels:
            self.of_office[channel.organisation_id].append(channel)
        tasks = [self.tasks[stop.verdict.rule.pk] for stop in stops if stop.person]
        own = [channel for channel in channels if channel.person_id]
        self.cards = {card.person.pk: card for card in contact_cards(tasks, own, self.notes)}

    def _with_stand(self, statements) -> None:
        for statement in statements:
            statement.stand = self.notes.stand(statement)

    def show(self, stop: Stop) -> Shown:
        task = self.tasks[stop.verdict.rule.pk]
        card = self.cards[stop.person] if stop.person else self._office(stop, task)
        named = [self.tasks[verdict.rule.pk] for verdict in stop.named]
        if isinstance(card, OfficeCard):
            card.stand = self.notes.oldest([task, *named, *card.channels])
        place, asked = self.terrain.place(stop.verdict.region), self.terrain.place(self.inquiry.region)
        inside = self.terrain.tree.inside(asked.pk) if asked else set()
        return Shown(
            card=card,
            name=task.person.full_name if stop.person and task.person else str(card.organisation),
            reason=reason(stop, task, self.inquiry, self.terrain),
            stop=stop,
            place=place,
            named=named,
            advice="" if card.state == CONFIRMED else advice(card, card.stand),
            is_part=bool(stop.is_near and place and place.pk in inside),
        )

    def _office(self, stop: Stop, task: Responsibility) -> OfficeCard:
        organisation = task.office or (task.person and task.person.organisation)
        return OfficeCard.of(organisation, task, self.of_office[stop.office], [])
