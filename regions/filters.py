"""What a region means as a filter, for every list: what lies in it, shares ground with it, or works around it; in lists
of what one goes to also what is near, in steps (`RegionTree.steps`).

A region is named by its address, one it had before, its AGS or its NUTS code.
"""

from collections.abc import Callable, Mapping

from django.db.models import Q

from core.filters import LinkedFacet, Links, Remember, Sort
from core.options import Option
from core.text import sort_key
from core.words import Words, _lazy
from regions.enums import RegionKind
from regions.facets import region_facet, union
from regions.models import Region
from regions.names import TOWNS
from regions.tree import RegionTree

# The orders of a list of what one goes to.
NEAREST_FIRST = {
    "naehe": Sort(_lazy("Nähe"), steps="region", otherwise="name"),
    "name": Sort(_lazy("Name")),
}
_OFFERED = (RegionKind.COUNTRY, RegionKind.LAND, RegionKind.FUNCTIONAL)


class RegionFacet(LinkedFacet):
    """`at`: where the keys of regions stand. `near`: whether a region also finds what is near it."""

    def __init__(
        self, at: str | Links | tuple[Links, ...], label: Words = _lazy("Region"), *, near: bool = False, **options
    ):
        self.near = self.has_steps = near
        help_text = _lazy("Mit allem, was darin liegt oder sich mit ihr überschneidet.")
        super().__init__(
            label, at, **{"hierarchical": True, "none": _lazy("ohne Region"), "help_text": help_text} | options
        )

    def lookup(self, asked: list[str]) -> dict[str, Option]:
        if not asked:
            return {}
        tree = RegionTree.current()
        found = {value: tree.by_slug(value) for value in asked}
        return {value: Option(region.slug, region.name) for value, region in found.items() if region}

    def keys(self, values: list[str]) -> set[int]:
        tree = RegionTree.current()
        return set().union(*map(self._reach(tree), tree.named(values)))

    def _reach(self, tree: RegionTree) -> Callable[[int], set[int]]:
        return tree.within_reach if self.near else tree.meant_by

    def steps(self, values: list[str]) -> list[set[int]]:
        """There, near, around, near in another Land and in the whole country, of several regions together."""
        tree = RegionTree.current()
        found = [tree.steps(pk) for pk in tree.named(values)] if self.near else []
        return [set().union(*parts) for parts in zip(*found, strict=True)]

    def facet(self, linked: Mapping[int, list[int]], remember: Remember) -> tuple:
        tree = RegionTree.current()
        return region_facet(tree, linked, self._reach(tree))

    def counted(self, direct: Mapping[int, int]) -> dict[str, int]:
        """What lies in a region or shares ground with it: the number that every page says of it."""
        tree = RegionTree.current()
        return {region.slug: union(direct, tree.matching(pk)) for pk, region in tree.regions.items()}

    def listed(self) -> list[Option]:
        """The country, Länder, functional regions and towns that are a Kreis of their own; the others are named by
        address."""
        offered = Q(kind__in=_OFFERED) | Q(kind=RegionKind.DISTRICT, designation__in=TOWNS)
        regions = Region.objects.filter(offered).order_by().values_list("slug", "name")
        return [Option(slug, name) for slug, name in sorted(regions, key=lambda row: sort_key(row[1]))]
