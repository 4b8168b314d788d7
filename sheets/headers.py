"""Which row of a table holds its headers: titles, dates and notes may stand above."""

import re
from collections.abc import Sequence, Set
from datetime import date
from itertools import chain
from typing import NamedTuple

from core.fuzzy_dates import FuzzyDate, FuzzyDateError, bounds, parse
from core.text import fold

LOOKED_AT = 30  # rows that are not empty
RawRow = tuple[int, list[str]]  # number in the file, cells


class Head(NamedTuple):
    """`known`: how many of its cells are known headers; `place`: which of the rows it is."""

    known: int
    place: int


_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_STAND = re.compile(r"\b(?:Daten)?stand(?: (?:der|des) [^\W\d]{2,30})?(?: (?:per|vom|zum))? ?:? ?", re.I)
_WORDS_OF_A_DATE = 4
_BETWEEN = re.compile(r"[/|\n,;&+]|: |\b(?:bzw|oder|und|u)\b")


def spellings(header: str) -> list[str]:
    """What a header may be known as, folded, the surest first: as it is, without what stands in brackets, after its
    colon, its parts: „Webseite/URL (falls vorhanden)“, „Anschrift: Straße“.
    """
    bare = _REMARK.sub(" ", header)
    found = (fold(one) for one in (header, bare, bare.rpartition(": ")[2], *_BETWEEN.split(bare)))
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


def stand_among(rows: Sequence[RawRow]) -> FuzzyDate | None:
    """From when the rows above the headers say that the table is: „Liste der Betriebe, Stand März 2026“."""
    for _number, cells in rows:
        text = " ".join(" ".join(cells).split())[:1_000]
        for found in _STAND.finditer(text):
            words = text[found.end() :].split(" ")[:_WORDS_OF_A_DATE]
            for length in range(len(words), 0, -1):
                if stand := _past(" ".join(words[:length]).strip(" ,;.()[]")):
                    return stand
    return None


def _past(text: str) -> FuzzyDate | None:
    try:
        found = parse(text)
        earliest, latest = bounds(found.edtf)
    except FuzzyDateError:
        return None
    return found if earliest and latest and earliest <= date.today() else None
