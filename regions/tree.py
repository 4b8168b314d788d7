"""The region tree in memory: which regions lie in, cover, or are covered by a region.

A functional region contains what it covers; choosing a region finds what lies inside it. The tree has some
450 nodes and changes rarely, so a process keeps it as long as the content does not change.
"""

from collections import defaultdict
from collections.abc import Iterable

from core.addresses import former_addresses
from core.text import sort_key
from memory.kept import remembered
from regions.enums import RegionKind
from regions.models import Region

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
        self._codes = _by_code(regions.values())
        self._matching: dict[int, set[int]] = {}
        self._ground = {
            pk: self.inside(pk) | self.touches.get(pk, set())
            for pk, region in regions.items()
            if region.kind == RegionKind.FUNCTIONAL
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
            self._matching[pk] = inside | sharing - self.covering(pk)
        return self._matching[pk]

    def meant_by(self, pk: int) -> set[int]:
        """All regions whose records a list shows for a region that somebody chose."""
        return self.matching(pk) | self.covering(pk)

    def local(self, pk: int) -> set[int]:
        """What lies in a region, without functional regions that share ground with it."""
        return self.inside(pk) | self._town_of(pk)

    def covering(self, pk: int) -> set[int]:
        """For a place below a Land: the Land, what covers all of it, and the country, whose networks work there
        as well. Otherwise none."""
        land = self.land_of(pk)
        if self.regions[pk].kind not in _BELOW_LAND or land is None:
            return set()
        return self.around(land.pk)

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

    def children(self, pk: int) -> list[Region]:
        """What lies directly in a region, by the name people look for."""
        return self._children.get(pk, [])

    def by_slug(self, slug: str) -> Region | None:
        """The region with an address, else the one that had it before, else that of an official code (AGS, NUTS)."""
        return self._slugs.get(slug) or self._codes.get(slug.upper())

    @staticmethod
    def _reach(start: int, edges: dict[int, set[int]]) -> set[int]:
        reached, queue = {start}, [start]
        while queue:
            for neighbour in edges.get(queue.pop(), set()) - reached:
                reached.add(neighbour)
                queue.append(neighbour)
        return reached
