"""Small maps as inline SVG, from the outlines in data/: where a region lies, and the 16 Länder as links.

The outlines are simplified from VG250 of the BKG; every page with a map shows ATTRIBUTION. Sizes are in the units
of the drawing; colours and strokes are the stylesheet's (styles/np/_places.scss).
"""

import json
import re
from collections.abc import Iterable
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.words import _, _lazy, ngettext
from regions.enums import RegionKind
from regions.models import Region
from regions.official import DATA, region_key
from regions.tree import RegionTree

ATTRIBUTION = _lazy("© GeoBasis-DE / BKG 2016 (Daten verändert)")
_MARGIN = 24
_COUNTRY = "DE"
_PIECE = re.compile(r"M(-?\d+) (-?\d+)l([^zM]*)z")
_NUMBER = re.compile(r"-?\d+")


def locator(tree: RegionTree, region: Region) -> SafeString:
    """Where a region lies: a Kreis in its Land, everything else in Germany. Empty where no outline is known."""
    if region.kind == RegionKind.FUNCTIONAL:
        return _functional(tree, region)
    if region.kind == RegionKind.LAND and region.ags in _outlines("uebersicht"):
        return _svg(
            _("{region} in Deutschland").format(region=region.name),
            _box([_COUNTRY], "uebersicht"),
            [(_outlines("uebersicht")[_COUNTRY], "ground"), (_outlines("uebersicht")[region.ags], "here")],
        )
    place = _with_outline(tree, region)
    if place is None:
        return mark_safe("")
    land = place.ags[:2]
    return _svg(
        _("{region} in {land}").format(region=region.name, land=tree.regions[place.parent_id].name)
        if place.parent_id
        else region.name,
        _box([land], "laender"),
        [(_outlines("laender")[land], "ground"), (_outlines("kreise")[place.ags], "here")],
    )


def _with_outline(tree: RegionTree, region: Region) -> Region | None:
    """The Kreis itself, or the one a municipality or a quarter lies in."""
    seen: set[int] = set()
    while region.pk not in seen:
        if region.kind == RegionKind.DISTRICT and region.ags in _outlines("kreise"):
            return region
        seen.add(region.pk)
        region = tree.regions.get(region.parent_id, region)
    return None


def _functional(tree: RegionTree, region: Region) -> SafeString:
    touched = [tree.regions[pk] for pk in tree.touches.get(region.pk, ())]
    covered = [tree.regions[pk] for pk in tree.parts.get(region.pk, ())]
    layers = [(path, "part") for path in _paths(touched, (RegionKind.DISTRICT,))]
    layers += [(path, "here") for path in _paths(covered, (RegionKind.LAND, RegionKind.DISTRICT))]
    if not layers:
        return mark_safe("")
    ground = (_outlines("uebersicht")[_COUNTRY], "ground")
    return _svg(
        _("{region} in Deutschland").format(region=region.name), _box([_COUNTRY], "uebersicht"), [ground, *layers]
    )


def _paths(regions: Iterable[Region], kinds: tuple[str, ...]) -> list[str]:
    """Outlines of Länder and Kreise, the coarse ones for the map of Germany."""
    found = []
    for region in sorted(regions, key=lambda region: region.ags):
        outlines = _outlines("uebersicht") if region.kind == RegionKind.LAND else _outlines("kreise")
        if region.kind in kinds and region.ags in outlines:
            found.append(outlines[region.ags])
    return found


def land_map(rows: Iterable[tuple[Region, int]]) -> SafeString:
    """The Länder as links, each with its number of networks, shaded in three steps."""
    rows = [(region, count) for region, count in rows if region.ags in _outlines("uebersicht")]
    if not rows:
        return mark_safe("")
    most = max(count for _, count in rows)
    rows.sort(key=lambda row: -len(_outlines("uebersicht")[row[0].ags]))  # the small ones on top
    links = format_html_join(
        "",
        '<a href="{}" aria-label="{}, {} {}"><title>{}, {} {}</title>'
        '<path class="np-map__land np-map__land--{}" d="{}"/></a>',
        (
            (region.get_absolute_url(), *(words := _words(region, count)), *words, shade(count, most),
             _outlines("uebersicht")[region.ags])
            for region, count in rows
        ),
    )  # fmt: skip
    return format_html(
        '<svg class="np-map" viewBox="{}" role="group" aria-label="Karte der Länder">{}</svg>',
        _box([_COUNTRY], "uebersicht"),
        links,
    )


def _words(region: Region, count: int) -> tuple[str, int, str]:
    return region.name, count, ngettext("Netzwerk", "Netzwerke", count)


def shade(count: int, most: int) -> int:
    """None, then three equal steps up to the largest number."""
    return -(-3 * count // most) if most else 0


def legend(most: int) -> list[tuple[int, str]]:
    """Step and the numbers it stands for; steps without a number are left out."""
    numbers: dict[int, list[int]] = {}
    for count in range(most + 1):
        numbers.setdefault(shade(count, most), []).append(count)
    return [(step, str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}") for step, found in numbers.items()]


def _svg(name: str, box: str, layers: list[tuple[str, str]]) -> SafeString:
    paths = format_html_join("", '<path class="np-map__{}" d="{}"/>', ((kind, path) for path, kind in layers))
    return format_html(
        '<svg class="np-map np-map--small" viewBox="{}" role="img" aria-label="Karte: {}">{}</svg>', box, name, paths
    )


@cache
def _outlines(level: str) -> dict[str, str]:
    """SVG paths by AGS; Berlin and Hamburg are looked up as Land."""
    paths = json.loads((DATA / f"umrisse-{level}.json").read_text(encoding="utf-8"))
    return {ags if ags == _COUNTRY else region_key(ags): path for ags, path in paths.items()}


@cache
def _box_of(key: str, level: str) -> tuple[int, int, int, int]:
    xs, ys = [], []
    for x, y, moves in _PIECE.findall(_outlines(level)[key]):
        at_x, at_y = int(x), int(y)
        numbers = [int(number) for number in _NUMBER.findall(moves)]
        for step_x, step_y in zip([0, *numbers[::2]], [0, *numbers[1::2]], strict=True):
            at_x, at_y = at_x + step_x, at_y + step_y
            xs.append(at_x)
            ys.append(at_y)
    return min(xs), min(ys), max(xs), max(ys)


def _box(keys: list[str], level: str) -> str:
    boxes = [_box_of(key, level) for key in keys]
    left, top = (min(box[n] for box in boxes) - _MARGIN for n in (0, 1))
    right, bottom = (max(box[n] for box in boxes) + _MARGIN for n in (2, 3))
    return f"{left} {top} {right - left} {bottom - top}"
