"""The steps of a ladder as pages print them, and what is loaded for them: who, how, why, from when."""

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from contacts.cards import ContactCard, OfficeCard, card_of
from contacts.enums import ChannelKind
from contacts.models import Channel, Mention, Responsibility
from core.prepared import ask_many
from core.words import _, _lazy
from inputs.web import host
from networks.models import Organisation
from pages.records import Marks, SourceNotes
from publishing.models import Link
from reach.offices import OfficeRows
from reach.rungs import Rung

WHY = {
    "carrier": _lazy("weil {name} dieses Netzwerk trägt"),
    "initiator": _lazy("weil {name} dieses Netzwerk angestoßen hat"),
    "part": _lazy("weil dieses Netzwerk Teil von {name} ist"),
    "successor": _lazy("weil dieses Netzwerk als {name} weitergeht"),
    "together": _lazy("weil {name} laut Quelle damit zusammenarbeitet"),
    "named": _lazy("laut Quelle: {name}"),
    "region": _lazy("allgemeine Anlaufstelle: {name}"),
}

MOST_CARDS = 2


@dataclass
class Website:
    """An own website, as a card."""

    link: Link
    href: str
    host: str
    stand: str = ""

    @classmethod
    def of(cls, link: Link, notes: SourceNotes) -> "Website":
        href = link.href
        return cls(link, href, host(href), notes.oldest([link]))


@dataclass
class Step:
    """Somebody on a rung. One of the cards; `reason`: why they are shown, with the markers of its source; `stand`: from
    when the oldest part of it all is."""

    rung: Rung
    name: str
    url: str = ""
    reason: str = ""
    mark: Marks = Marks()
    stand: str = ""
    person: ContactCard | None = None
    office: OfficeCard | None = None
    website: Website | None = None

    @property
    def quick(self) -> tuple[str, str] | None:
        """Words and address of the quickest way, for a line."""
        if self.website:
            return self.website.host, self.website.href
        card = self.person or self.office
        found = card and (card.phone or card.email or getattr(card, "website", None))
        if not found:
            return None
        return (host(found.href) if found.kind == ChannelKind.WEB else found.value), found.href


@dataclass
class Ladder:
    """What the block „Kontakt“ shows: those of the first rung, and who stands below. `unreached`: people
    without a channel that works, or no longer responsible; `stated`: offices whose channels lead nowhere, as a
    number that nobody can dial for certain; `named`: those whom a source names with a function, who are no contacts;
    `is_short`: several people stand in lines."""

    lead: list[Step] = field(default_factory=list)
    below: list[Step] = field(default_factory=list)
    unreached: list[ContactCard] = field(default_factory=list)
    stated: list[Step] = field(default_factory=list)
    named: list = field(default_factory=list)
    others_url: str = ""
    vcard_url: str = ""
    is_short: bool = False
    sources: list = field(default_factory=list)

    @property
    def rung(self) -> Rung:
        first = next(iter([*self.lead, *self.below]), None)
        return first.rung if first else Rung.NOBODY

    @property
    def is_known(self) -> bool:
        """Does somebody answer for the entry itself, or near it?"""
        return self.rung < Rung.REGION

    @property
    def intro(self) -> str:
        """What a reader must know before the first card."""
        if self.rung == Rung.NEAR:
            return _("Kein eigener Kontakt in den Quellen. Am nächsten dran:")
        if self.rung == Rung.REGION:
            return _("Kein Kontakt bekannt. Allgemeine Anlaufstelle:")
        return ""

    @classmethod
    def of(cls, steps: Iterable[Step], **more) -> "Ladder":
        best: dict[str, Step] = {}
        for step in sorted(steps, key=lambda step: step.rung):
            best.setdefault(step.url, step)  # who stands on two rungs is shown on the better
        ordered = list(best.values())
        lead = [step for step in ordered if step.rung == ordered[0].rung]
        lead = lead[: 1 if ordered and ordered[0].rung >= Rung.NEAR else MOST_CARDS]
        if more.get("is_short") and len(lead) > 1:
            lead = []
        below = [step for step in ordered if step not in lead]
        if ordered and ordered[0].rung <= Rung.OWN:  # the networks beside stand among the relations
            below = [step for step in below if step.rung != Rung.NEAR or step.quick]
        return cls(lead, below, **more)


class Loaded:
    """What a page loads for its steps; at most one query a kind, none for what the page already has."""

    def __init__(self, notes: SourceNotes):
        self.notes = notes

    def channels(self, people: Iterable[int] = (), offices: Iterable[int] = ()) -> list[Channel]:
        own, behind = sorted(set(people)), sorted(set(offices))

        def build(pks: list[int]):
            mine, theirs = pks[: len(own)], pks[len(own) :]
            rows = Channel.objects.public().filter(Q(person__in=mine) | Q(organisation__in=theirs))
            return rows.select_related("organisation")

        return ask_many(("ladder channels", len(own)), own + behind, build)

    def offices(self, pks: Iterable[int]) -> dict[int, OfficeRows]:
        """Those with a public channel."""
        by_office: dict[int, list[Channel]] = defaultdict(list)
        known: dict[int, Organisation] = {}
        for channel in self.channels(offices=pks):
            if office := channel.organisation:
                known[office.pk] = office
                by_office[office.pk].append(channel)
        return {pk: OfficeRows(office, tuple(by_office[pk]), None) for pk, office in known.items()}

    def tasks(self, networks: Iterable[int]) -> list[Responsibility]:
        """Of people and offices, for networks."""
        return ask_many("ladder tasks", sorted(set(networks)), _tasks_of)

    def mentions(self, networks: Iterable[int]) -> list[Mention]:
        return ask_many("ladder mentions", sorted(set(networks)), _mentions_of)

    def links(self, pks: Iterable[int]) -> list[Link]:
        return ask_many("ladder links", sorted(set(pks)), lambda keys: Link.objects.filter(pk__in=keys))

    def cards(self, tasks: list[Responsibility]) -> list[ContactCard]:
        """Of people; `tasks` know the person and the organisation."""
        marked = self.notes.attach(task for task in tasks if task.person_id)
        for task in marked:
            task.stand = self.notes.stand(task)
        return Responsibility.cards(marked, self.notes)

    def person_step(self, rung: Rung, card: ContactCard, statement=None, reason: str = "", why: str = "") -> Step:
        """`statement`: what makes the person a step where no task does; `why`: what a line says that a card says
        itself."""
        person = card.person
        stand = self.notes.oldest([*card.tasks, *card.channels, *((statement,) if statement else ())])
        mark = self.mark(statement)
        card.reason, card.stand = reason, stand
        return Step(rung, person.full_name, person.get_absolute_url(), reason or why, mark, stand, person=card)

    def office_step(self, rung: Rung, rows: OfficeRows, reason: str = "", statement=None, named=()) -> Step:
        office = rows.organisation
        channels = self.notes.attach(copy(channel) for channel in rows.channels)
        duty: Any = copy(rows.duty) if rows.duty else None
        if duty:
            duty.mark, duty.stand = self.mark(duty), self.notes.stand(duty)
        for task in named:
            task.stand = self.notes.stand(task)
        card = OfficeCard.of(office, duty, channels, list(named), reason=reason)
        parts = [*channels, *named, *((duty,) if duty else ()), *((statement,) if statement else ())]
        card.stand = stand = self.notes.oldest(parts)
        mark = self.mark(statement) if statement else getattr(duty, "mark", Marks())
        return Step(rung, str(office), office.get_absolute_url(), reason, mark, stand, office=card)

    def website_step(self, rung: Rung, link: Link, reason: str = "", statement=None) -> Step | None:
        website = Website.of(link, self.notes)
        if not website.href:
            return None
        parts = [link, *((statement,) if statement else ())]
        return Step(
            rung, _("Website"), website.href, reason, self.mark(link), self.notes.oldest(parts), website=website
        )

    def person_card(self, person) -> ContactCard:
        """Of somebody who has no task here."""
        return card_of(person, [], self.notes.attach(self.channels(people=[person.pk])), [], date.today())

    def mark(self, statement) -> Marks:
        return self.notes.mark(statement.source_id, statement.certainty, statement) if statement else Marks()


def _tasks_of(pks: list[int]):
    rows = Responsibility.objects.public().filter(network__in=pks)
    return rows.select_related("person__organisation", "office").order_by("priority", "pk")


def _mentions_of(pks: list[int]):
    rows = Mention.objects.public().filter(network__in=pks).exclude(role="")
    return rows.select_related("person__organisation").order_by("pk")
