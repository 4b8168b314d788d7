"""The region tree in memory: which regions lie in, cover, or are covered by a region, and which are near.

A functional region contains what it covers. Choosing a region finds in steps what works there, near, in the whole Land
and in the country (`steps`); whatever a region finds is also found by what contains it. The tree has some 450 nodes
and changes rarely, so a process keeps it as long as the content does not change.
"""

from collections import defaultdict
from collections.abc import Iterable
from heapq import heappop, heappush
from typing import NamedTuple

from core.addresses import former_addresses
from core.text import sort_key
from memory.kept import remembered
from regions.enums import RegionKind
from regions.models import Region
from regions.nearby import Neighbour, neighbours

_BELOW_LAND = (RegionKind.DISTRICT, RegionKind.MUNICIPALITY, RegionKind.QUARTER)


_WIDEST_FIRST = list(RegionKind)


def _by_code(regions: Iterable[Region]) -> dict[str, Region]:
    """AGS and NUTS code → region; the widest where several carry the same."""
    found: dict[str, Region] = {}
    for region in sorted(regions, key=lambda one: (_WIDEST_FIRST.index(RegionKind(one.kind)), one.pk)):
        for code in (region.ags, region.nuts.upper()):
            if code:
                found.setdefault(code, region)
    return found


class Steps(NamedTuple):
    """The regions whose records a region finds, each in its first step: there, near (with the least distance in km),
    in the whole Land or another region around it, near but in another Land, in the country."""

    here: set[int]
    near: dict[int, int]
    around: set[int]
    beyond: dict[int, int]
    country: set[int]

    @property
    def km(self) -> dict[int, int]:
        """How far all that is near is."""
        return self.near | self.beyond


class RegionTree:
    """All regions by id, with their parts (children and covered regions) and wholes (the reverse)."""

    def __init__(
        self,
        regions: dict[int, Region],
        covers: list[tuple[int, int]],
        touches: Iterable[tuple[int, int]] = (),
        former: dict[str, int] | None = None,
    ):
        """`former`: addresses that regions had before, which still lead to them."""
        self.regions = regions
        self.touches: dict[int, set[int]] = defaultdict(set)
        for functional, touched in touches:
            self.touches[functional].add(touched)
        self.parts: dict[int, set[int]] = defaultdict(set)
        self.wholes: dict[int, set[int]] = defaultdict(set)
        self._children: dict[int | None, list[Region]] = defaultdict(list)
        for region in sorted(regions.values(), key=lambda region: sort_key(region.sort_name)):
            self._children[region.parent_id].append(region)
        pairs = [(region.parent_id, region.pk) for region in regions.values() if region.parent_id]
        for whole, part in pairs + covers:
            self.parts[whole].add(part)
            self.wholes[part].add(whole)
        self._slugs = {slug: regions[pk] for slug, pk in (former or {}).items() if pk in regions}
        self._slugs |= {region.slug: region for region in regions.values()}
        self.by_code = _by_code(regions.values())
        self._matching: dict[int, set[int]] = {}
        self._steps: dict[int, Steps] = {}
        self._ground = {
            pk: self.inside(pk) | self.touches.get(pk, set())
            for pk, region in regions.items()
            if region.kind == RegionKind.FUNCTIONAL
        }
        self._covered_kreise = {
            pk: {other for other in ground & self.inside(pk) if regions[other].ags in neighbours()}
            for pk, ground in self._ground.items()
        }

    @classmethod
    def load(cls) -> "RegionTree":
        """Four queries."""
        covers = Region.covers.through.objects.values_list("from_region_id", "to_region_id")
        touches = Region.touches.through.objects.values_list("from_region_id", "to_region_id")
        former = former_addresses(Region).values_list("slug", "object_id")
        return cls({region.pk: region for region in Region.objects.all()}, list(covers), list(touches), dict(former))

    @classmethod
    def current(cls) -> "RegionTree":
        """The tree of this process, shared: read it, do not change it. One query when it is up to date."""
        return remembered("regions", cls.load)

    def inside(self, pk: int) -> set[int]:
        """The region itself and everything that lies in it or is covered by it."""
        return self._reach(pk, self.parts)

    def around(self, pk: int) -> set[int]:
        """The region itself and everything that contains or covers it."""
        return self._reach(pk, self.wholes)

    def matching(self, pk: int) -> set[int]:
        """Regions whose networks belong on the page of this one: all inside it, and the functional regions
        that share ground with it (Leipzig-Halle with Sachsen, Berlin-Brandenburg with Berlin); for a place below
        a Land without those that cover the whole Land (Berlin-Brandenburg for Potsdam)."""
        if pk not in self._matching:
            inside = self.local(pk)
            sharing = {other for other, ground in self._ground.items() if not inside.isdisjoint(ground)}
            self._matching[pk] = inside | sharing - self._wider_than(pk)
        return self._matching[pk]

    def reaching_into(self, pk: int) -> set[int]:
        """Functional regions that share ground with a region and neither lie in it nor cover it: nobody may say of
        what works in them that it works there."""
        return self.matching(pk) - self.local(pk) - self.around(pk)

    def meant_by(self, pk: int) -> set[int]:
        """All regions that say of a record that it holds for a region that somebody chose."""
        return self.matching(pk) | self.covering(pk)

    def local(self, pk: int) -> set[int]:
        """What lies in a region, without functional regions that share ground with it."""
        return self.inside(pk) | self._town_of(pk)

    def covering(self, pk: int) -> set[int]:
        """What works in a region and far beyond it: the Länder it lies in or has ground in, what covers all of one,
        and the country; nothing for the country itself."""
        laender = self._laender_of(pk)
        return set().union(*(self.around(land) for land in laender)) - self.matching(pk)

    def steps(self, pk: int) -> Steps:
        """What a list shows for a region that somebody chose, the nearest first."""
        if pk not in self._steps:
            here, wider = self.matching(pk), self.covering(pk)
            laender = self._laender_of(pk)
            near, beyond = dict[int, int](), dict[int, int]()
            for other, km in self._near(pk).items():
                if other not in here | wider:
                    (beyond if laender.isdisjoint(self._laender_of(other)) else near)[other] = km
            country = {other for other in wider if self.regions[other].kind == RegionKind.COUNTRY}
            self._steps[pk] = Steps(here, near, wider - country, beyond, country)
        return self._steps[pk]

    def within_reach(self, pk: int) -> set[int]:
        """All regions of all steps."""
        return self.meant_by(pk) | self.steps(pk).km.keys()

    def neighbours(self, pk: int) -> list[tuple[Region, Neighbour]]:
        """The Kreise beside a region or up to 30 km from it that do not lie in it, the nearest first."""
        found: dict[str, Neighbour] = {}
        for ags in self._kreise_of(pk):
            for row in neighbours().get(ags, ()):
                found[row.ags] = row.merged(found.get(row.ags, row))
        local = self.local(pk)
        rows = [(self.by_code[row.ags], row) for row in found.values() if row.ags in self.by_code]
        return sorted((row for row in rows if row[0].pk not in local), key=lambda row: (row[1].km, row[1].ags))

    def by_way(self, pk: int, others: Iterable[int]) -> list[int]:
        """Other regions, the nearest first: by the way from Kreis to Kreis, each no further than the next."""
        way = dict.fromkeys(self._kreise_of(pk), 0)
        ahead = [(0, ags) for ags in sorted(way)]
        while ahead:
            km, ags = heappop(ahead)
            for row in neighbours()[ags] if km == way[ags] else ():
                if km + row.km < way.get(row.ags, km + row.km + 1):
                    way[row.ags] = km + row.km
                    heappush(ahead, (way[row.ags], row.ags))
        last = len(self.regions) * max(way.values(), default=1)
        far = {other: min((way[ags] for ags in self._kreise_of(other) if ags in way), default=last) for other in others}
        return sorted(far, key=lambda other: (far[other], other))

    def _near(self, pk: int) -> dict[int, int]:
        """What lies in a Kreis near by, and functional regions of which at least half the Kreise are near by."""
        kreise = {kreis.pk: row.km for kreis, row in self.neighbours(pk) if row.is_near}
        found = {other: km for kreis, km in reversed(kreise.items()) for other in self.inside(kreis)}
        for other, covered in self._covered_kreise.items():
            if covered and 2 * len(covered & kreise.keys()) >= len(covered):
                found[other] = min(kreise[kreis] for kreis in covered & kreise.keys())
        return found

    def _kreise_of(self, pk: int) -> set[str]:
        """The AGS of the Kreise that a region is, lies in or contains."""
        return {self.regions[other].ags for other in self.local(pk)} & neighbours().keys()

    def _laender_of(self, pk: int) -> set[int]:
        """The Länder that a region is, lies in or, as a functional one, has ground in."""
        if self.regions[pk].kind == RegionKind.COUNTRY:
            return set()
        found = (self.land_of(other) for other in self._ground.get(pk, {pk}))
        return {land.pk for land in found if land}

    def _wider_than(self, pk: int) -> set[int]:
        """For a place below a Land what covers the whole Land; otherwise none."""
        land = self.land_of(pk)
        return self.around(land.pk) if land and self.regions[pk].kind in _BELOW_LAND else set()

    def land_of(self, pk: int) -> Region | None:
        """The Land a region lies in, or is."""
        region, seen = self.regions[pk], set()
        while region.kind != RegionKind.LAND and region.parent_id and region.pk not in seen:
            seen.add(region.pk)
            region = self.regions[region.parent_id]
        return region if region.kind == RegionKind.LAND else None

    def _town_of(self, pk: int) -> set[int]:
        """What a quarter lies in below its Land: a network of the town works in its quarters, too."""
        found, region = set(), self.regions[pk]
        while region.kind in (RegionKind.QUARTER, RegionKind.MUNICIPALITY) and region.parent_id:
            region = self.regions[region.parent_id]
            if region.kind in (RegionKind.MUNICIPALITY, RegionKind.DISTRICT):
                found.add(region.pk)
        return found

    @property
    def countries(self) -> set[int]:
        """What a task that names no region is for."""
        return {pk for pk, region in self.regions.items() if region.kind == RegionKind.COUNTRY}

    def children(self, pk: int) -> list[Region]:
        """What lies directly in a region, by the name people look for."""
        return self._children.get(pk, [])

    def by_slug(self, slug: str) -> Region | None:
        """The region with an address, else the one that had it before, else that of an official code (AGS, NUTS)."""
        return self._slugs.get(slug) or self.by_code.get(slug.upper())

    def named(self, values: Iterable[str]) -> list[int]:
        """The keys of the regions that some addresses or codes lead to."""
        return [region.pk for value in values if (region := self.by_slug(value))]

    @staticmethod
    def _reach(start: int, edges: dict[int, set[int]]) -> set[int]:
        reached, queue = {start}, [start]
        while queue:
            for neighbour in edges.get(queue.pop(), set()) - reached:
                reached.add(neighbour)
                queue.append(neighbour)
        return reached
