"""Parts of a network folded under it in lists: six consortia of one initiative are one card, not six.

Only what is in the list anyway is folded, and only under what is in it, too. Whoever asks for a part by its name finds
it by itself, and so does whoever asks for a place where the part works and the whole does not.
"""

from collections.abc import Iterable
from typing import NamedTuple

from core.bits import positions
from core.facets import Selection
from core.text import fold
from directory.facets import NetworkIndex


class Folded(NamedTuple):
    """A selection without what is folded, and that by the key of what it is folded under, in dictionary order."""

    selection: Selection
    parts: dict[int, list[int]]

    @property
    def count(self) -> int:
        return sum(map(len, self.parts.values()))


def folded(index: NetworkIndex, selection: Selection, text: str = "") -> Folded:
    """`text`: what was looked for in the names."""
    candidates = selection.bits & index.part_bits
    if not candidates:
        return Folded(selection, {})
    there = _there(index, selection.chosen.get("region", ()))
    words = set(fold(text).split())
    under = {}
    for part in positions(candidates):
        if words and words <= set(fold(index.rows[part].name).split()):
            continue
        at_best = there if there >> part & 1 else -1
        wholes = (whole for whole in index.wholes[part] if selection.bits & at_best & (1 << whole))
        if (whole := next(wholes, None)) is not None:
            under[part] = whole
    return _folded(index, selection, {part: uppermost(part, under) for part in under})


def _there(index: NetworkIndex, slugs: Iterable[str]) -> int:
    """The networks that work in the chosen regions themselves, not only around them; none where nothing is chosen."""
    regions = [region for slug in slugs if (region := index.tree.by_slug(slug))]
    return index.naming(set().union(*(index.tree.matching(region.pk) for region in regions)))


def uppermost(part: int, under: dict[int, int]) -> int:
    """The uppermost whole. Of a circle the first in the dictionary stands for all."""
    path = [part]
    while (whole := under.get(path[-1])) is not None:
        if whole in path:
            return min(path[path.index(whole) :])
        path.append(whole)
    return path[-1]


def _folded(index: NetworkIndex, selection: Selection, tops: dict[int, int]) -> Folded:
    parts: dict[int, list[int]] = {}
    hidden = 0
    for part, top in tops.items():
        if part != top:
            hidden |= 1 << part
            parts.setdefault(index.pks[top], []).append(index.pks[part])
    return Folded(selection.less(hidden), parts)
