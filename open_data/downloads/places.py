"""Records on a map, as GeoJSON (RFC 7946): the middle of their Kreis, or its outline; and which have no place, and why.

A point says no more than its region does: `ort_genauigkeit` tells a Kreis from a Land. What works in the whole country
lies nowhere.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from core.words import _
from documents.build import Doc
from memory.kept import remembered
from open_data.downloads.cells import Column
from regions.enums import RegionKind
from regions.geometry import Point, middle, multi_polygon
from regions.maps import ATTRIBUTION, area
from regions.models import Region
from regions.tree import RegionTree

PLACES = ("regionen", "region", "sitz")  # the keys that say where, the first that is there
_AT_ONCE = 1 << 16  # characters
Draw = Callable[[list[int]], str]  # of regions, the geometry as JSON; empty where none is known


def has_places(columns: Iterable[Column], model: type) -> bool:
    return model is Region or any(column.key in PLACES for column in columns)


def as_geojson(title: str, columns: list[Column], docs: Iterable[Doc], *, outlines: bool = False) -> Iterator[str]:
    tree = RegionTree.current()
    draw = _Outlines(tree) if outlines else _Middles()
    head = {"type": "FeatureCollection", "title": title, "kartengrundlage": str(ATTRIBUTION)}
    yield f'{_json(head)[:-1]},"features":[\n'
    pieces, length, without = [], 0, 0
    for number, doc in enumerate(docs):
        feature, is_placed = _feature(doc, columns, tree, draw)
        without += not is_placed
        pieces.append(f",\n{feature}" if number else feature)
        length += len(feature)
        if length >= _AT_ONCE:
            yield "".join(pieces)
            pieces, length = [], 0
    yield "".join(pieces) + f'\n],"ohne_ort":{without}}}\n'


def _feature(doc: Doc, columns: list[Column], tree: RegionTree, draw: Draw) -> tuple[str, bool]:
    regions = [tree.regions[pk] for pk in _regions(doc) if pk in tree.regions]
    placed = [region for region in regions if region.kind != RegionKind.COUNTRY or doc["art"] == "region"]
    geometry = draw([region.pk for region in placed]) if placed else ""
    said = {column.key: cell for column in columns if (cell := column.say(doc))}
    if geometry:
        said["ort_genauigkeit"] = ", ".join(dict.fromkeys(region.get_kind_display() for region in placed))
    else:
        said["ohne_ort"] = _without(regions, placed)
    feature = f'{{"type":"Feature","id":{doc["id"]},"geometry":{geometry or "null"},"properties":{_json(said)}}}'
    return feature, bool(geometry)


def _without(regions: list[Region], placed: list[Region]) -> str:
    if placed:
        return _("von der Region ist kein Umriss bekannt")
    return _("bundesweit oder im Ausland") if regions else _("keine Region angegeben")


def _regions(doc: Doc) -> list[int]:
    if doc["art"] == "region":
        return [doc["id"]]
    for key in PLACES:
        if found := doc.get(key):
            return [one["id"] for one in (found if isinstance(found, list) else [found])]
    return []


class _Middles:
    def __init__(self) -> None:
        self._known: dict[int, Point] = remembered("open data: middles", _middles)

    def __call__(self, regions: list[int]) -> str:
        points = [self._known[pk] for pk in regions if pk in self._known]
        if not points:
            return ""
        if len(points) == 1:
            return _json({"type": "Point", "coordinates": points[0]})
        return _json({"type": "MultiPoint", "coordinates": points})


def _middles() -> dict[int, Point]:
    tree = RegionTree.current()
    areas = ((pk, area(tree, region)) for pk, region in tree.regions.items())
    return {pk: middle(parts) for pk, parts in areas if parts}


class _Outlines:
    """Those of the regions that a list has, each drawn once."""

    def __init__(self, tree: RegionTree):
        self._tree = tree
        self._drawn: dict[tuple[int, ...], str] = {}

    def __call__(self, regions: list[int]) -> str:
        key = tuple(regions)
        if key not in self._drawn:
            parts = list(chain.from_iterable(area(self._tree, self._tree.regions[pk]) for pk in regions))
            self._drawn[key] = _json(multi_polygon(parts)) if parts else ""
        return self._drawn[key]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
