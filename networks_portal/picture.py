"""The decorative picture of the start page: the networks themselves and how they are related."""

import math
import random
from typing import NamedTuple

from memory.kept import remembered
from networks.models import Network, Relation

WIDTH, HEIGHT, NODES, GAP = 560, 400, 36, 52
Spot = tuple[int, int]


class Dot(NamedTuple):
    """A network. `kind`: signal for the one checked last, full for one with many relations, or nothing."""

    x: int
    y: int
    radius: int
    kind: str


class Picture(NamedTuple):
    """What networks_portal/picture.html draws in a field of 560 × 400."""

    lines: list[tuple[Spot, Spot]]
    dots: list[Dot]


def hero_picture() -> Picture:
    """The same for the same data."""
    return remembered("picture", _draw)


def _draw() -> Picture:
    relations = list(Relation.objects.public().values_list("from_network_id", "to_network_id"))
    degree: dict[int, int] = {}
    for pair in relations:
        for pk in pair:
            degree[pk] = degree.get(pk, 0) + 1
    public = list(Network.objects.published().order_by("-checked_on", "pk").values_list("pk", flat=True)[:2000])
    chosen = sorted(public, key=lambda pk: -degree.get(pk, 0))[:NODES]
    spots = _spots(len(chosen))
    at = dict(zip(chosen, spots, strict=True))
    edges = {_edge(at[a], at[b]) for a, b in relations if a in at and b in at}
    for spot in spots:  # a calm net also where the data has no relation
        nearest = sorted(spots, key=lambda other: math.dist(spot, other))[1:2]
        edges |= {_edge(spot, other) for other in nearest}
    signal = at.get(public[0]) if public else None
    return Picture(sorted(edges), [_dot(spot, degree.get(pk, 0), spot == signal) for pk, spot in at.items()])


def _edge(one: Spot, other: Spot) -> tuple[Spot, Spot]:
    return (one, other) if one < other else (other, one)


def _spots(count: int) -> list[Spot]:
    dice = random.Random(11)
    spots: list[Spot] = []
    while len(spots) < count:
        spot = (dice.randint(24, WIDTH - 24), dice.randint(24, HEIGHT - 24))
        if all(math.dist(spot, other) > GAP for other in spots):
            spots.append(spot)
    return sorted(spots, key=lambda spot: math.dist(spot, (WIDTH / 2, HEIGHT / 2)))


def _dot(spot: Spot, relations: int, is_signal: bool) -> Dot:
    if is_signal:
        return Dot(*spot, 11, "signal")
    return Dot(*spot, 4 + min(relations, 4), "full" if relations > 2 else "")
