"""Small maps from the outlines in data/, as regions/maps.html draws them: where a region lies, and the 16 Länder.

The outlines are simplified from VG250 of the BKG; every page with a map shows ATTRIBUTION. Sizes are in the units
of the drawing; colours and strokes are the stylesheet's (styles/np/_places.scss).
"""

import json
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from core.words import _, _lazy
from regions.enums import RegionKind
from regions.geometry import Polygon, drawn_rings, polygons
from regions.models import Region
from regions.official import DATA, region_key
from regions.tree import RegionTree

ATTRIBUTION = _lazy("© GeoBasis-DE / BKG 2016 (Daten verändert)")
_MARGIN = 24
_FINGER = 200  # units, 24 pixels where the map of Germany is 288 wide
_COUNTRY = "DE"


class Layer(NamedTuple):
    """An outline as an SVG path. `kind`: ground, here or part."""

    path: str
    kind: str


class Locator(NamedTuple):
    """Where `region` lies in `whole`; no whole where the map shows it alone. `box`: the SVG's viewBox."""

    region: str
    whole: str
    box: str
    layers: list[Layer]


class LinkedLand(NamedTuple):
    """`step`: see `shade`. `target`: left, top, width and height of what can be hit; None where its outline does."""

    url: str
    name: str
    networks: int
    step: int
    path: str
    target: tuple[int, int, int, int] | None


class LandMap(NamedTuple):
    box: str
    lands: list[LinkedLand]


def locator(tree: RegionTree, region: Region) -> Locator | None:
    """Where a region lies: a Kreis in its Land, everything else in Germany. None where no outline is known."""
    if region.kind == RegionKind.FUNCTIONAL:
        return _functional(tree, region)
    if region.kind == RegionKind.LAND and region.ags in _outlines("uebersicht"):
        return _in_germany(region, [Layer(_outlines("uebersicht")[region.ags], "here")])
    place = _with_outline(tree, region)
    if place is None:
        return None
    land = place.ags[:2]
    return Locator(
        region.name,
        tree.regions[place.parent_id].name if place.parent_id else "",
        _box([land], "laender"),
        [Layer(_outlines("laender")[land], "ground"), Layer(_outlines("kreise")[place.ags], "here")],
    )


def _in_germany(region: Region, layers: list[Layer]) -> Locator:
    ground = Layer(_outlines("uebersicht")[_COUNTRY], "ground")
    return Locator(region.name, _("Deutschland"), _box([_COUNTRY], "uebersicht"), [ground, *layers])


def _with_outline(tree: RegionTree, region: Region) -> Region | None:
    """The Kreis itself, or the one a municipality or a quarter lies in."""
    seen: set[int] = set()
    while region.pk not in seen:
        if region.kind == RegionKind.DISTRICT and region.ags in _outlines("kreise"):
            return region
        seen.add(region.pk)
        region = tree.regions.get(region.parent_id or 0, region)
    return None


def _functional(tree: RegionTree, region: Region) -> Locator | None:
    touched = [tree.regions[pk] for pk in tree.touches.get(region.pk, ())]
    covered = [tree.regions[pk] for pk in tree.parts.get(region.pk, ())]
    layers = [Layer(path, "part") for path in _paths(touched, (RegionKind.DISTRICT,))]
    layers += [Layer(path, "here") for path in _paths(covered, (RegionKind.LAND, RegionKind.DISTRICT))]
    return _in_germany(region, layers) if layers else None


def area(tree: RegionTree, region: Region) -> list[Polygon]:
    """What a region covers, as parts of the earth: of a municipality its Kreis, of a functional region all that it
    covers, or else touches; empty where no outline is known."""
    if region.kind == RegionKind.COUNTRY:
        return polygons(_outlines("uebersicht")[_COUNTRY]) if region.nuts == _COUNTRY else []
    if region.kind == RegionKind.FUNCTIONAL:
        within = tree.parts.get(region.pk, set()) or tree.touches.get(region.pk, set())
        return [part for pk in sorted(within) for part in area(tree, tree.regions[pk])]
    if region.kind == RegionKind.LAND:
        return polygons(_outlines("laender")[region.ags]) if region.ags in _outlines("laender") else []
    place = _with_outline(tree, region)
    return polygons(_outlines("kreise")[place.ags]) if place else []


def _paths(regions: Iterable[Region], kinds: tuple[str, ...]) -> list[str]:
    """Outlines of Länder and Kreise, the coarse ones for the map of Germany."""
    found = []
    for region in sorted(regions, key=lambda region: region.ags):
        outlines = _outlines("uebersicht") if region.kind == RegionKind.LAND else _outlines("kreise")
        if region.kind in kinds and region.ags in outlines:
            found.append(outlines[region.ags])
    return found


def land_map(rows: Iterable[tuple[Region, int]]) -> LandMap | None:
    """The Länder as links, each with its number of networks, shaded in three steps; None without any."""
    rows = [(region, count) for region, count in rows if region.ags in _outlines("uebersicht")]
    if not rows:
        return None
    most = max(count for _, count in rows)
    rows.sort(key=lambda row: -len(_outlines("uebersicht")[row[0].ags]))  # the small ones on top
    lands = [
        LinkedLand(
            region.get_absolute_url(),
            region.name,
            count,
            shade(count, most),
            _outlines("uebersicht")[region.ags],
            _target(region.ags),
        )
        for region, count in rows
    ]
    return LandMap(_box([_COUNTRY], "uebersicht"), lands)


def _target(ags: str) -> tuple[int, int, int, int] | None:
    """Of a Land too small for a finger: its box, also what lies between its parts."""
    left, top, right, bottom = _box_of(ags, "uebersicht")
    width, height = max(right - left, _FINGER), max(bottom - top, _FINGER)
    if (width, height) == (right - left, bottom - top):
        return None
    return (left + right - width) // 2, (top + bottom - height) // 2, width, height


def shade(count: int, most: int) -> int:
    """None, then three equal steps up to the largest number."""
    return -(-3 * count // most) if most else 0


def legend(most: int) -> list[tuple[int, str]]:
    """Step and the numbers it stands for; steps without a number are left out."""
    numbers: dict[int, list[int]] = {}
    for count in range(most + 1):
        numbers.setdefault(shade(count, most), []).append(count)
    return [(step, str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}") for step, found in numbers.items()]


@cache
def _outlines(level: str) -> dict[str, str]:
    """SVG paths by AGS; Berlin and Hamburg are looked up as Land."""
    paths = json.loads((DATA / f"umrisse-{level}.json").read_text(encoding="utf-8"))
    return {ags if ags == _COUNTRY else region_key(ags): path for ags, path in paths.items()}


@cache
def _box_of(key: str, level: str) -> tuple[int, int, int, int]:
    corners = [corner for ring in drawn_rings(_outlines(level)[key]) for corner in ring]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _box(keys: list[str], level: str) -> str:
    boxes = [_box_of(key, level) for key in keys]
    left, top = (min(box[n] for box in boxes) - _MARGIN for n in (0, 1))
    right, bottom = (max(box[n] for box in boxes) + _MARGIN for n in (2, 3))
    return f"{left} {top} {right - left} {bottom - top}"
