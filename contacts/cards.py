"""The contact card: who, for what, how to reach them, and how sure that is."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from contacts.enums import ChannelKind
from pages.alive import is_confirmed
from pages.records import SourceNotes, public_sources

CHANNEL_ORDER = {kind: number for number, kind in enumerate(ChannelKind.values)}

CONFIRMED, UNCONFIRMED, NO_CHANNEL, FAULTY, FORMER = (
    "bestaetigt",
    "unbestaetigt",
    "ohne-kanal",
    "fehlerhaft",
    "ehemals",
)


@dataclass
class ContactCard:
    """What `components/contact_card.html` prints. `fallback`: channels of the organisation; `stand`: from when the
    oldest of what the card says is; `reason`: why it is shown where the task does not say it; `about`: for
    which of what the page deals with."""

    person: Any
    tasks: list
    channels: list
    state: str
    fallback: list = field(default_factory=list)
    phone: Any = None
    email: Any = None
    stand: str = ""
    reason: str = ""
    about: str = ""

    @property
    def more(self) -> list:
        """The channels that are no button."""
        return [one for one in self.channels if one not in (self.phone, self.email)]

    @property
    def is_stated(self) -> bool:
        """A source says of one of the tasks itself that it is the person's."""
        return any(task.is_stated for task in self.tasks)

    @property
    def organisation(self):
        """The person's organisation, unless visitors may not see it."""
        organisation = self.person.organisation
        return organisation if organisation and organisation.is_published else None

    @property
    def behind(self) -> "OfficeCard":
        """The organisation that can be asked in the person's place."""
        return OfficeCard.of(self.person.organisation, None, self.fallback, [])

    @property
    def can_be_asked(self) -> bool:
        """By a channel of their own that works as printed."""
        return any(channel.href for channel in self.channels)

    @property
    def is_former(self) -> bool:
        return self.state == FORMER


@dataclass
class OfficeCard:
    """What `components/office_card.html` prints: an office that answers, for itself or for people without a
    channel of their own (`named`). `about`: as of a ContactCard."""

    organisation: Any
    task: Any
    channels: list
    named: list = field(default_factory=list)
    state: str = UNCONFIRMED
    stand: str = ""
    phone: Any = None
    email: Any = None
    website: Any = None
    reason: str = ""
    about: str = ""

    @property
    def is_supplement(self) -> bool:
        return _is_supplement([*((self.task,) if self.task else ()), *self.named, *self.channels])

    @property
    def more(self) -> list:
        """The channels that are no button."""
        return [one for one in self.channels if one not in (self.phone, self.email, self.website)]

    @classmethod
    def of(
        cls, organisation, task, channels: list, named: list, today: date | None = None, reason: str = ""
    ) -> "OfficeCard":
        channels = sorted(channels, key=lambda c: (CHANNEL_ORDER[c.kind], c.position))
        confirmed = is_confirmed(organisation.checked_on, today or date.today())
        return cls(
            organisation,
            task,
            channels,
            named,
            state=CONFIRMED if confirmed else UNCONFIRMED,
            stand=SourceNotes().oldest([*((task,) if task else ()), *named, *channels]),
            phone=_to_call(channels),
            email=_to_write(channels),
            website=next((c for c in channels if c.kind == ChannelKind.WEB and c.href), None),
            reason=reason,
        )


def contact_cards(tasks: list, channels: list, notes, today: date | None = None) -> list[ContactCard]:
    """One card a person, in the order of the tasks (which know their person and the person's organisation).

    `channels`: those of the people and of their organisations; `notes` gives them their source markers.
    """
    by_person: dict[int, list] = defaultdict(list)
    by_organisation: dict[int, list] = defaultdict(list)
    for channel in notes.attach(channels):
        (by_person if channel.person_id else by_organisation)[channel.person_id or channel.organisation_id].append(
            channel
        )
    tasks_of = defaultdict(list)
    for task in tasks:
        tasks_of[task.person_id].append(task)
    today = today or date.today()
    return [
        card_of(own[0].person, own, by_person[pk], by_organisation[own[0].person.organisation_id], today)
        for pk, own in tasks_of.items()
    ]


def card_of(person, tasks: list, channels: list, office: list, today: date) -> ContactCard:
    """The card of one person; `channels`, and those of the `office` behind, have their markers."""
    channels = sorted(channels, key=lambda c: (CHANNEL_ORDER[c.kind], c.position))
    former = bool(tasks) and all(task.end_latest and task.end_latest < today for task in tasks)
    fallback = [] if former or any(channel.href for channel in channels) else office
    return ContactCard(
        person=person,
        tasks=tasks,
        channels=[] if former else channels,
        state=_state(person, channels, former, today),
        fallback=fallback,
        phone=_to_call(channels),
        email=_to_write(channels),
        stand=SourceNotes().oldest([*tasks, *channels]),
    )


def _is_supplement(statements: list) -> bool:
    """Does any of it rest on what the editors found besides the source documents?"""
    documents = public_sources()
    sources = (documents.get(statement.source_id) for statement in statements)
    return any(source.is_supplement for source in sources if source)


def _to_call(channels: list):
    """The first number that can be dialled as printed."""
    numbers = (c for c in channels if c.kind in (ChannelKind.PHONE, ChannelKind.MOBILE))
    return next((c for c in numbers if c.href), None)


def _to_write(channels: list):
    return next((c for c in channels if c.kind == ChannelKind.EMAIL and c.href), None)


def _state(person, channels: list, former: bool, today: date) -> str:
    if former:
        return FORMER
    if not channels:
        return NO_CHANNEL
    if any(channel.is_faulty for channel in channels):
        return FAULTY
    return CONFIRMED if is_confirmed(person.checked_on, today) else UNCONFIRMED
