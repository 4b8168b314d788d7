"""Events, places and projects."""

from collections.abc import Iterable
from typing import Any

from linked.addresses import whole
from linked.things.parts import Thing, area, at, body, day, named, other_names, term, thing, websites
from networks.enums import Attendance
from networks.models import Network

_ATTENDANCE = {
    Attendance.ON_SITE: "https://schema.org/OfflineEventAttendanceMode",
    Attendance.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Attendance.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def event(
    record: Any,
    names: Iterable[Any],
    links: Iterable[Any],
    networks: Iterable[Any],
    organisations: Iterable[Any],
    parts: Iterable[Any],
) -> Thing:
    """Days only as precise as they are known; who takes part is no organiser unless a source says so. `parts`: lines of
    events within it."""
    whole_event = record.part_of if record.part_of and record.part_of.is_published else None
    organisers = [_organiser(one) for one in (*networks, *organisations) if one.name == record.organiser]
    if record.organiser and not organisers:
        organisers = [thing("Organization", name=record.organiser)]
    start = day(record.start)
    return at(
        record.get_absolute_url(),
        "EventSeries" if record.is_recurring else "Event",
        name=record.name,
        alternateName=other_names(names, record.name),
        description=record.summary,
        url=websites(links),
        mainEntityOfPage=whole(record.get_absolute_url()),
        startDate=start,
        endDate=day(record.end) if start else "",
        eventAttendanceMode=_ATTENDANCE.get(record.attendance, ""),
        location=_where(record),
        organizer=organisers,
        superEvent=named(whole_event, "Event") if whole_event else None,
        subEvent=[at(one.url, "Event", name=one.name) for one in parts],
    )


def _organiser(one: Any) -> Thing:
    return named(one, "Organization") if isinstance(one, Network) else body(one)


def _where(record: Any) -> Thing | None:
    if record.place and record.place.is_published:
        return named(record.place, "Place")
    if record.location:
        return thing("Place", name=record.location, containedInPlace=area(record.region) if record.region else None)
    return area(record.region) if record.region else None


def place(record: Any, names: Iterable[Any], links: Iterable[Any]) -> Thing:
    upper = record.part_of if record.part_of and record.part_of.is_published else None
    inside = named(upper, "Place") if upper else area(record.region) if record.region else None
    return at(
        record.get_absolute_url(),
        "Place",
        name=record.name,
        alternateName=other_names(names, record.name),
        description=record.summary,
        url=websites(links),
        mainEntityOfPage=whole(record.get_absolute_url()),
        address=record.address,
        containedInPlace=inside,
    )


def project(
    record: Any,
    names: Iterable[Any],
    links: Iterable[Any],
    networks: Iterable[Any],
    organisations: Iterable[Any],
    fields: Iterable[Any],
) -> Thing:
    """Whoever takes part in it is its member; schema.org has projects as bodies."""
    return at(
        record.get_absolute_url(),
        "Project",
        name=record.name,
        alternateName=other_names(names, record.name),
        description=record.summary,
        url=websites(links),
        mainEntityOfPage=whole(record.get_absolute_url()),
        location=area(record.region) if record.region else None,
        member=[*(named(one, "Organization") for one in networks), *(body(one) for one in organisations)],
        knowsAbout=[term(one.get_absolute_url(), one.name) for one in fields],
    )
