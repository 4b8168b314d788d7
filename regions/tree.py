"""The region tree in memory: which regions lie in, cover, or are covered by a region.

A functional region contains what it covers; choosing a region finds what lies inside it. The tree has
some hundred nodes and changes rarely, so callers load it once per facet index or page.
"""

from collections import defaultdict

from core.text import sort_key
from regions.enums import RegionKind
from regions.models import Region


class RegionTree:
    """All regions by id, with their parts (children and covered regions) and wholes (the reverse)."""

    def __init__(self, regions: dict[int, Region], covers: list[tuple[int, int]], touches: list[tuple[int, int]] = ()):
        self.regions = regions
        self.touches: dict[int, set[int]] = defaultdict(set)
        for functional, touched in touches:
            self.touches[functional].add(touched)
        self.parts: dict[int, set[int]] = defaultdict(set)
        self.wholes: dict[int, set[int]] = defaultdict(set)
        pairs = [(region.parent_id, region.pk) for region in regions.values() if region.parent_id]
        for whole, part in pairs + covers:
            self.parts[whole].add(part)
            self.wholes[part].add(whole)

    @classmethod
    def load(cls) -> "RegionTree":
        """Three queries."""
        covers = Region.covers.through.objects.values_list("from_region_id", "to_region_id")
        touches = Region.touches.through.objects.values_list("from_region_id", "to_region_id")
        return cls({region.pk: region for region in Region.objects.all()}, list(covers), list(touches))

    def inside(self, pk: int) -> set[int]:
        """The region itself and everything that lies in it or is covered by it."""
        return self._reach(pk, self.parts)

    def around(self, pk: int) -> set[int]:
        """The region itself and everything that contains or covers it."""
        return self._reach(pk, self.wholes)

    def matching(self, pk: int) -> set[int]:
        """Regions whose networks belong on the page of this one: all inside it, and the functional regions
        that share ground with it (Leipzig-Halle with Sachsen, Berlin-Brandenburg with Berlin)."""
        inside = self.inside(pk) | self._town_of(pk)
        overlapping = {
            other
            for other, region in self.regions.items()
            if region.kind == RegionKind.FUNCTIONAL and not inside.isdisjoint(self.inside(other) | self.touches[other])
        }
        return inside | overlapping

    def _town_of(self, pk: int) -> set[int]:
        """What a quarter lies in below its Land: a network of the town works in its quarters, too."""
        found, region = set(), self.regions[pk]
        while region.kind in (RegionKind.QUARTER, RegionKind.MUNICIPALITY) and region.parent_id:
            region = self.regions[region.parent_id]
            if region.kind in (RegionKind.MUNICIPALITY, RegionKind.DISTRICT):
                found.add(region.pk)
        return found

    def children(self, pk: int) -> list[Region]:
        """What lies directly in a region, by name."""
        below = [region for region in self.regions.values() if region.parent_id == pk]
        return sorted(below, key=lambda region: sort_key(region.name))

    def by_slug(self, slug: str) -> Region | None:
        return next((region for region in self.regions.values() if region.slug == slug), None)

    @staticmethod
    def _reach(start: int, edges: dict[int, set[int]]) -> set[int]:
        reached, queue = {start}, [start]
        while queue:
            for neighbour in edges[queue.pop()] - reached:
                reached.add(neighbour)
                queue.append(neighbour)
        return reached
