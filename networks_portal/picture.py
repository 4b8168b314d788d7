"""The picture of the start page: networks and organisations as dots, what is stated between them as lines.

Nothing in it is invented: a line is a public relation of two networks or a public participation of an organisation.
Where the dots lie says nothing; they settle as if the lines were springs, always in the same way for the same data.
"""

import math
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from memory.kept import remembered
from networks.models import Participation, Relation

WIDTH, HEIGHT, MARGIN = 560, 400, 14
NODES, ROUNDS = 72, 70  # what a server lays out in a tenth of a second, once for each state of the data
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
Node = tuple[str, int]  # n or o, key
Edge = tuple[Node, Node]


class Picture(NamedTuple):
    """Paths of networks_portal/picture.html in a field of 560 × 400. `edges`: how many lines there are; `networks`,
    `organisations`: the dots of each, networks with several lines apart."""

    lines: str
    hubs: str
    networks: str
    organisations: str
    edges: int


def hero_picture() -> Picture:
    """The same for the same data."""
    return remembered("picture", _picture)


def _picture() -> Picture:
    return _draw(tuple(_edges()))


def _edges() -> list[Edge]:
    relations = Relation.objects.public().order_by().values_list("from_network_id", "to_network_id")
    participations = Participation.objects.public().order_by().values_list("network_id", "organisation_id")
    edges: set[Edge] = {(("n", min(pair)), ("n", max(pair))) for pair in relations if pair[0] != pair[1]}
    edges |= {(("n", network), ("o", organisation)) for network, organisation in participations}
    degree = Counter(node for edge in edges for node in edge)
    # Of a large directory what has most lines; an end that lies outside takes its line with it.
    chosen = set(sorted(degree, key=lambda node: (-degree[node], node))[:NODES])
    return sorted(edge for edge in edges if chosen.issuperset(edge))


@lru_cache(maxsize=2)
def _draw(edges: tuple[Edge, ...]) -> Picture:
    degree = Counter(node for edge in edges for node in edge)
    nodes = sorted(degree)
    number = {node: place for place, node in enumerate(nodes)}
    at = dict(zip(nodes, _settled(len(nodes), [(number[one], number[other]) for one, other in edges]), strict=True))
    hubs = [node for node in nodes if node[0] == "n" and degree[node] > 2]
    return Picture(
        "".join("M{} {}L{} {}".format(*at[one], *at[other]) for one, other in edges),
        _dots(at[node] for node in hubs),
        _dots(at[node] for node in nodes if node[0] == "n" and degree[node] <= 2),
        _dots(at[node] for node in nodes if node[0] == "o"),
        len(edges),
    )


def _dots(spots) -> str:
    """A path of points: round ends make dots of them."""
    return "".join(f"M{x} {y}h0" for x, y in spots)


def _settled(count: int, edges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Fruchterman and Reingold's springs from a spiral as the beginning, in whole pixels."""
    ideal = 0.8 * math.sqrt(WIDTH * HEIGHT / max(count, 1))
    spots = [_on_spiral(place, ideal) for place in range(count)]
    for turn in range(ROUNDS):
        pull = _pulls(spots, edges, ideal)
        most = ideal * (1 - turn / ROUNDS)
        spots = [_moved(spot, force, most) for spot, force in zip(spots, pull, strict=True)]
    return _fitted(spots)


def _on_spiral(place: int, ideal: float) -> tuple[float, float]:
    out, turn = math.sqrt(place + 1) * ideal / 2, place * GOLDEN_ANGLE
    return out * math.cos(turn), out * math.sin(turn)


def _pulls(spots: list, edges: list[tuple[int, int]], ideal: float) -> list[list[float]]:
    """Everything pushes everything away, lines and the middle draw together."""
    pull = [[-0.9 * x, -1.3 * y] for x, y in spots]  # wider than high
    reach = (2.6 * ideal) ** 2
    for one, (x, y) in enumerate(spots):
        for other in range(one):
            dx, dy = x - spots[other][0], y - spots[other][1]
            if (apart := dx * dx + dy * dy) > reach:
                continue
            push = 3 * ideal * ideal / (apart + 0.01)
            pull[one][0] += dx * push
            pull[one][1] += dy * push
            pull[other][0] -= dx * push
            pull[other][1] -= dy * push
    for one, other in edges:
        dx, dy = spots[one][0] - spots[other][0], spots[one][1] - spots[other][1]
        draw = math.hypot(dx, dy) / ideal / 2
        pull[one][0] -= dx * draw
        pull[one][1] -= dy * draw
        pull[other][0] += dx * draw
        pull[other][1] += dy * draw
    return pull


def _moved(spot: tuple[float, float], force: list[float], most: float) -> tuple[float, float]:
    length = math.hypot(*force) or 1
    step = min(length, most) / length
    return spot[0] + force[0] * step, spot[1] + force[1] * step


def _fitted(spots: list[tuple[float, float]]) -> list[tuple[int, int]]:
    if not spots:
        return []
    xs, ys = zip(*spots, strict=True)
    wide, high = max(xs) - min(xs) or 1, max(ys) - min(ys) or 1
    return [
        (
            round(MARGIN + (x - min(xs)) / wide * (WIDTH - 2 * MARGIN)),
            round(MARGIN + (y - min(ys)) / high * (HEIGHT - 2 * MARGIN)),
        )
        for x, y in spots
    ]
