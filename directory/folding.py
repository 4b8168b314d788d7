"""Parts of a network folded under it in lists: six consortia of one initiative are one card, not six.

Only what is in the list anyway is folded, and only under what is in it, too. Whoever asks for a part by its name finds
it by itself, and so does whoever asks for a place where the part works and the whole does not. Who has chosen nothing
sees all there are.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from core.facets import Selection
from core.text import fold
from directory.facets import NetworkIndex
from packed.bits import bits_of, positions
from pages.folding import folded


class Folded(NamedTuple):
    """The set of what has no line of its own, and that by the key of the network it is folded under."""

    hidden: int
    parts: dict[int, list[int]]

    @property
    def number(self) -> int:
        return self.hidden.bit_count()


def fold_list(index: NetworkIndex, selection: Selection, text: str = "") -> Folded:
    """What is folded in a list. `text`: what was looked for."""
    if not text and not any(selection.chosen.values()):
        return Folded(0, {})
    words = set(fold(text).split())

    def is_named(part: int, _whole: int) -> bool:
        return bool(words) and words <= set(fold(index.rows[part].name).split())

    return fold_networks(index, selection.bits, selection.chosen.get("region", ()), is_named)


def fold_networks(
    index: NetworkIndex, bits: int, places: Iterable[str], stands_alone: Callable[[int, int], bool]
) -> Folded:
    """`places`: the regions asked for; `stands_alone`: whether a part meets what was asked better than a whole."""
    chosen = index.tree.named(list(places))
    there = index.naming(set().union(*map(index.tree.matching, chosen)))

    def goes_under(part: int, whole: int) -> bool:
        within = bits & there if there >> part & 1 else bits
        return bool(within >> whole & 1) and not stands_alone(part, whole)

    found = folded(positions(bits & index.part_bits), index.wholes, goes_under)
    hidden = bits_of((part for parts in found.values() for part in parts), len(index.pks))
    return Folded(hidden, {index.pks[whole]: [index.pks[part] for part in parts] for whole, parts in found.items()})
