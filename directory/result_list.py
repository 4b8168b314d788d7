"""The result lines of network lists, from the facet index and one query."""

from typing import NamedTuple

from core.prepared import ask_many
from directory.facets import NetworkIndex
from networks.enums import NetworkKind
from networks.models import Network
from pages.alive import Alive
from reach.rungs import Reach

KIND_LABELS = dict(NetworkKind.choices)
KIND_ICONS = {kind: NetworkKind(kind).icon for kind in NetworkKind.values}
SHOWN_FIELDS = 3


class NetworkLine(NamedTuple):
    """A network as directory/network_lines.html prints it. `reach`: whom somebody can reach about it."""

    pk: int
    slug: str
    name: str
    icon: str
    kind: str
    regions: list[str]
    summary: str
    fields: list[str]
    alive: Alive
    reach: Reach


def network_lines(index: NetworkIndex, pks: list[int]) -> list[NetworkLine]:
    """The networks in the order given."""
    if not pks:
        return []
    texts = dict(ask_many("network results", pks, _texts))
    return [_line(index, pk, texts[pk]) for pk in pks if pk in texts and pk in index.position]


def _texts(pks: list[int]):
    """What the index does not hold."""
    return Network.objects.filter(pk__in=pks).order_by().values_list("pk", "summary")


def _line(index: NetworkIndex, pk: int, summary: str) -> NetworkLine:
    card = index.card(pk)
    row = index.rows[index.position[pk]]
    return NetworkLine(
        pk,
        row.slug,
        row.name,
        KIND_ICONS.get(row.kind, "network"),
        KIND_LABELS.get(row.kind, ""),
        [index.regions[pk].name for pk in card.regions],
        summary,
        [index.fields[pk].name for pk in card.fields[:SHOWN_FIELDS] if pk in index.fields],
        index.alive(pk),
        index.reach(pk),
    )
