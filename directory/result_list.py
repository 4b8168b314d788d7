"""The result lines of network lists, from the facet index and one query."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from core.prepared import ask_many
from directory.facets import NetworkIndex
from networks.enums import NetworkKind, Status
from networks.models import Network
from networks.status import SHAPES, Shape
from pages.records import freshness_of

KIND_LABELS = dict(NetworkKind.choices)
KIND_ICONS = {kind: NetworkKind(kind).icon for kind in NetworkKind.values}


class NetworkLine(NamedTuple):
    """A network as directory/network_lines.html prints it. `status`: none while it is active; `field`: the one that is
    asked for or says most; `more_…`: how many there are besides."""

    pk: int
    slug: str
    name: str
    icon: str
    kind: str
    region: str
    more_regions: int
    summary: str
    field: str
    more_fields: int
    status: Shape | None
    freshness: str
    freshness_state: str


def network_lines(index: NetworkIndex, pks: list[int], asked: Iterable[str] = ()) -> list[NetworkLine]:
    """The networks in the order given. `asked`: the slugs of fields that somebody looks for."""
    if not pks:
        return []
    today = date.today()
    texts = {pk: rest for pk, *rest in ask_many("network results", pks, _texts)}
    wanted = index.fields_within(asked)
    return [_line(index, pk, *texts[pk], today, wanted) for pk in pks if pk in texts and pk in index.position]


def _texts(pks: list[int]):
    """What the index does not hold."""
    return Network.objects.filter(pk__in=pks).order_by().values_list("pk", "summary", "check_interval")


def _line(
    index: NetworkIndex, pk: int, summary: str, interval: int | None, today: date, wanted: set[int]
) -> NetworkLine:
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
        index.regions[card.regions[0]].name if card.regions else "",
        max(len(card.regions) - 1, 0),
        summary,
        *_main_field(index, card.fields, wanted),
        None if card.status == Status.ACTIVE else SHAPES[card.status],
        label,
        state,
    )


def _main_field(index: NetworkIndex, fields: tuple[int, ...], wanted: set[int]) -> tuple[str, int]:
    """The field that is asked for, else the one that fewest networks have; and how many others there are."""
    known = [pk for pk in fields if pk in index.fields]
    if not known:
        return "", 0
    counts = index.bits["feld"]
    first = min(known, key=lambda pk: (pk not in wanted, counts[index.fields[pk].slug].bit_count()))
    return index.fields[first].name, len(known) - 1
