"""Whom to reach. Offices by what they publish; people only where their record is released for open data: what search
engines read of many pages is no less in bulk than a table."""

from collections.abc import Iterable, Sequence
from typing import Any

from contacts.enums import ChannelKind
from documents.persons import may_be_given_in_bulk
from linked.things.parts import Thing, at, body, thing
from reach.rungs import Rung
from reach.steps import Ladder, Step


def contact_points(ladder: Ladder) -> list[Thing]:
    """Those that the page names first for the entry itself; not who answers whatever is asked in a region."""
    if ladder.rung >= Rung.NEAR:
        return []
    return [point for step in ladder.lead if (point := _point(step))]


def _point(step: Step) -> Thing | None:
    if step.person:
        return _of_person(step.person)
    if step.office:
        card = step.office
        return _reached(card.channels, card.task.task if card.task else "", step.name)
    return thing("ContactPoint", url=step.website.href) if step.website else None


def _of_person(card: Any) -> Thing | None:
    """Without a release the office that stands behind."""
    tasks = [task.task for task in card.tasks]
    if may_be_given_in_bulk(card.person):
        return _reached(card.channels, tasks, card.person.full_name)
    organisation = card.organisation
    return _reached(card.fallback, tasks, organisation.name) if organisation else None


def _reached(channels: Iterable[Any], task: str | list[str], name: str) -> Thing | None:
    """None for whom no channel works."""
    ways = [one for one in channels if one.href]
    if not ways:
        return None
    return thing(
        "ContactPoint",
        name=name,
        contactType=task,
        telephone=[one.dial for one in ways if one.dial and one.kind != ChannelKind.FAX],
        email=[one.value for one in ways if one.kind == ChannelKind.EMAIL],
        url=[one.href for one in ways if one.kind == ChannelKind.WEB],
    )


def person(card: Any, tasks: Sequence[Any]) -> Thing | None:
    """None for whoever is not released: their page then says nothing to machines."""
    if not may_be_given_in_bulk(card.person):
        return None
    return at(
        card.person.get_absolute_url(),
        "Person",
        name=card.person.full_name,
        jobTitle=card.person.function,
        worksFor=body(card.organisation) if card.organisation else None,
        contactPoint=_reached(card.channels, [task.task for task in tasks], ""),
    )
