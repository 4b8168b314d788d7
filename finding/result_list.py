"""The lines of a result page: kind, name, and what of the entry was meant."""

from functools import lru_cache
from typing import NamedTuple

from core.words import language
from directory.result_list import NetworkLine
from finding.marking import Marker, Pieces, is_found
from search.documents import KINDS
from search.query import Hit


class KindLine(NamedTuple):
    """`place`: whatever else places the entry: its sort, its office, its regions."""

    icon: str
    label: str
    place: Pieces


class ResultLine(NamedTuple):
    """An entry as search/lines.html prints it. `other_name`: by which it was found, when its title does not show it.
    `network`: what its card says."""

    kind: KindLine
    url: str
    title: Pieces
    other_name: Pieces
    text: Pieces
    network: NetworkLine | None = None


def result_line(row: Hit, marker: Marker, network: NetworkLine | None = None) -> ResultLine:
    title = marker.marked(row.title)
    other = [] if is_found(title) else _other_name(row, marker)
    return ResultLine(kind_line(row, marker), row.url, title, other, marker.snippet(row.summary), network)


def kind_line(row: Hit, marker: Marker) -> KindLine:
    label, more = _label(row.kind, language()), row.meta
    first, _dot, rest = more.partition(" · ")
    if first.startswith(label):  # „Veranstaltungsreihe“ says that it is a Veranstaltung
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
