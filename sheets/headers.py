"""Which row of a table holds its headers: titles, dates and notes may stand above."""

import re
from collections.abc import Sequence, Set
from itertools import chain
from typing import NamedTuple

from core.text import fold

LOOKED_AT = 30  # rows that are not empty
RawRow = tuple[int, list[str]]  # number in the file, cells


class Head(NamedTuple):
    """`known`: how many of its cells are known headers; `place`: which of the rows it is."""

    known: int
    place: int


_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BETWEEN = re.compile(r"[/|\n]|\bbzw\b|\boder\b")


def spellings(header: str) -> list[str]:
    """What a header may be known as, folded, the surest first: as it is, without what stands in brackets, its parts:
    „Webseite/URL (falls vorhanden)“."""
    bare = _REMARK.sub(" ", header)
    found = (fold(one) for one in (header, bare, *_BETWEEN.split(bare)))
    return list(dict.fromkeys(one for one in found if one))


def header_among(rows: Sequence[RawRow], words: Set[str]) -> Head:
    """The first of the rows with the most known headers. A single one may be a value („Netzwerk“), so it counts only
    where half of the row is known; else the first row is taken that is more than half as wide as the table.
    """
    best = Head(0, 0)
    for place, (_number, cells) in enumerate(rows):
        filled = [spellings(cell[:200])[:2] for cell in cells if cell.strip()]
        known = len(words & set(chain.from_iterable(filled)))
        if known > best.known and (known > 1 or 2 * known >= len(filled)):
            best = Head(known, place)
    if best.known:
        return best
    widths = [sum(bool(cell.strip()) for cell in cells) for _number, cells in rows]
    return Head(0, next(place for place, width in enumerate(widths) if 2 * width > max(widths)))
