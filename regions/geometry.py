"""Where a region lies on the earth, as GeoJSON has it: its outline and its middle, from the outlines in data/.

They are drawn in units from a corner of Germany (`scripts/region_outlines.py`). Longitude comes before latitude.
"""

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

UNIT = 0.0025  # degrees of latitude in one unit of the drawing, about 280 m
NORTH, WEST = 55.06, 5.86
SQUEEZE = math.cos(math.radians(51.2))
_DIGITS = 4  # of a degree, 10 m; the outlines are coarser
_PIECE = re.compile(r"M(-?\d+) (-?\d+)l([^zM]*)z")
_NUMBER = re.compile(r"-?\d+")

Point = tuple[float, float]
Ring = list[Point]


class Polygon(NamedTuple):
    """Its border runs against the clock, the holes in it with the clock; first and last point are one."""

    border: Ring
    holes: list[Ring]

    @property
    def rings(self) -> list[Ring]:
        return [self.border, *self.holes]


def drawn_rings(path: str) -> Iterator[list[tuple[int, int]]]:
    """The corners of each part of an SVG path, in units of the drawing."""
    for x, y, moves in _PIECE.findall(path):
        at_x, at_y = int(x), int(y)
        ring = [(at_x, at_y)]
        numbers = [int(number) for number in _NUMBER.findall(moves)]
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            at_x, at_y = at_x + step_x, at_y + step_y
            ring.append((at_x, at_y))
        yield ring


@lru_cache(maxsize=64)
def polygons(path: str) -> list[Polygon]:
    """The parts of an outline: what lies within another part is a hole in it, what lies within a hole a part again."""
    rings = sorted((_closed(map(_on_earth, ring)) for ring in drawn_rings(path)), key=_area, reverse=True)
    found: dict[int, Polygon] = {}
    for number, ring in enumerate(rings):
        around = [other for other in range(number) if is_inside(_first_middle(ring), [rings[other]])]
        if len(around) % 2:
            found[around[-1]].holes.append(_turned(ring, -1))
        else:
            found[number] = Polygon(_turned(ring, 1), [])
    return list(found.values())


def multi_polygon(parts: Iterable[Polygon]) -> dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": [part.rings for part in parts]}


def middle(parts: list[Polygon]) -> Point:
    """The centre of gravity, or where that lies in none of the parts, as Brandenburg's in Berlin, the middle of what
    lies beside it."""
    rings = [ring for part in parts for ring in part.rings]
    sums = [_moments(ring) for ring in rings]
    area = sum(one for one, _, _ in sums)
    x, y = (sum(one[axis] for one in sums) / area for axis in (1, 2))
    if not is_inside((x, y), rings):
        crossings = sorted(_crossings(y, rings))
        x = min(((start + end) / 2 for start, end in zip(crossings[::2], crossings[1::2], strict=True)),
                key=lambda one: abs(one - x))  # fmt: skip
    return round(x, _DIGITS), round(y, _DIGITS)


def is_inside(point: Point, rings: list[Ring]) -> bool:
    """Whether it lies within an odd number of rings: in a part, not in a hole."""
    x, y = point
    return sum(crossing > x for crossing in _crossings(y, rings)) % 2 == 1


def _crossings(y: float, rings: list[Ring]) -> Iterator[float]:
    """Where borders cross a latitude."""
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y):
                yield x1 + (y - y1) / (y2 - y1) * (x2 - x1)


def _on_earth(point: tuple[int, int]) -> Point:
    x, y = point
    return round(WEST + x * UNIT / SQUEEZE, _DIGITS), round(NORTH - y * UNIT, _DIGITS)


def _closed(points: Iterable[Point]) -> Ring:
    ring = list(points)
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def _first_middle(ring: Ring) -> Point:
    """A point just beside the first corner, inside of the ring or out of it: rings of one outline do not cross."""
    (x1, y1), (x2, y2) = ring[:2]
    return (x1 + x2) / 2, (y1 + y2) / 2


def _moments(ring: Ring) -> tuple[float, float, float]:
    """Area, and area times the centre of gravity; negative for what runs with the clock."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross / 2, x + (x1 + x2) * cross / 6, y + (y1 + y2) * cross / 6
    return area, x, y


def _area(ring: Ring) -> float:
    return abs(_moments(ring)[0])


def _turned(ring: Ring, sign: int) -> Ring:
    return ring if _moments(ring)[0] * sign > 0 else ring[::-1]
