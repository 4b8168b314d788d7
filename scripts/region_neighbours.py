"""How far Kreise are from each other: regions/data/nachbarn.csv, from the outlines beside it.

    python scripts/region_neighbours.py

The distance of two Kreise is the one, as the crow flies, from the middle of the smaller to the border of the larger:
what somebody means who lives in a Landkreis and speaks of the town next door, whose middle is where people go. From
border to border every neighbour would be 0 km away, from middle to middle a large Kreis would have no neighbour at all.
"""

import csv
import json
import math
import sys
from itertools import combinations, pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from regions.geometry import NORTH, SQUEEZE, UNIT, drawn_rings  # noqa: E402

DATA = ROOT / "regions" / "data"
TOWN = ("Kreisfreie Stadt", "Stadtkreis")
NEAR = 15  # km, as regions/nearby.py says
FARTHEST = 30  # km; beyond that only neighbours are listed
KM = 111.2 * UNIT  # of one unit from north to south
LEAST = 0.05  # of the largest part; a smaller exclave is no place to be near to

Point = tuple[float, float]
Ring = list[Point]


def main() -> None:
    paths = json.loads((DATA / "umrisse-kreise.json").read_text(encoding="utf-8"))
    with (DATA / "nachbarn.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(("kreis", "nachbar", "km", "grenzt", "nah"))
        writer.writerows(neighbours(paths))


def neighbours(paths: dict[str, str]) -> list[tuple[str, str, int, int, int]]:
    """Two AGS, whole kilometres, 1 where they have a border in common, 1 where they are near; each pair once."""
    towns = towns_of(DATA / "regionen.csv")
    areas = {ags: Area(path) for ags, path in sorted(paths.items())}
    found = []
    for (one, here), (other, there) in combinations(areas.items(), 2):
        if here.may_be_near(there):
            is_beside = len(here.corners & there.corners) > 1
            small, large = sorted((here, there), key=lambda area: area.size)
            distance = round(large.distance(small.middle))
            if is_beside or distance <= FARTHEST:
                is_near = distance <= NEAR or is_beside and not towns.isdisjoint((one, other))
                found.append((one, other, distance, int(is_beside), int(is_near)))
    return found


def towns_of(table: Path) -> set[str]:
    """The AGS of the towns that are no part of a Landkreis."""
    with table.open(encoding="utf-8", newline="") as file:
        return {row["ags"] for row in csv.DictReader(file, delimiter=";") if row["designation"] in TOWN}


class Area:
    """A Kreis in units of the drawing."""

    def __init__(self, path: str):
        largest, *others = drawn_rings(path)
        holes = [_turned(ring, -1) for ring in others if _contains([largest], _middle([ring]))]
        main = [_turned(largest, 1), *holes]
        apart = [_turned(ring, 1) for ring in others if not _contains([largest], _middle([ring]))]
        self.rings = main + [ring for ring in apart if _size(ring) >= LEAST * _size(main[0])]
        self.size = sum(map(_size, self.rings))
        self.middle = _middle(main)
        self.corners = {point for ring in self.rings for point in ring}
        xs, ys = zip(*self.corners, strict=True)
        self.box = min(xs), min(ys), max(xs), max(ys)

    def may_be_near(self, other: "Area") -> bool:
        """Whether the boxes around both come close enough."""
        reach = FARTHEST / KM * 1.2
        left, top, right, bottom = self.box
        return (
            left - reach <= other.box[2]
            and other.box[0] <= right + reach
            and top - reach <= other.box[3]
            and other.box[1] <= bottom + reach
        )

    def distance(self, point: Point) -> float:
        """Kilometres from a point to the area; 0 inside it."""
        if _contains(self.rings, point):
            return 0.0
        # The drawing is squeezed for the middle of the country; at another latitude a degree is longer or shorter.
        scale = math.cos(math.radians(NORTH - point[1] * UNIT)) / SQUEEZE
        edges = (edge for ring in self.rings for edge in _edges(ring))
        return KM * min(_to_edge(point, start, end, scale) for start, end in edges)


def _edges(ring: Ring):
    return pairwise([*ring, ring[0]])


def _turned(ring: Ring, way: int) -> Ring:
    """A part counts as positive, a hole, in which a town lies, as negative."""
    return ring if _size(ring) * way > 0 else ring[::-1]


def _size(ring: Ring) -> float:
    """In square units, by the way it runs."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _edges(ring)) / 2


def _middle(rings: list[Ring]) -> Point:
    size = sum(map(_size, rings))
    edges = [edge for ring in rings for edge in _edges(ring)]
    turns = [(x1 * y2 - x2 * y1, x1 + x2, y1 + y2) for (x1, y1), (x2, y2) in edges]
    return sum(t * x for t, x, _ in turns) / (6 * size), sum(t * y for t, _, y in turns) / (6 * size)


def _contains(rings: list[Ring], point: Point) -> bool:
    x, y = point
    crossed = [
        x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for ring in rings
        for (x1, y1), (x2, y2) in _edges(ring)
        if (y1 > y) != (y2 > y)
    ]
    return sum(crossed) % 2 == 1


def _to_edge(point: Point, start: Point, end: Point, scale: float) -> float:
    ax, ay = (start[0] - point[0]) * scale, start[1] - point[1]
    dx, dy = (end[0] - start[0]) * scale, end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0 if not length else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
    return math.hypot(ax + along * dx, ay + along * dy)


if __name__ == "__main__":
    main()
