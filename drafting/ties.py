"""Rows of what ties records together, not saved yet: who belongs to a network, what pays for it, what it holds when."""

from django.core.exceptions import ValidationError

from articles.measure import amount_of
from core import fuzzy_dates
from drafting.choices import Choice
from networks.enums import EventKind
from networks.models import Event, Network, Organisation, Participation
from programmes.models import Funding, Programme
from publishing.enums import State
from texts.dates import edtf_of


def participation(choice: Choice, network: Network, organisation: Organisation) -> Participation:
    return Participation(network=network, organisation=organisation, role=choice.variant)


def funding(choice: Choice, network: Network, programme: Programme) -> Funding:
    """Raises ValidationError in words for times that are none. An amount has no field of its own: it is noted."""
    row = Funding(network=network, programme=programme)
    row.start, row.start_wording = _time(choice.more.get("von", ""))
    row.end, row.end_wording = _time(choice.more.get("bis", ""))
    if amount := choice.more.get("betrag", ""):
        row.note = f"Laut Quelle {amount}."[:400] if amount_of(amount) is not None else amount[:400]
    return row


def event(choice: Choice) -> Event:
    """A draft of an event; a span of days is its beginning and its end."""
    edtf, wording = _time(choice.more.get("wann", ""))
    first, _, last = edtf.partition("/")
    row = Event(name=choice.value, kind=choice.variant or EventKind.SINGLE, state=State.DRAFT)
    row.start, row.start_wording = first, "" if last else wording
    row.end, row.location = last, choice.more.get("ort", "")[:160]
    return row


def _time(wording: str) -> tuple[str, str]:
    """EDTF and wording; both empty for nothing."""
    if not wording:
        return "", ""
    try:
        found = fuzzy_dates.parse(wording)
    except fuzzy_dates.FuzzyDateError as error:
        if edtf := edtf_of(wording):
            return edtf, wording
        raise ValidationError(str(error)) from error
    return found.edtf, found.wording
