"""The contact card (ux P6): who, for what, how to reach them, and how sure that is."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from contacts.enums import ChannelKind

CHANNEL_ORDER = {kind: number for number, kind in enumerate(ChannelKind.values)}

CONFIRMED, UNCONFIRMED, NO_CHANNEL, FAULTY, FORMER = "bestaetigt", "unbestaetigt", "ohne-kanal", "fehlerhaft", "ehemals"


@dataclass
class ContactCard:
    """What `components/contact_card.html` prints. `fallback`: channels of the organisation."""

    person: object
    tasks: list
    channels: list
    state: str
    fallback: list = field(default_factory=list)
    phone: object = None
    email: object = None

    @property
    def is_former(self) -> bool:
        return self.state == FORMER


def contact_card(person, tasks: list, page, today: date | None = None) -> ContactCard:
    """A person's card for some of the person's tasks; channels get their markers from the page."""
    today = today or date.today()
    channels = sorted(page.attach(person.channels.all()), key=lambda c: (CHANNEL_ORDER[c.kind], c.position))
    former = bool(tasks) and all(task.end_latest and task.end_latest < today for task in tasks)
    fallback = []
    if not channels and person.organisation_id and not former:
        fallback = page.attach(person.organisation.channels.all())
    usable = [channel for channel in channels if not channel.is_faulty]
    return ContactCard(
        person=person,
        tasks=tasks,
        channels=[] if former else channels,
        state=_state(person, channels, former, today),
        fallback=fallback,
        phone=next((c for c in usable if c.kind in (ChannelKind.PHONE, ChannelKind.MOBILE)), None),
        email=next((c for c in usable if c.kind == ChannelKind.EMAIL), None),
    )


def _state(person, channels: list, former: bool, today: date) -> str:
    if former:
        return FORMER
    if not channels:
        return NO_CHANNEL
    if any(channel.is_faulty for channel in channels):
        return FAULTY
    months = person.check_interval or person.default_check_interval
    fresh = person.checked_on and person.checked_on + timedelta(days=round(months * 30.44)) >= today
    return CONFIRMED if fresh else UNCONFIRMED
