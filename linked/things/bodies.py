"""Networks and organisations."""

from collections.abc import Iterable, Sequence
from typing import Any

from linked.addresses import whole
from linked.things.parts import (
    Thing,
    area,
    at,
    body,
    body_kind,
    ended,
    founded,
    named,
    other_names,
    term,
    thing,
    websites,
)
from linked.things.people import contact_points
from networks.enums import MEMBERSHIP, NetworkKind, ParticipationRole, RelationKind
from programmes.enums import FundedAs
from publishing.enums import Certainty
from reach.steps import Ladder

_FUNDED = (FundedAs.FUNDED, FundedAs.FORMERLY)
_FOUNDERS = (ParticipationRole.INITIATOR, ParticipationRole.FOUNDER)


def bodies_of(
    record: Any,
    participations: Iterable[Any],
    relations: Iterable[tuple[str, list[Any]]],
    fundings: Iterable[tuple[FundedAs, list[Any]]],
) -> Thing:
    """Who a network is tied to. All are grouped as the page shows them; `participations`: directory.partners.Group."""
    bodies = [row for group in participations for row in group.rows if _holds(row)]
    others = [row for _label, rows in relations for row in rows if _holds(row) and row.kind == RelationKind.PART_OF]
    grants = [row for said, rows in fundings if said in _FUNDED for row in rows]
    return {
        "member": _of(bodies, MEMBERSHIP),
        "founder": _of(bodies, _FOUNDERS),
        "sponsor": _of(bodies, (ParticipationRole.FUNDER,)),
        "parentOrganization": [named(row.other, "Organization") for row in others if row.to_network_id != record.pk],
        "subOrganization": [named(row.other, "Organization") for row in others if row.to_network_id == record.pk],
        "funding": [
            thing("MonetaryGrant", name=row.programme.name, funder=named(row.programme, "FundingScheme"))
            for row in grants
        ],
    }


def network(
    record: Any,
    names: Iterable[Any],
    milestones: Sequence[Any],
    links: Iterable[Any],
    regions: Iterable[Any],
    fields: Iterable[Any],
    bodies: Thing,
    contact: Ladder,
) -> Thing:
    return at(
        record.get_absolute_url(),
        "Consortium" if record.kind == NetworkKind.CONSORTIUM else "Organization",
        name=record.name,
        alternateName=other_names(names, record.name),
        description=record.summary,
        url=websites(links),
        mainEntityOfPage=whole(record.get_absolute_url()),
        foundingDate=founded(milestones),
        dissolutionDate=ended(milestones),
        areaServed=[area(one) for one in regions],
        knowsAbout=[term(one.url, one.name) for one in fields],
        contactPoint=contact_points(contact),
        **bodies,
    )


def _holds(row: Any) -> bool:
    """Said outright and not over, as a visitor would take it."""
    return row.certainty == Certainty.STATED and row.is_current


def _of(rows: Iterable[Any], roles: Iterable[str]) -> list[Thing]:
    found = {row.organisation_id: row.organisation for row in rows if row.role in roles}
    return [body(one) for one in found.values()]


def organisation(
    record: Any,
    names: Iterable[Any],
    milestones: Sequence[Any],
    links: Iterable[Any],
    parent: Any,
    fields: Iterable[Any],
    participations: Iterable[tuple[str, list[Any]]],
    contact: Ladder,
) -> Thing:
    """`participations`: grouped by role, as the page shows them."""
    memberships = {
        row.network_id: row.network
        for _role, rows in participations
        for row in rows
        if _holds(row) and row.role in MEMBERSHIP
    }
    return at(
        record.get_absolute_url(),
        body_kind(record),
        name=record.name,
        alternateName=other_names(names, record.name),
        description=record.summary,
        url=websites(links),
        mainEntityOfPage=whole(record.get_absolute_url()),
        foundingDate=founded(milestones),
        dissolutionDate=ended(milestones),
        location=area(record.region) if record.region else None,
        parentOrganization=body(parent) if parent else None,
        knowsAbout=[term(one.get_absolute_url(), one.name) for one in fields],
        memberOf=[named(one, "Organization") for one in memberships.values()],
        contactPoint=contact_points(contact),
    )
