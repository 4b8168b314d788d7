"""The status that pages show, from what sources state and from funding ends."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from networks.enums import StatedStatus, Status


class Shape(NamedTuple):
    """How a status looks (components/status.html): its class, a sign and words, never colour alone."""

    name: str
    sign: str
    label: str


SHAPES = {
    status: Shape(name, sign, status.label)
    for status, name, sign in (
        (Status.ACTIVE, "aktiv", "●"),
        (Status.FUNDING_ENDED, "ausgelaufen", "◐"),
        (Status.UNCLEAR, "unklar", "?"),
        (Status.CONVERTED, "umgewandelt", "→"),
        (Status.ENDED, "beendet", "○"),
    )
}


def shown_status(
    stated: str, funding_ends: Iterable[date | None], checked_on: date | None, today: date | None = None
) -> Status:
    """A passed funding end makes an active network UNCLEAR until a check after it; it never ends a network.

    `funding_ends`: the latest possible last day of each funding, None for one without a known end.
    """
    if stated == StatedStatus.PLANNED:
        return Status.UNCLEAR
    if stated != StatedStatus.ACTIVE:
        return Status(stated)
    last = passed_funding_end(funding_ends, today or date.today())
    if last and not (checked_on and checked_on > last):
        return Status.UNCLEAR
    return Status.ACTIVE


def shown_as(status: Status, fundings: QuerySet, today: date) -> Q:
    """The networks that `shown_status` gives a status, as a condition; it depends on the day, so no column keeps it.

    `fundings`: those that count.
    """
    stated, over = Q(stated_status=status.value), is_lapsed(fundings, today)
    if status == Status.ACTIVE:
        return stated & ~over
    if status == Status.UNCLEAR:
        return stated | Q(stated_status=StatedStatus.PLANNED) | Q(stated_status=StatedStatus.ACTIVE) & over
    return stated


def is_lapsed(fundings: QuerySet, today: date) -> Q:
    """All known funding ends of a network have passed, and nobody has checked after the last."""
    last = fundings.order_by().values("network").annotate(last=Max("end_latest"))
    passed = Q(pk__in=last.filter(last__lt=today).values("network"))
    own = Subquery(last.filter(network=OuterRef("pk")).values("last"))
    return passed & (Q(checked_on=None) | Q(checked_on__lte=own))


def passed_funding_end(funding_ends: Iterable[date | None], today: date) -> date | None:
    """The last funding end when all known ends have passed, else None."""
    known = [end for end in funding_ends if end]
    return max(known) if known and max(known) < today else None
