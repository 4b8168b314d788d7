"""The office of a region that the finder names, for entries with nobody of their own."""

from collections.abc import Iterable
from datetime import date

from contacts.enums import Concern
from contacts.finder.ground import Terrain, terrain
from contacts.finder.rules import OTHER, Inquiry
from memory.kept import remembered
from regions.enums import RegionKind

# What people ask an office about an entry of which they know nobody.
_QUESTION = Concern.JOIN
_COUNTRY = 1  # how specific a rule for the whole country is at most


class RegionOffices:
    """Which offices answer for which regions; decided by the finder, once a region."""

    def __init__(self, ground: Terrain):
        rules = [
            rule
            for rule in ground.rules
            if rule.office and not rule.fields and not rule.role and (rule.is_fallback or rule.concern == _QUESTION)
        ]
        self._terrain = Terrain(rules, ground.tree, ground.fields)
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
        """Of a region across others for which nobody answers as a whole: those of the regions it covers or touches."""
        whole = self._ask(region)
        tree = self._terrain.tree
        if region is None or whole and _is_local(whole[0]) or tree.regions[region].kind != RegionKind.FUNCTIONAL:
            return [whole] if whole else []
        below = sorted(tree.parts[region] | tree.touches.get(region, set()))
        return [one for one in (*map(self._ask, below), whole) if one]

    def _ask(self, region: int | None):
        """How the office fits, and which it is."""
        if region not in self._known:
            route = self._terrain.decide(Inquiry(_QUESTION, region, OTHER), date.today())
            lead = route.lead
            self._known[region] = (lead.verdict.order, lead.office) if lead and lead.office else None
        return self._known[region]


def _is_local(order: tuple) -> bool:
    """Whether a verdict rests on a region rather than on the whole country."""
    return order[1] < -_COUNTRY


def region_offices() -> RegionOffices:
    return remembered("reach: region offices", _build, daily=True)


def _build() -> RegionOffices:
    return RegionOffices(terrain())
