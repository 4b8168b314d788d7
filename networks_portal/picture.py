"""The decorative picture of the start page: the networks themselves and how they are related."""

import math
import random

from django.utils.safestring import SafeString, mark_safe

from memory.kept import remembered
from networks.models import Network, Relation

WIDTH, HEIGHT, NODES, GAP = 560, 400, 36, 52


def hero_picture() -> SafeString:
    """Lines and circles for an SVG of 560 × 400; the same for the same data."""
    return remembered("picture", _draw)


def _draw() -> SafeString:
    relations = list(Relation.objects.public().values_list("from_network_id", "to_network_id"))
    degree: dict[int, int] = {}
    for pair in relations:
        for pk in pair:
            degree[pk] = degree.get(pk, 0) + 1
    public = list(Network.objects.published().order_by("-checked_on", "pk").values_list("pk", flat=True)[:2000])
    chosen = sorted(public, key=lambda pk: -degree.get(pk, 0))[:NODES]
    spots = _spots(len(chosen))
    at = dict(zip(chosen, spots, strict=True))
    edges = {tuple(sorted((at[a], at[b]))) for a, b in relations if a in at and b in at}
    for spot in spots:  # a calm net also where the data has no relation
        nearest = sorted(spots, key=lambda other: math.dist(spot, other))[1:2]
        edges |= {tuple(sorted((spot, other))) for other in nearest}
    lines = "".join(f'<line x1="{a[0]}" y1="{a[1]}" x2="{b[0]}" y2="{b[1]}"/>' for a, b in sorted(edges))
    signal = at.get(public[0]) if public else None
    return mark_safe(lines + "".join(_dot(spot, degree.get(pk, 0), spot == signal) for pk, spot in at.items()))


def _spots(count: int) -> list[tuple[int, int]]:
    dice = random.Random(11)
    spots: list[tuple[int, int]] = []
    while len(spots) < count:
        spot = (dice.randint(24, WIDTH - 24), dice.randint(24, HEIGHT - 24))
        if all(math.dist(spot, other) > GAP for other in spots):
            spots.append(spot)
    return sorted(spots, key=lambda spot: math.dist(spot, (WIDTH / 2, HEIGHT / 2)))


def _dot(spot: tuple[int, int], relations: int, is_signal: bool) -> str:
    kind = ' class="np-graph__signal"' if is_signal else ' class="np-graph__full"' if relations > 2 else ""
    radius = 11 if is_signal else 4 + min(relations, 4)
    return f'<circle{kind} cx="{spot[0]}" cy="{spot[1]}" r="{radius}"/>'
