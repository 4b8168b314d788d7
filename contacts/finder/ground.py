"""The rules, regions and fields as they stand, kept in memory while the content does not change."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from contacts.enums import REACHABLE, Concern
from contacts.finder.rules import Ground, Inquiry, Route, Rule, Stop, Verdict, decide, verdicts, with_near
from contacts.models import Channel, Responsibility
from core.text import sort_key
from memory.kept import remembered
from memory.listing import Pairs
from networks.models import Field, Network
from packed.rows import Shared
from pages.alive import is_confirmed
from publishing.enums import Certainty
from regions.enums import RegionKind
from regions.models import Region
from regions.tree import RegionTree

# How narrow a kind of region is; a functional one lies below or above the Länder, depending on what it covers.
_NARROW = {
    RegionKind.QUARTER: 7,
    RegionKind.MUNICIPALITY: 6,
    RegionKind.DISTRICT: 5,
    RegionKind.LAND: 3,
    RegionKind.COUNTRY: 1,
}
_PART_OF_A_LAND, _SEVERAL_LAENDER, _ASKED_FOR = 4, 2, 8
# What people of a network do for somebody from the next town, too: there they come before an office for everything.
_OF_NETWORKS = (Concern.JOIN, Concern.PARTNERS)
_READ = (
    "concern", "role", "priority", "certainty", "is_fallback", "start_earliest", "end_latest", "network",
    "person__checked_on", "person__organisation__state", "office__checked_on",
)  # fmt: skip
_AT_ONCE = 500  # records in memory; all at once they took four times the room of what is made of them


@dataclass
class Terrain:
    """Everything the finder decides with. `rules` in the order of the editors."""

    rules: list[Rule]
    tree: RegionTree
    fields: dict[int, Field]

    def __post_init__(self):
        self._around: dict[int, dict[int, int]] = {}
        self._near: dict[tuple[int, str], list[int]] = {}
        self._responsible = [rule for rule in self.rules if not rule.is_fallback]
        self.field_by_slug = {field.slug: field for field in self.fields.values()}
        self.ground = Ground(self.level, {pk: field.parent_id for pk, field in self.fields.items() if field.parent_id})

    def region(self, slug: str) -> Region | None:
        return self.tree.by_slug(slug)

    def place(self, pk: int | None) -> Region | None:
        return self.tree.regions.get(pk) if pk else None

    def level(self, asked: int, other: int) -> int | None:
        """How specific a region is for a place in it; None when the place does not lie in it."""
        if asked not in self._around:
            self._around[asked] = {pk: self._narrowness(pk) for pk in self.tree.around(asked)} | {asked: _ASKED_FOR}
        return self._around[asked].get(other)

    def _narrowness(self, pk: int) -> int:
        kind = self.tree.regions[pk].kind
        if kind != RegionKind.FUNCTIONAL:
            return _NARROW[kind]
        covered = {self.tree.regions[part].kind for part in self.tree.parts[pk]}
        return _SEVERAL_LAENDER if RegionKind.LAND in covered else _PART_OF_A_LAND

    def nearness(self, asked: int, other: int) -> int:
        """How narrow the narrowest region is that holds both; 0 where they share no more than the country."""
        shared = self.tree.around(asked) & self.tree.around(other)
        return max((level for pk in shared if (level := self._narrowness(pk)) >= _NARROW[RegionKind.LAND]), default=0)

    def near(self, asked: int, concern: str) -> list[int]:
        """Regions that rules for a concern name, in a place, near it, then in the same larger region or Land."""
        if (asked, concern) not in self._near:
            far = {pk: self._distance(asked, pk) for pk in self._named(concern) - self.tree.around(asked)}
            reached = [pk for pk, distance in far.items() if distance]
            self._near[asked, concern] = sorted(reached, key=lambda pk: (far[pk], pk))
        return self._near[asked, concern]

    def far(self, asked: int, concern: str) -> list[int]:
        """All other regions that rules for a concern name, the nearest first."""
        others = self._named(concern) - self.tree.around(asked) - set(self.near(asked, concern))
        return self.tree.by_way(asked, others) if others else []

    def _named(self, concern: str) -> set[int]:
        return {pk for rule in self._responsible if rule.concern == concern for pk in rule.regions}

    def _distance(self, asked: int, other: int) -> tuple[int, int] | None:
        """Sorts what lies in a place before what is near, by km, and that before what shares a region with it."""
        if other in self.tree.inside(asked):
            return 0, 0
        near = self.tree.steps(asked).km
        if other in near:
            return 1, near[other]
        level = self.nearness(asked, other)
        return (2, -level) if level else None

    def decide(self, inquiry: Inquiry, today: date) -> Route:
        """Who is responsible, and the offices for whatever is asked."""
        return decide(self.rules, inquiry, self.ground, today)

    def route(self, inquiry: Inquiry, today: date) -> Route:
        """The same, with who is responsible next door where nobody is known at the place."""
        here = self.decide(inquiry, today)
        is_for_networks = inquiry.concern in _OF_NETWORKS
        if not inquiry.region or here.lead and not here.lead.verdict.rule.is_fallback:
            return here
        if here.lead and here.lead.verdict.region and not is_for_networks:
            return here
        near = self._next_door(inquiry, today, self.near(inquiry.region, inquiry.concern))
        if not here.lead and not near:
            near = self._next_door(inquiry, today, self.far(inquiry.region, inquiry.concern))
        return with_near(here, near, is_for_networks)

    def fields_told_apart(self, inquiry: Inquiry, today: date) -> set[int]:
        """The fields that rules for these answers name, whatever the field and the role."""
        places = [inquiry.region, *(self.near(inquiry.region, inquiry.concern) if inquiry.region else ())]
        asked = [replace(inquiry, region=place, field=None, role="") for place in places]
        fitting = [found for one in asked for found in self.verdicts(one, today) if found.fits]
        return {pk for found in fitting for pk in found.rule.fields}

    def _next_door(self, inquiry: Inquiry, today: date, regions: list[int]) -> list[Stop]:
        """Who is responsible for the concern in other regions."""
        found: dict[tuple, Stop] = {}
        for region in regions:
            there = decide(self._responsible, replace(inquiry, region=region), self.ground, today)
            for stop in (there.lead, *there.alternatives):
                if stop and stop.verdict.region:
                    found.setdefault(stop.key, stop)
        return list(found.values())

    def verdicts(self, inquiry: Inquiry, today: date) -> list[Verdict]:
        return verdicts(self.rules, inquiry, self.ground, today)

    def laender(self) -> list[Region]:
        return _by_name(region for region in self.tree.regions.values() if region.kind == RegionKind.LAND)

    def special_regions(self) -> list[Region]:
        """Regions other than the Länder that rules name."""
        named = {pk for rule in self.rules for pk in rule.regions}
        kinds = (RegionKind.LAND, RegionKind.COUNTRY)
        return _by_name(region for pk in named if (region := self.tree.regions[pk]).kind not in kinds)

    def narrower(self, inquiry: Inquiry) -> list[Region]:
        """Parts of the region asked for, or what reaches into it, where somebody else answers."""
        if inquiry.region is None:
            return []
        inside = self.tree.matching(inquiry.region) - {inquiry.region}
        own = {pk for rule in self._responsible if rule.concern == inquiry.concern for pk in rule.regions & inside}
        around = self.tree.around(inquiry.region)
        return _by_name(self.tree.regions[pk] for pk in own - around)


def _by_name(regions) -> list[Region]:
    return sorted(regions, key=lambda region: sort_key(region.name))


def terrain() -> Terrain:
    return remembered("finder", _build, daily=True)


def office_terrain() -> Terrain:
    """The same with the rules of offices alone: of a large directory a small part."""
    return remembered("finder: offices", _build_offices, daily=True)


def _build() -> Terrain:
    return _made_of(_rules())


def _build_offices() -> Terrain:
    return _made_of(_rules().filter(office__isnull=False))


def _made_of(rules) -> Terrain:
    """Only what visitors may see."""
    rows = rules.select_related("person__organisation", "office").only(*_READ).order_by("pk")
    people, offices = _reachable(rules)
    regions = _linked(Responsibility.regions.through, "responsibility_id", "region_id")
    fields = _linked(Responsibility.fields.through, "responsibility_id", "field_id")
    in_networks = rules.filter(network__isnull=False).exists()
    of_networks = _linked(Network.regions.through, "network_id", "region_id") if in_networks else {}
    tree = RegionTree.current()
    countries = {pk for pk, region in tree.regions.items() if region.kind == RegionKind.COUNTRY}
    shared: dict[frozenset[int], frozenset[int]] = {}  # many rules name the same
    found = []
    for row in rows.iterator(_AT_ONCE):
        named = frozenset(regions.get(row.pk) or of_networks.get(row.network_id or 0, ()))
        where, what = named if named.isdisjoint(countries) else frozenset(), frozenset(fields.get(row.pk, ()))
        found.append(
            Rule(
                pk=row.pk,
                concern=row.concern,
                regions=shared.setdefault(where, where),
                fields=shared.setdefault(what, what),
                role=row.role,
                priority=row.priority,
                is_stated=row.certainty == Certainty.STATED,
                is_fallback=row.is_fallback,
                start=row.start_earliest,
                end=row.end_latest,
                **_holder(row, people, offices),
            )
        )
    published = Field.objects.published().order_by("sort_name", "pk")
    return Terrain(found, tree, {field.pk: field for field in published})


def _rules():
    return Responsibility.objects.ever().exclude(concern="", is_fallback=False)


def _holder(row: Responsibility, people: set[int], offices: set[int]) -> dict:
    """Who answers, and whether they can be reached."""
    holder = row.person or row.office
    confirmed = is_confirmed(holder.checked_on, date.today())
    if row.office_id:
        return {"office": row.office_id, "is_reachable": row.office_id in offices, "is_confirmed": confirmed}
    behind = row.person.organisation
    return {
        "person": row.person_id,
        "is_reachable": row.person_id in people,
        "is_confirmed": confirmed,
        "behind": behind.pk if behind and behind.is_published and behind.pk in offices else None,
    }


def _reachable(rules) -> tuple[set[int], set[int]]:
    """People and organisations with a channel of their own that works as printed."""
    usable = Channel.objects.public().filter(kind__in=REACHABLE, is_faulty=False).order_by()
    pairs = list(usable.filter(_asked_about(rules)).values_list("person_id", "organisation_id"))
    return {person for person, _office in pairs if person}, {office for _person, office in pairs if office}


def _asked_about(rules) -> Q:
    """Channels of those who hold a rule, or of the organisation behind them; not all of a large directory."""
    return (
        Q(person__in=rules.values("person_id"))
        | Q(organisation__in=rules.values("office_id"))
        | Q(organisation__in=rules.values("person__organisation_id"))
    )


def _linked(through, owner: str, target: str) -> Shared:
    """The keys that belong to each owner; many have the same."""
    return Pairs(through.objects.order_by().values_list(target, owner).iterator()).by_second()
