"""Which Kreise lie beside each other and how far apart they are, as data/nachbarn.csv has it.

The distance is the one, as the crow flies, from the middle of the smaller Kreis to the border of the larger, in whole
kilometres: whoever lives in a Landkreis means the way to the town next door, not to the middle of their own Kreis. It
is a lower bound, which pages say with „ab“: of a place the portal knows only its Kreis. Up to NEAR a Kreis is near, and
so is a town that one lies right beside: Falkensee is next to Berlin, however far its middle is.
"""

import csv
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from regions.official import DATA, region_key

NEAR = 15  # km


class Neighbour(NamedTuple):
    """Another Kreis by its key (`region_key`). `is_beside`: whether both have a border in common."""

    ags: str
    km: int
    is_beside: bool
    is_near: bool

    def merged(self, other: "Neighbour") -> "Neighbour":
        """The same Kreis as seen from two others together."""
        return Neighbour(
            self.ags, min(self.km, other.km), self.is_beside or other.is_beside, self.is_near or other.is_near
        )


@cache
def neighbours() -> dict[str, tuple[Neighbour, ...]]:
    """Kreis (`region_key`) → those beside it and those up to 30 km away, the nearest first."""
    found = defaultdict(list)
    with (DATA / "nachbarn.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            one, other = region_key(row["kreis"]), region_key(row["nachbar"])
            known = int(row["km"]), row["grenzt"] == "1", row["nah"] == "1"
            found[one].append(Neighbour(other, *known))
            found[other].append(Neighbour(one, *known))
    return {ags: tuple(sorted(rows, key=lambda row: (row.km, row.ags))) for ags, rows in found.items()}
