"""The result lines of network lists, from the facet index and one query."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from core.prepared import ask_many
from core.words import ngettext
from directory.facets import NetworkIndex
from networks.enums import KIND_LABELS, NetworkKind
from networks.models import Network
from pages.alive import Alive
from reach.rungs import Reach
from regions.nearness import Nearness

KIND_ICONS = {kind: NetworkKind(kind).icon for kind in NetworkKind.values}


class NetworkLine(NamedTuple):
    """A network as directory/network_lines.html prints it. `field`: the one that is asked for or says most; `more_…`:
    how many there are besides; `parts`: slug and name of what is folded under it; `reach`: whom somebody can reach;
    `step`: how near it is to the place that was asked for."""

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
    alive: Alive
    reach: Reach
    parts: list[tuple[str, str]]
    parts_label: str
    step: str


def network_lines(
    index: NetworkIndex,
    pks: list[int],
    asked: Iterable[str] = (),
    parts: Mapping[int, list[int]] | None = None,
    nearness: Nearness | None = None,
) -> list[NetworkLine]:
    """The networks in the order given, with how near they are. `asked`: the slugs of fields that somebody looks for;
    `parts`: what is folded under a network (`directory.folding`)."""
    if not pks:
        return []
    texts = dict(ask_many("network results", pks, _texts))
    wanted, parts = index.fields_within(asked), parts or {}
    steps = nearness.labels(pks) if nearness else {}
    known = [pk for pk in pks if pk in texts and pk in index.position]
    return [_line(index, pk, texts[pk], wanted, parts.get(pk, ()), steps.get(pk, "")) for pk in known]


def _texts(pks: list[int]):
    """What the index does not hold."""
    return Network.objects.filter(pk__in=pks).order_by().values_list("pk", "summary")


def _line(index: NetworkIndex, pk: int, summary: str, wanted: set[int], parts: Iterable[int], step: str) -> NetworkLine:
    card = index.card(pk)
    row = index.rows[index.position[pk]]
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
        index.alive(pk),
        index.reach(pk),
        [index.name(part) for part in parts],
        _parts_label(index, list(parts)),
        step,
    )


def _main_field(index: NetworkIndex, fields: tuple[int, ...], wanted: set[int]) -> tuple[str, int]:
    """The field that is asked for, else the one that fewest networks have; and how many others there are."""
    known = [pk for pk in fields if pk in index.fields]
    if not known:
        return "", 0
    sizes = index.field_sizes
    first = min(known, key=lambda pk: (pk not in wanted, sizes[pk]))
    return index.fields[first].name, len(known) - 1


def _parts_label(index: NetworkIndex, parts: list[int]) -> str:
    """„6 Konsortien“ where all are, else „4 Teile“."""
    if not parts:
        return ""
    kinds = {index.rows[index.position[pk]].kind for pk in parts}
    if kinds == {NetworkKind.CONSORTIUM}:
        return ngettext("{count} Konsortium", "{count} Konsortien", len(parts)).format(count=len(parts))
    return ngettext("{count} Teil", "{count} Teile", len(parts)).format(count=len(parts))
