"""How near records are to the regions that somebody chose: the steps of a list, and the words on each line."""

from collections.abc import Iterable
from typing import NamedTuple

from core.facets import FacetIndex
from core.words import Words, _, _lazy
from regions.enums import RegionKind
from regions.nearby import NEAR
from regions.tree import RegionTree

PARAM = "region"

HERE, NEARBY, AROUND, BEYOND, COUNTRY = range(5)  # as RegionTree.steps has them
_ON_LINES: dict[int, Words] = {HERE: _lazy("bei Ihnen"), AROUND: _lazy("im ganzen Land"), COUNTRY: _lazy("bundesweit")}
_NAMES = 2  # of places near by, beside a number


class Step(NamedTuple):
    """A step of a list and how many records it has. `names`: where those near by are, the nearest first."""

    label: str
    number: int
    names: str


class Nearness:
    """What is there, near and farther away for the regions that a list, a search or an answer names; false without
    any, or where nothing lies outside. `index`: of a kind whose region has steps (`RegionFacet.near`)."""

    def __init__(self, index: FacetIndex, slugs: list[str]):
        self.index, self.tree = index, RegionTree.current()
        self.chosen = self.tree.named(slugs)
        self.bits, self._direct = index.steps(PARAM, slugs), index.direct[PARAM]
        self._km: dict[int, int] = {}
        for pk in self.chosen:
            for region, km in self.tree.steps(pk).km.items():
                self._km[region] = min(km, self._km.get(region, km))

    def __bool__(self) -> bool:
        return any(self.bits[NEARBY:])

    def labels(self, pks: Iterable[int]) -> dict[int, str]:
        """key → „bei Ihnen“, „ab 4 km · Mannheim“, „im ganzen Land“ or „bundesweit“; without what lies elsewhere."""
        places = {pk: self.index.position[pk] for pk in pks if pk in self.index.position} if self else {}
        found: dict[int, str] = {}
        near: dict[int, int] = {}
        for pk, position in places.items():
            step = next((number for number, bits in enumerate(self.bits) if bits >> position & 1), len(self.bits))
            if step in (NEARBY, BEYOND):
                near[pk] = position
            elif step in _ON_LINES:
                found[pk] = str(_ON_LINES[step])
        return found | self._near_words(near)

    def _near_words(self, places: dict[int, int]) -> dict[int, str]:
        """How near, by the nearest of the regions that a record names."""
        asked = sum(1 << position for position in places.values())
        found: dict[int, str] = {}
        for km, name, bits in sorted(
            (km, self.tree.regions[region].name, bits)
            for region, km in (self._km.items() if asked else ())
            if (bits := self._direct.get(region, 0) & asked)
        ):
            for pk, position in places.items():
                if bits >> position & 1 and pk not in found:
                    found[pk] = _("ab {km} km · {place}").format(km=km, place=name)
        return found

    def steps(self, within: int) -> list[Step]:
        """The numbers of a set of records: of the steps that have something, and of the first one unless something
        around it works there as well."""
        if not self:
            return []
        bits = [within & step for step in self.bits]
        beyond = _("im Land nebenan {within}").format(within=self._near(bits[BEYOND]))
        labels = (self._here(), self._near(bits[NEARBY]), _("im ganzen Land"), beyond, _("bundesweit"))
        names = ("", self._places(bits[NEARBY]), "", self._places(bits[BEYOND]), "")
        steps = [Step(label, found.bit_count(), name) for label, found, name in zip(labels, bits, names, strict=True)]
        return [step for number, step in enumerate(steps) if step.number or number == HERE and not bits[AROUND]]

    def _here(self) -> str:
        regions = [self.tree.regions[pk] for pk in self.chosen]
        wide = (RegionKind.LAND, RegionKind.FUNCTIONAL, RegionKind.COUNTRY)
        if len(regions) == 1 and regions[0].kind in wide:
            return _("In {region}").format(region=regions[0].name)
        return _("Direkt bei Ihnen")

    def _near(self, bits: int) -> str:
        """„bis 15 km“, or as far as a town lies that one lives right beside."""
        kms = [km for pk, km in self._km.items() if bits & self._direct.get(pk, 0)]
        return _("bis {km} km").format(km=max([NEAR, *kms]))

    def _places(self, bits: int) -> str:
        """„Mannheim, Speyer …“: where most of what is near by lies, of as many the nearest."""
        found = {pk: (bits & self._direct.get(pk, 0)).bit_count() for pk in self._km}
        most = sorted((pk for pk, count in found.items() if count), key=lambda pk: (-found[pk], self._km[pk], pk))
        names = ", ".join(self.tree.regions[pk].name for pk in most[:_NAMES])
        return f"{names} …" if len(most) > _NAMES else names
