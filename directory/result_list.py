"""The result lines of network lists, from the facet index and one query."""

from datetime import date
from typing import NamedTuple

from core.prepared import ask_many
from directory.facets import NetworkIndex
from directory.near import Nearness
from networks.enums import NetworkKind, Status
from networks.models import Network
from networks.status import SHAPES, Shape
from pages.records import freshness_of

KIND_LABELS = dict(NetworkKind.choices)
KIND_ICONS = {kind: NetworkKind(kind).icon for kind in NetworkKind.values}
SHOWN_FIELDS = 3


class NetworkLine(NamedTuple):
    """A network as directory/network_lines.html prints it. `status`: none while it is active. `step`: how near it is
    to the place that was asked for."""

    pk: int
    slug: str
    name: str
    icon: str
    kind: str
    regions: list[str]
    summary: str
    fields: list[str]
    status: Shape | None
    freshness: str
    freshness_state: str
    step: str = ""


def network_lines(index: NetworkIndex, pks: list[int], nearness: Nearness | None = None) -> list[NetworkLine]:
    """The networks in the order given, with how near they are."""
    if not pks:
        return []
    today = date.today()
    texts = {pk: rest for pk, *rest in ask_many("network results", pks, _texts)}
    lines = [_line(index, pk, *texts[pk], today) for pk in pks if pk in texts and pk in index.position]
    return [line._replace(step=nearness.label(line.pk)) for line in lines] if nearness else lines


def _texts(pks: list[int]):
    """What the index does not hold."""
    return Network.objects.filter(pk__in=pks).order_by().values_list("pk", "summary", "check_interval")


def _line(index: NetworkIndex, pk: int, summary: str, interval: int | None, today: date) -> NetworkLine:
    card = index.card(pk)
    row = index.rows[index.position[pk]]
    source = index.sources.get(card.source)
    label, state = freshness_of(
        row.checked_on, interval or Network.default_check_interval, source.as_of_display if source else "", today
    )
    return NetworkLine(
        pk,
        row.slug,
        row.name,
        KIND_ICONS.get(row.kind, "network"),
        KIND_LABELS.get(row.kind, ""),
        [index.regions[pk].name for pk in card.regions],
        summary,
        [index.fields[pk].name for pk in card.fields[:SHOWN_FIELDS] if pk in index.fields],
        None if card.status == Status.ACTIVE else SHAPES[card.status],
        label,
        state,
    )
