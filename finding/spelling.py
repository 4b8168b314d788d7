"""How a form of the index, which has neither capitals nor umlauts, is written where it stands."""

import re
from collections.abc import Iterable

from language.text import core, parts
from packed.stretches import positions
from search.engine.understand import Understood
from search.engine.write import KEY_TIER, NAME_TIER, TEXT_TIER
from search.models import Entry

LOOKED_AT = 4
_SIMPLE = re.compile(r"[^\W_]+")


def corrections(understood: Understood) -> list[tuple[str, str]]:
    """(typed, meant) for the words that were taken for a misspelling; one query when there are any."""
    where = {unit.text: unit.levels for unit in understood.units}
    words = as_written([(typed, form, where.get(typed, {})) for typed, form in understood.corrected])
    return list(dict.fromkeys([*words, *understood.misspelt]))


def as_written(found: list[tuple[str, str, dict]]) -> list[tuple[str, str]]:
    """For each (typed, form, where it stands) the typed word and the form as an entry writes it, else as it is."""
    wanted = {typed: _likeliest(levels) for typed, _, levels in found}
    numbers = {number for some in wanted.values() for number in some}
    rows = Entry.objects.only("title", "names", "meta", "summary").in_bulk(numbers) if numbers else {}
    return [(typed, _written(form, (rows[n] for n in wanted[typed] if n in rows))) for typed, form, _ in found]


def _likeliest(levels: dict) -> list[int]:
    """Some entries, those first whose name the form is part of."""
    for tier in (NAME_TIER, KEY_TIER, TEXT_TIER):
        bits = 0
        for (_, at), more in levels.items():
            if at == tier:
                bits |= more
        if bits:
            return positions(bits, LOOKED_AT)
    return []


def _written(form: str, rows: Iterable[Entry]) -> str:
    for row in rows:
        for text in (row.title, row.names, row.meta, row.summary):
            for chunk in (piece[slice(*core(piece))] for piece in text.split()):
                if "".join(parts(chunk)) == form:
                    return chunk
                for word in _SIMPLE.findall(chunk):
                    if "".join(parts(word)) == form:
                        return word
    return form
