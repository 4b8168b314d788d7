"""How near networks are to the regions that somebody chose: the steps of a list, and the word on each line."""

from typing import NamedTuple

from core.words import Words, _, _lazy
from directory.facets import NetworkIndex
from regions.enums import RegionKind
from regions.nearby import NEAR

HERE, NEARBY, AROUND, COUNTRY = range(4)  # as RegionTree.steps has them
_ON_LINES: dict[int, Words] = {HERE: _lazy("bei Ihnen"), AROUND: _lazy("im ganzen Land"), COUNTRY: _lazy("bundesweit")}
_NAMES = 2  # of places near by, beside a number


class Step(NamedTuple):
    """A step of a list and how many networks it has. `names`: where those near by are, the nearest first."""

    label: str
    networks: int
    names: str


class Nearness:
    """What is there, near and farther away for the regions that a list, a search or an answer names; false without
    any, or where nothing lies outside."""

    def __init__(self, index: NetworkIndex, slugs: list[str]):
        self.index, self.slugs = index, slugs
        self.chosen = index.tree.named(slugs)
        self.bits = index.steps("region", slugs)
        self._km: dict[int, int] = {}
        for pk in self.chosen:
            for region, km in index.tree.steps(pk).near.items():
                self._km[region] = min(km, self._km.get(region, km))

    def __bool__(self) -> bool:
        return any(self.bits[NEARBY:])

    def label(self, pk: int) -> str:
        """„bei Ihnen“, „ab 4 km · Mannheim“, „im ganzen Land“, „bundesweit“; empty for what lies elsewhere."""
        position = self.index.position.get(pk)
        if not self or position is None:
            return ""
        step = next((number for number, bits in enumerate(self.bits) if bits >> position & 1), len(self.bits))
        if step == NEARBY:
            km, name = min(
                (self._km[region], self.index.regions[region].name)
                for region in self.index.regions_of[pk]
                if region in self._km
            )
            return _("ab {km} km · {place}").format(km=km, place=name)
        return str(_ON_LINES.get(step, ""))

    def steps(self, within: int) -> list[Step]:
        """The numbers of a set of networks; the first step always, the others where they have something."""
        if not self:
            return []
        bits = [within & step for step in self.bits]
        labels = (self._here(), self._near(bits[NEARBY]), _("im ganzen Land"), _("bundesweit"))
        names = ("", self._places(bits[NEARBY]), "", "")
        steps = [Step(label, found.bit_count(), name) for label, found, name in zip(labels, bits, names, strict=True)]
        return [step for number, step in enumerate(steps) if number == HERE or step.networks]

    def _here(self) -> str:
        regions = [self.index.regions[pk] for pk in self.chosen]
        wide = (RegionKind.LAND, RegionKind.FUNCTIONAL, RegionKind.COUNTRY)
        if len(regions) == 1 and regions[0].kind in wide:
            return _("In {region}").format(region=regions[0].name)
        return _("Direkt bei Ihnen")

    def _near(self, bits: int) -> str:
        """„bis 15 km“, or as far as a town lies that one lives right beside."""
        kms = [km for pk, km in self._km.items() if bits & self.index.by_region.get(pk, 0)]
        return _("bis {km} km").format(km=max([NEAR, *kms]))

    def _places(self, bits: int) -> str:
        """„Mannheim, Speyer …“: where most of the networks near by are, of as many the nearest."""
        found = {pk: (bits & self.index.by_region.get(pk, 0)).bit_count() for pk in self._km}
        most = sorted((pk for pk, count in found.items() if count), key=lambda pk: (-found[pk], self._km[pk], pk))
        names = ", ".join(self.index.regions[pk].name for pk in most[:_NAMES])
        return f"{names} …" if len(most) > _NAMES else names
