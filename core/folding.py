"""What is part of another record folded under it in a list: one line for both, and nothing lost.

Only what is in the list anyway is folded, and only under what is in it, too.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from core.bits import positions
from core.facets import Selection


class Folded(NamedTuple):
    """A selection without what is folded, and that by the key of what it is folded under, in the order of the list."""

    selection: Selection
    parts: dict[int, list[int]]

    @property
    def number(self) -> int:
        return sum(map(len, self.parts.values()))


def folded(
    selection: Selection, wholes: Mapping[int, list[int]], all_parts: int, stays: Callable[[int], bool], first: int
) -> Folded:
    """`wholes`: position of a part → those of what it is part of; `all_parts`: the set of the parts; `stays`: whether a
    part is a line of its own; `first`: records that come first, which are folded under others of them only."""
    under: dict[int, int] = {}
    for part in positions(selection.bits & all_parts):
        within = selection.bits & (first if first >> part & 1 else -1)
        whole = next((whole for whole in wholes[part] if within >> whole & 1), None)
        if whole is not None and not stays(part):
            under[part] = whole
    pks, hidden = selection.index.pks, 0
    parts: dict[int, list[int]] = {}
    for part in under:
        if (top := uppermost(part, under)) != part:
            hidden |= 1 << part
            parts.setdefault(pks[top], []).append(pks[part])
    return Folded(selection.less(hidden), parts)


def uppermost(part: int, under: Mapping[int, int]) -> int:
    """What the chain of wholes ends at. Of a circle its first in the list stands for all."""
    path = [part]
    while (whole := under.get(path[-1])) is not None:
        if whole in path:
            return min(path[path.index(whole) :])
        path.append(whole)
    return path[-1]
