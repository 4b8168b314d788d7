"""What a region means as a filter, for every list: what lies in it, shares ground with it, or works around it.

A region is named by its address, one it had before, its AGS or its NUTS code.
"""

from collections.abc import Mapping

from core.filters import LinkedFacet, Links, Remember
from core.options import Option
from core.text import sort_key
from core.words import Words, _lazy
from regions.enums import RegionKind
from regions.facets import region_facet
from regions.models import Region
from regions.tree import RegionTree

_OFFERED = (RegionKind.COUNTRY, RegionKind.LAND, RegionKind.FUNCTIONAL)


class RegionFacet(LinkedFacet):
    """`at`: where the keys of regions stand."""

    def __init__(self, at: str | Links | tuple[Links, ...], label: Words = _lazy("Region"), **options):
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
        chosen = [region.pk for value in values if (region := tree.by_slug(value))]
        return set().union(*(tree.meant_by(pk) for pk in chosen))

    def facet(self, linked: Mapping[int, list[int]], remember: Remember) -> tuple:
        return region_facet(RegionTree.current(), linked)

    def listed(self) -> list[Option]:
        """The country, Länder and functional regions; the others are named by address."""
        regions = Region.objects.filter(kind__in=_OFFERED).order_by().values_list("slug", "name")
        return [Option(slug, name) for slug, name in sorted(regions, key=lambda row: sort_key(row[1]))]
