"""The region facet that all lists share."""

from core.facets import Option
from core.text import sort_key
from regions.enums import RegionKind
from regions.models import Region
from regions.tree import RegionTree

_TOP = (RegionKind.COUNTRY, RegionKind.LAND, RegionKind.FUNCTIONAL)


def region_facet(tree: RegionTree, members: dict[int, list[int]]) -> tuple[list[Option], dict[str, set[int]]]:
    """Options in order of the tree, and for each the positions of what the region matches.

    `members`: region pk → positions. Deutschland first, then functional regions and Länder by name, what
    lies in a Land below it.
    """
    options: list[Option] = []
    found: dict[str, set[int]] = {}

    def add(region: Region, depth: int) -> None:
        options.append(Option.make(region.slug, region.name, depth))
        found[region.slug] = set().union(*(members.get(pk, ()) for pk in tree.matching(region.pk)))
        if region.kind not in (RegionKind.COUNTRY, RegionKind.FUNCTIONAL):
            for child in tree.children(region.pk):
                add(child, depth + 1)

    top = [region for region in tree.regions.values() if region.kind in _TOP or not region.parent_id]
    for region in sorted(top, key=lambda region: (region.kind != RegionKind.COUNTRY, sort_key(region.name))):
        add(region, 0)
    return options, found
