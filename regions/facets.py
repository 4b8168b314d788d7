"""The region facet that all lists share.

Choosing a region finds what lies in it and what functional regions share ground with it, and after that what works in
the whole Land, around it, or in the country; lists of what one goes to also find what is near. Every region can be
chosen, by its address or through „Ort oder Postleitzahl“; the form offers only those in which something lies.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_

from core.options import Option
from core.text import sort_key
from packed.bits import direct_bits
from regions.enums import RegionKind
from regions.models import Region
from regions.tree import RegionTree

_TOP = (RegionKind.COUNTRY, RegionKind.LAND, RegionKind.FUNCTIONAL)


def region_facet(
    tree: RegionTree, members: Mapping[int, list[int]], reach: Callable[[int], set[int]]
) -> tuple[list[Option], dict[str, int]]:
    """Options in order of the tree, and for each the bit set of what the region finds.

    `members`: region pk → positions; `reach`: the regions that a region means. Deutschland first, then functional
    regions and Länder by name, what lies in a Land below it; a quarter only where something names it: it finds what its
    town does, and must not look like a place with as much.
    """
    direct = direct_bits(members)
    options: list[Option] = []
    found: dict[str, int] = {}

    def add(region: Region, depth: int) -> None:
        offered = region.kind in _TOP or not tree.inside(region.pk).isdisjoint(direct)
        options.append(Option(region.slug, region.name, depth, offered=offered))
        found[region.slug] = union(direct, reach(region.pk))
        if region.kind not in (RegionKind.COUNTRY, RegionKind.FUNCTIONAL):
            for child in tree.children(region.pk):
                add(child, depth + 1)

    top = [region for region in tree.regions.values() if region.kind in _TOP or not region.parent_id]
    for region in sorted(top, key=lambda region: (region.kind != RegionKind.COUNTRY, sort_key(region.name))):
        add(region, 0)
    return options, found


def union(direct: Mapping[int, int], regions: set[int]) -> int:
    """The bit set of what names any of the regions."""
    return reduce(or_, (direct[pk] for pk in regions & direct.keys()), 0)
