"""Programmes and offers of help."""

from collections.abc import Iterable
from typing import Any

from linked.addresses import whole
from linked.things.parts import PUBLIC, Thing, area, at, body, named, other_names, thing, websites
from linked.things.people import contact_points
from programmes.enums import FinancingRole
from publishing.enums import Certainty
from reach.steps import Ladder

_PAYS = (FinancingRole.FINANCES, FinancingRole.CO_FINANCES)


def programme(
    record: Any,
    names: Iterable[Any],
    links: Iterable[Any],
    parent: Any,
    lines: Iterable[Any],
    financings: Iterable[Any],
    regions: Iterable[Any],
    contact: Ladder,
) -> Thing:
    """A scheme, and the service of whoever awards it; of a government where that is one."""
    said = [row for row in financings if row.certainty == Certainty.STATED]
    givers = [row.organisation for row in said if row.organisation and row.role == FinancingRole.GRANTS]
    payers = [row.organisation for row in said if row.organisation and row.role in _PAYS]
    is_public = bool(givers) and all(one.kind in PUBLIC for one in givers)
    operators = {"serviceOperator" if is_public else "provider": [body(one) for one in givers]}
    short = [record.abbreviation] if record.abbreviation else []
    return at(
        record.get_absolute_url(),
        ["FundingScheme", "GovernmentService" if is_public else "Service"],
        name=record.name,
        alternateName=list(dict.fromkeys([*short, *other_names(names, record.name)])),
        description=record.summary,
        url=websites(links),
        mainEntityOfPage=whole(record.get_absolute_url()),
        areaServed=[area(one) for one in regions],
        audience=thing("Audience", audienceType=record.who) if record.who else None,
        availableChannel=_channels(links),
        funder=[body(one) for one in payers],
        parentOrganization=named(parent, "FundingScheme") if parent else None,
        subOrganization=[named(one, "FundingScheme") for one in lines],
        contactPoint=contact_points(contact),
        **operators,
    )


def offer(
    record: Any,
    names: Iterable[Any],
    links: Iterable[Any],
    providers: Iterable[Any],
    regions: Iterable[Any],
) -> Thing:
    givers = list(providers)
    is_public = bool(givers) and all(one.kind in PUBLIC for one in givers)
    return at(
        record.get_absolute_url(),
        "GovernmentService" if is_public else "Service",
        name=record.name,
        alternateName=other_names(names, record.name),
        description=record.summary,
        serviceType=record.get_kind_display(),
        mainEntityOfPage=whole(record.get_absolute_url()),
        provider=[body(one) for one in givers],
        areaServed=[area(one) for one in regions],
        audience=thing("Audience", audienceType=record.audience) if record.audience else None,
        availableChannel=_channels(links),
    )


def _channels(links: Iterable[Any]) -> list[Thing]:
    return [thing("ServiceChannel", serviceUrl=url) for url in websites(links)]
