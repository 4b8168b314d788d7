"""Outlines of Kreise and Länder as SVG paths, simplified once per border, so that neighbours still fit.

Borders are cut into arcs between the points where three areas meet. Each arc is simplified once and used by both
neighbours; the outline of a Land consists of the arcs that only one of its Kreise has.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from regions.geometry import NORTH, SQUEEZE, UNIT, WEST

FINE, COARSE = 2.2, 7.0  # how far a simplified border may stray, in units
LEAST_FINE, LEAST_COARSE = 25, 500  # smaller islands and exclaves are left out, in square units

Point = tuple[int, int]
Edge = tuple[Point, Point]
Arc = tuple[list[Point], frozenset[str]]


def draw(rings: dict[str, list]) -> dict[str, dict[str, str]]:
    """`umrisse-kreise`, `umrisse-laender` (fine, fitting each other) and `umrisse-uebersicht` (coarse, with DE)."""
    arcs = _arcs({ags: [_quantised(ring) for ring in found] for ags, found in rings.items()})
    fine = [(_simplified(points, FINE), owners) for points, owners in arcs]
    coarse = [(_simplified(points, COARSE), owners) for points, owners in arcs]
    laender = sorted({ags[:2] for ags in rings})
    overview = {land: _path(coarse, lambda ags, land=land: ags[:2] == land, LEAST_COARSE) for land in laender}
    return {
        "umrisse-kreise": {ags: _path(fine, lambda one, ags=ags: one == ags, LEAST_FINE) for ags in sorted(rings)},
        "umrisse-laender": {land: _path(fine, lambda ags, land=land: ags[:2] == land, LEAST_FINE) for land in laender},
        "umrisse-uebersicht": overview | {"DE": _path(coarse, lambda ags: True, LEAST_COARSE)},
    }


def _quantised(ring: list) -> list[Point]:
    """On a grid a hundred times finer than the drawing, without repeated points."""
    step = UNIT / 100
    points = [(round((lon - WEST) * SQUEEZE / step), round((NORTH - lat) / step)) for lon, lat in ring]
    return [point for number, point in enumerate(points) if point != points[number - 1]]


def _arcs(rings: dict[str, list[list[Point]]]) -> list[Arc]:
    """Every border once, as the points between two meeting points, with the one or two areas it belongs to."""
    borders = _Borders(rings)
    meeting = filter(borders.meets, sorted(borders.beside))
    for start in chain(meeting, sorted(borders.beside)):  # then the closed borders of islands and enclaves
        for following in sorted(borders.beside[start]):
            borders.walk(start, following)
    return borders.arcs


class _Borders:
    """The edges of all areas, and the arcs that were walked along them."""

    def __init__(self, rings: dict[str, list[list[Point]]]):
        self.owners: dict[Edge, set[str]] = defaultdict(set)
        self.beside: dict[Point, list[Point]] = defaultdict(list)
        self.arcs: list[Arc] = []
        self._walked: set[Edge] = set()
        for ags, found in rings.items():
            for edge in chain.from_iterable(map(_edges, found)):
                self.owners[edge] ^= {ags}  # a border between two merged Kreise goes
        for (start, end), areas in self.owners.items():
            if areas:
                self.beside[start].append(end)
                self.beside[end].append(start)

    def areas_of(self, start: Point, end: Point) -> frozenset[str]:
        return frozenset(self.owners[_edge(start, end)])

    def meets(self, point: Point) -> bool:
        """Whether the border does not simply go on here."""
        around = self.beside[point]
        return len(around) != 2 or self.areas_of(point, around[0]) != self.areas_of(point, around[1])

    def walk(self, start: Point, following: Point) -> None:
        """Keep the arc that begins so, once."""
        if _edge(start, following) in self._walked:
            return
        points = [start, following]
        while points[-1] != start and not self.meets(points[-1]):
            one, other = self.beside[points[-1]]
            points.append(other if one == points[-2] else one)
        self._walked.update(map(_edge, points, points[1:]))
        self.arcs.append((points, self.areas_of(start, following)))


def _edge(one: Point, other: Point) -> Edge:
    return min(one, other), max(one, other)


def _edges(ring: list[Point]) -> Iterator[Edge]:
    return map(_edge, ring, ring[1:] + ring[:1])


def _simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker, then rounded to units; a closed border is first cut at its farthest point."""
    limit = tolerance * 100
    keep = {0, len(points) - 1}
    if points[0] == points[-1]:
        keep.add(max(range(len(points)), key=lambda n: math.dist(points[0], points[n])))
    stack = list(zip(sorted(keep), sorted(keep)[1:]))
    while stack:
        first, last = stack.pop()
        distance, farthest = max(
            ((_distance(points[n], points[first], points[last]), n) for n in range(first + 1, last)), default=(0, 0)
        )
        if distance > limit:
            keep.add(farthest)
            stack += [(first, farthest), (farthest, last)]
    return [(round(points[n][0] / 100), round(points[n][1] / 100)) for n in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.hypot(x2 - x1, y2 - y1)
    if not length:
        return math.hypot(x - x1, y - y1)
    along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length**2
    along = min(1, max(0, along))
    return math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))


def _path(arcs: list, inside, least: float) -> str:
    """The outline of the areas for which `inside` holds: relative lines, the largest part first."""
    ends: dict[Point, list[list[Point]]] = defaultdict(list)
    border = [points for points, areas in arcs if sum(map(inside, areas)) == 1]
    closed = [points for points in border if points[0] == points[-1]]
    for points in border:
        if points[0] != points[-1]:
            ends[points[0]].append(points)
            ends[points[-1]].append(points)
    used: set[int] = set()
    for points in border:
        if id(points) in used or points[0] == points[-1]:
            continue
        ring = []
        piece, at = points, points[0]
        while piece is not None:
            used.add(id(piece))
            ring += (piece if piece[0] == at else piece[::-1])[:-1]
            at = piece[-1] if piece[0] == at else piece[0]
            piece = next((other for other in ends[at] if id(other) not in used), None)
        closed.append([*ring, ring[0]])
    closed = sorted((ring for ring in closed if len(ring) > 3), key=_area, reverse=True)
    kept = [ring for number, ring in enumerate(closed) if not number or _area(ring) >= least]
    return "".join(map(_ring_path, kept))


def _area(ring: list[Point]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:]))) / 2


def _ring_path(ring: list[Point]) -> str:
    (x, y), text = ring[0], f"M{ring[0][0]} {ring[0][1]}l"
    numbers = []
    for next_x, next_y in ring[1:-1]:
        if (next_x, next_y) != (x, y):
            numbers += [next_x - x, next_y - y]
            x, y = next_x, next_y
    return text + " ".join(map(str, numbers)).replace(" -", "-") + "z"
