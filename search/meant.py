"""Which field or branch somebody means who calls it by another word, as the search understands it."""

from typing import NamedTuple

from language.text import parts, stem
from language.trades import ANYBODY
from networks.models import Branch, Field
from search.documents import KIND_OF
from search.engine.words import SYNONYM
from search.engine.write import KEY_TIER
from search.query import Found, search
from search.trade_table import trade_table
from search.trades import trade_called

_ANYBODY = frozenset(map(stem, ANYBODY))


class Meant(NamedTuple):
    """`why`: the branch that leads from the word to it. `is_sure`: no other is as near."""

    pk: int
    is_sure: bool
    why: str = ""


def field_called(text: str) -> Meant | None:
    """Two or three queries."""
    if not says_what(text):
        return None
    found, kind = search(text), KIND_OF[Field].key
    hits = found.page(0, 2, kind)
    if not hits:
        return None
    units = found.understood.units
    first = hits[0]
    led = found.trades[0] if len(found.trades) == 1 and found.trades[0].fields else None
    if led and led.fields[0][0] == first.title:
        is_whole = led.word == " ".join(unit.text for unit in units) and _is_name(led.meant or led.word)
        return Meant(first.object_id, is_whole and led.nearest == 1 and not found.dropped, led.branch)
    ways = [_ways(found, hit.position) for hit in hits]
    if found.trades or any(tier < KEY_TIER for _quality, tier in map(max, ways[0])):  # only stands in its text
        return None
    return Meant(first.object_id, not found.dropped and _is_nearest(*ways))


_Ways = list[list[tuple[int, int]]]  # how each word of the text fits an entry: quality and tier


def _ways(found: Found, position: int) -> _Ways:
    units = [unit for unit in found.understood.units if unit.text not in found.dropped]
    return [[level for level, bits in unit.levels.items() if bits >> position & 1] or [(0, 0)] for unit in units]


def _is_nearest(first: _Ways, second: _Ways | tuple = ()) -> bool:
    """Whether an entry is called so, and called so better than the next one."""
    best, other = list(map(max, first)), list(map(max, second))
    if any(quality < SYNONYM for quality, _tier in best):
        return False
    return best > other or (best == other and all(len(levels) == 1 for levels in second))


def branch_called(text: str) -> Meant | None:
    """The widest branch of that title, in the latest edition that has it; one query."""
    trade = trade_called(text) if says_what(text) else None
    if trade is None:
        return None
    branches = Branch.objects.filter(title=trade.branch).order_by("-edition", "level", "code")
    pk = branches.values_list("pk", flat=True).first()
    return Meant(pk, _is_name(trade.meant or text), trade.branch) if pk else None


def says_what(text: str) -> bool:
    """„Sonstige Dienstleister“ is no trade."""
    return any(stem(word) not in _ANYBODY for chunk in text.split() for word in parts(chunk))


def _is_name(word: str) -> bool:
    """Whether a trade is called so, not just a part of the word: sport with motors makes none."""
    return trade_table().whole("".join(parts(word))) is not None
