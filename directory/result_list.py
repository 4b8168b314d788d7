"""The result lines of network lists, from the facet index and one query."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import starmap
from typing import NamedTuple

from core.prepared import ask_many
from core.words import Words, _lazy, language, ngettext
from directory.facets import NetworkIndex
from networks.enums import NetworkKind
from networks.models import Network
from pages.alive import Alive
from pages.areas import unsure_areas
from pages.portals import OFFERS
from reach.rungs import Reach
from regions.nearness import Nearness


@lru_cache
def _kinds(language: str | None) -> dict[str, tuple[str, str]]:
    """kind → icon and label; to ask for the words of each line took a fortieth of a list."""
    return {kind.value: (kind.icon, str(kind.label)) for kind in NetworkKind}


class NetworkLine(NamedTuple):
    """A network as directory/network_lines.html prints it. `field`: the one that is asked for or says most; `more_…`:
    how many there are besides; `parts`: slug and name of what is folded under it; `reach`: whom somebody can reach;
    `step`: how near it is to the place that was asked for; `claim`: that a source does not say so of that place;
    `portals`: what one can use of it elsewhere, „Stellen“."""

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
    claim: Words
    portals: list[Words]


class _Text(NamedTuple):
    """What is asked for: faster than to unpack it from the index, which does not hold all of it."""

    pk: int
    slug: str
    name: str
    kind: str
    summary: str


REACHES_IN = _lazy("reicht hinein")


def network_lines(
    index: NetworkIndex,
    pks: list[int],
    asked: Iterable[str] = (),
    parts: Mapping[int, list[int]] | None = None,
    nearness: Nearness | None = None,
    places: Iterable[int] = (),
    summaries: Mapping[int, str] | None = None,
) -> list[NetworkLine]:
    """The networks in the order given, with how near they are. `asked`: the slugs of fields that somebody looks for;
    `parts`: what is folded under a network (`directory.folding`); `places`: the regions by which they were found, if
    `nearness` does not say it; `summaries`: where they have been read already. One query otherwise."""
    if not pks:
        return []
    texts = _read(pks) if summaries is None else _known(index, summaries)
    wanted, parts = index.fields_within(asked), parts or {}
    steps = nearness.labels(pks) if nearness else {}
    known = [pk for pk in pks if pk in texts and pk in index.position]
    claims = _claims(index, known, list(places) or (nearness.chosen if nearness is not None else []))
    return [
        _line(index, pk, texts[pk], wanted, parts.get(pk, ()), steps.get(pk, ""), claims.get(pk, "")) for pk in known
    ]


def _claims(index: NetworkIndex, pks: list[int], places: list[int]) -> dict[int, Words]:
    """key → what is less than said of the places by which networks were found: their region only reaches in, or a
    source only hints at it."""
    if not places:
        return {}
    tree, unsure = index.tree, unsure_areas(Network)
    reaching = set().union(*map(tree.reaching_into, places))
    claimed = set().union(*map(tree.meant_by, places)) - reaching
    found = {pk: unsure[pk] for pk in pks if pk in unsure}
    for pk in pks:
        own = index.regions_of.get(pk, ())
        if not reaching.isdisjoint(own) and claimed.isdisjoint(own):
            found[pk] = REACHES_IN
    return found


def _read(pks: list[int]) -> dict[int, _Text]:
    return {text.pk: text for text in starmap(_Text, ask_many("network results", pks, _texts))}


def _known(index: NetworkIndex, summaries: Mapping[int, str]) -> dict[int, _Text]:
    rows = {pk: index.rows[index.position[pk]] for pk in summaries if pk in index.position}
    return {pk: _Text(pk, row.slug, row.name, row.kind, summaries[pk]) for pk, row in rows.items()}


def _texts(pks: list[int]):
    return Network.objects.filter(pk__in=pks).order_by().values_list(*_Text._fields)


def _line(
    index: NetworkIndex, pk: int, row: _Text, wanted: set[int], parts: Iterable[int], step: str, claim: Words
) -> NetworkLine:
    card = index.card(pk)
    return NetworkLine(
        pk,
        row.slug,
        row.name,
        *_kinds(language()).get(row.kind, ("network", "")),
        index.regions[card.regions[0]].name if card.regions else "",
        max(len(card.regions) - 1, 0),
        row.summary,
        *_main_field(index, card.fields, wanted),
        index.alive(pk),
        index.reach(pk),
        [index.name(part) for part in parts],
        _parts_label(index, list(parts)),
        "" if claim is REACHES_IN else step,
        claim,
        [OFFERS[kind] for kind in index.portals.get(pk, ())],
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
