"""Parts of a network folded under it in lists: six consortia of one initiative are one card, not six.

Whoever asks for a part by its name finds it by itself, and so does whoever asks for a place where the part works and
the whole does not. Who has chosen nothing sees all there are.
"""

from core.facets import Selection
from core.folding import Folded, folded
from core.text import fold
from directory.facets import NetworkIndex


def fold_networks(index: NetworkIndex, selection: Selection, text: str = "") -> Folded:
    """`text`: what was looked for."""
    if not text and not any(selection.chosen.values()):
        return Folded(selection, {})
    words, tree = set(fold(text).split()), index.tree
    chosen = [tree.by_slug(slug) for slug in selection.chosen.get("region", ())]
    there = index.naming(set().union(*(tree.matching(region.pk) for region in chosen if region)))

    def is_named(part: int) -> bool:
        return bool(words) and words <= set(fold(index.rows[part].name).split())

    return folded(selection, index.wholes, index.part_bits, is_named, there)
