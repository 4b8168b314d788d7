"""The office of a region that the finder names, for entries with nobody of their own."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from contacts.cards import ContactCard
from contacts.enums import Concern
from contacts.finder.ground import Terrain, office_terrain
from contacts.finder.rules import OTHER, Inquiry, decide
from contacts.models import Channel, Responsibility
from memory.kept import remembered
from networks.models import Organisation
from regions.enums import RegionKind

# What people ask an office about an entry of which they know nobody: how to join, else whatever.
_QUESTIONS = (Concern.JOIN, Concern.OTHER)
_COUNTRY = 1  # how specific a rule for the whole country is at most


class RegionOffices:
    """Which offices answer for which regions; decided by the finder, once a region."""

    def __init__(self, ground: Terrain):
        self.rules = [
            rule
            for rule in ground.rules
            if rule.office and not rule.fields and not rule.role and any(map(rule.answers, _QUESTIONS))
        ]
        self._terrain = Terrain(self.rules, ground.tree, ground.fields)
        self._known: dict[int | None, tuple[tuple[int, ...], int] | None] = {}
        self._of: dict[tuple[int, ...], tuple[int, ...]] = {}

    def of(self, regions: Iterable[int]) -> tuple[int, ...]:
        """The offices for some regions, the narrowest region's first; for no region, the nationwide one."""
        regions = tuple(regions)
        if regions not in self._of:
            found = [one for region in regions or (None,) for one in self._answers(region)]
            found.sort(key=lambda one: one[0])
            local = [one for one in found if _is_local(one[0])]
            self._of[regions] = tuple(dict.fromkeys(office for _order, office in local or found))
        return self._of[regions]

    def _answers(self, region: int | None) -> list:
        """Of a region across others for which nobody answers as a whole: those of all that it covers, if they do."""
        whole = self._ask(region)
        tree = self._terrain.tree
        if region is not None and tree.regions[region].kind == RegionKind.FUNCTIONAL and not _answered(whole):
            below = [self._ask(part) for part in sorted(tree.parts[region])]
            if below and all(map(_answered, below)):
                return below
        return [whole] if whole else []

    def _ask(self, region: int | None):
        """How the office fits, and which it is."""
        if region not in self._known:
            asked = (Inquiry(question, region, OTHER) for question in _QUESTIONS)
            routes = (decide(self.rules, inquiry, self._terrain.ground, date.today()) for inquiry in asked)
            lead = next((route.lead for route in routes if route.lead and route.lead.office), None)
            self._known[region] = (lead.verdict.order, lead.office) if lead and lead.office else None
        return self._known[region]


class OfficeRows(NamedTuple):
    """An office with its channels and what it is there for. Shared: copy before anything is noted on them."""

    organisation: Organisation
    channels: tuple[Channel, ...]
    duty: Responsibility | None

    @classmethod
    def of(cls, card: ContactCard) -> "OfficeRows":
        """The office behind a person."""
        return cls(card.organisation, tuple(card.fallback), None)

    def with_duty(self, duty: Responsibility | None) -> "OfficeRows":
        return OfficeRows(self.organisation, self.channels, duty)


def office_rows() -> dict[int, OfficeRows]:
    """The offices that answer for regions, by key."""
    return remembered("reach: office rows", _office_rows, daily=True)


def _office_rows() -> dict[int, OfficeRows]:
    rows = region_offices().rules
    duties = Responsibility.objects.public().select_related("office").in_bulk([rule.pk for rule in rows])
    channels = defaultdict(list)
    for channel in Channel.objects.public().filter(organisation__in={duty.office_id for duty in duties.values()}):
        channels[channel.organisation_id].append(channel)
    found: dict[int, OfficeRows] = {}
    for rule in sorted(rows, key=lambda rule: not rule.is_fallback):
        if duty := duties.get(rule.pk):
            found.setdefault(duty.office_id, OfficeRows(duty.office, tuple(channels[duty.office_id]), duty))
    return found


def _answered(found) -> bool:
    return bool(found) and _is_local(found[0])


def _is_local(order: tuple) -> bool:
    """Whether a verdict rests on a region rather than on the whole country."""
    return order[1] < -_COUNTRY


def region_offices() -> RegionOffices:
    return remembered("reach: region offices", _build, daily=True)


def _build() -> RegionOffices:
    return RegionOffices(office_terrain())
