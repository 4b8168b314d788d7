"""Parts of things: names, times and places as schema.org has them."""

import re
from collections.abc import Iterable
from typing import Any

from core.fuzzy_dates import machine_readable
from linked.addresses import whole
from networks.enums import OrganisationKind
from publishing.enums import Certainty, LinkKind, MilestoneKind, NameKind
from regions.enums import RegionKind

Thing = dict[str, Any]

ORGANISATIONS = {
    OrganisationKind.MINISTRY: "GovernmentOrganization",
    OrganisationKind.MUNICIPALITY: "GovernmentOrganization",
    OrganisationKind.AUTHORITY: "GovernmentOrganization",
    OrganisationKind.EU: "GovernmentOrganization",
    OrganisationKind.PROJECT_AGENCY: "FundingAgency",
    OrganisationKind.UNIVERSITY: "CollegeOrUniversity",
    OrganisationKind.RESEARCH: "ResearchOrganization",
    OrganisationKind.UNION: "WorkersUnion",
}
PUBLIC = {kind for kind, name in ORGANISATIONS.items() if name == "GovernmentOrganization"}
REGIONS = {
    RegionKind.COUNTRY: "Country",
    RegionKind.LAND: "State",
    RegionKind.DISTRICT: "AdministrativeArea",
    RegionKind.MUNICIPALITY: "City",
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def thing(kind: str | list[str], **said: Any) -> Thing:
    """What nothing is said of is not there; a list of one is that one."""
    found: Thing = {"@type": kind}
    for name, value in said.items():
        if isinstance(value, list):
            value = value[0] if len(value) == 1 else value
        if value:
            found[name] = value
    return found


def at(path: str, kind: str | list[str], **said: Any) -> Thing:
    """A thing that has a page."""
    return {"@id": whole(path)} | thing(kind, **said)


def named(row: Any, kind: str) -> Thing:
    """Another that is only named, and found on its page."""
    return at(row.get_absolute_url(), kind, name=str(row))


def body(organisation: Any) -> Thing:
    return named(organisation, body_kind(organisation))


def body_kind(organisation: Any) -> str:
    return ORGANISATIONS.get(organisation.kind, "Organization")


def area(region: Any) -> Thing:
    return named(region, REGIONS.get(region.kind, "Place"))


def term(path: str, name: str, terms: str = "/felder/") -> Thing:
    return at(path, "DefinedTerm", name=name, inDefinedTermSet=whole(terms))


def other_names(names: Iterable[Any], own: str) -> list[str]:
    """Without those by which it is only found."""
    found = (one.name for one in names if one.kind != NameKind.SEARCH)
    return [name for name in dict.fromkeys(found) if name != own]


def websites(links: Iterable[Any]) -> list[str]:
    """Those of its own that somebody may be sent to."""
    return list(dict.fromkeys(one.href for one in links if one.kind == LinkKind.WEBSITE and one.href))


def day(edtf: str) -> str:
    """A day that is known as such; a month or year would be read as its first day."""
    return edtf if _DAY.fullmatch(edtf) else ""


def founded(milestones: Iterable[Any]) -> str:
    return _dated(milestones, MilestoneKind.FOUNDED)


def ended(milestones: Iterable[Any]) -> str:
    return _dated(milestones, MilestoneKind.ENDED)


def _dated(milestones: Iterable[Any], kind: str) -> str:
    """As precise as sources state it, where they agree."""
    rows = (one for one in milestones if one.kind == kind and one.certainty == Certainty.STATED)
    times = {one.date for one in rows}
    edtf = times.pop() if len(times) == 1 else ""
    return "" if edtf.endswith(("~", "?", "%")) else machine_readable(edtf)
