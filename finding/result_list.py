"""The lines of a result page: kind, name, and what of the entry was meant."""

from functools import lru_cache
from typing import NamedTuple

from core.words import language
from directory.result_list import NetworkLine
from finding.folding import KIND as NETWORK
from finding.marking import Marker, Pieces, is_found
from networks.activity_lines import UNKNOWN, standings
from programmes.facets import closed_calls
from programmes.models import Programme
from reach.hits import Key, Sure, how_sure, is_sure
from search.documents import KINDS
from search.query import Hit


class KindLine(NamedTuple):
    """`place`: whatever else places the entry: its sort, its office, its regions."""

    icon: str
    label: str
    place: Pieces


class ResultLine(NamedTuple):
    """An entry as search/lines.html prints it. `other_name`: by which it was found, when its title does not show it.
    `network`: what its card says; `state`: that it is only an idea, a plan or long ago; `sure`: how sure it is and
    whom to reach, of what may change."""

    kind: KindLine
    url: str
    title: Pieces
    other_name: Pieces
    text: Pieces
    network: NetworkLine | None = None
    state: str = ""
    sure: NetworkLine | Sure | None = None


def sure_of(rows: list[Hit]) -> dict[Key, Sure]:
    """Of those among the hits that may have changed and are no networks."""
    return how_sure({key_of(row): row.checked_on for row in rows if is_sure(KINDS[row.kind])})


def result_lines(
    rows: list[Hit], marker: Marker, networks: dict[int, NetworkLine], sure: dict[Key, Sure]
) -> list[ResultLine]:
    """`networks`: the cards of those among them."""
    return [
        _line(row, marker, networks.get(row.object_id) if row.kind == NETWORK else None, sure.get(key_of(row)))
        for row in rows
    ]


def key_of(row: Hit) -> Key:
    return KINDS[row.kind].model, row.object_id


def _line(row: Hit, marker: Marker, network: NetworkLine | None, sure: Sure | None) -> ResultLine:
    title = marker.marked(row.title)
    other = [] if is_found(title) else _other_name(row, marker)
    return ResultLine(
        kind_line(row, marker),
        row.url,
        title,
        other,
        marker.snippet(row.summary),
        network,
        state_of(row, is_dated=bool(network or sure)),
        network or sure,
    )


def state_of(row: Hit, is_dated: bool = False) -> str:
    """What lists say of the state of such an entry, as of today. `is_dated`: the line says already from when it is."""
    model = KINDS[row.kind].model
    if model is Programme:
        return closed_calls().get(row.object_id, "")
    standing = standings(model).get(row.object_id, UNKNOWN)
    return standing.undated if is_dated else standing.words


def kind_line(row: Hit, marker: Marker) -> KindLine:
    label, more = _label(row.kind, language()), row.meta
    first, _dot, rest = more.partition(" · ")
    if label.casefold() in first.casefold():  # „Terminformat“ says that it is a Termin
        label, more = first, rest
    return KindLine(KINDS[row.kind].icon, label, marker.marked(more))


@lru_cache(maxsize=256)
def _label(kind: str, spoken: str | None) -> str:
    return KINDS[kind].title


def _other_name(row: Hit, marker: Marker) -> Pieces:
    for name in row.names.split("\n"):
        if name != row.title and is_found(marked := marker.marked(name)):
            return marked
    return []
