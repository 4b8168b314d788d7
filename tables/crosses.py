"""Tables with a column for each network and a cross where a firm belongs to it: read as if its name stood there."""

from dataclasses import replace

from duplicates.namesakes import LONGEST, known_names
from networks.models import Network
from sheets.sheet import Sheet, SheetRow
from tables.meant import networks_called
from tables.names import Names

_CROSSES = frozenset("xX✓✔✗×•●")
_YES, _NO = _CROSSES | {"ja", "Ja", "JA", "1"}, frozenset(("nein", "Nein", "-", "–", "0"))
_HEADER = "Netzwerk: "


def with_names(sheet: Sheet) -> Sheet:
    """A column of crosses names a network where its header does; beside such a one also what nobody knows yet, so that
    it is asked about."""
    crossed = {at: header for at, header in enumerate(sheet.headers) if header and _has_only(sheet, at, _YES)}
    known = {at for at, header in crossed.items() if _is_network(header)}
    if not known:
        return sheet
    told = known | {at for at in crossed if {at - 1, at + 1} & known and _has_only(sheet, at, _CROSSES)}
    headers = [f"{_HEADER}{header}" if at in told else header for at, header in enumerate(sheet.headers)]
    return replace(sheet, headers=headers, rows=[_named(row, told, sheet.headers) for row in sheet.rows])


def _has_only(sheet: Sheet, at: int, marks: frozenset[str]) -> bool:
    texts = {row.cells[at].strip() for row in sheet.rows} - {""}
    return bool(texts & marks) and texts <= marks | _NO


def _is_network(header: str) -> bool:
    name = header[:LONGEST]
    return Names.of(Network).knows(name) or bool(known_names(Network).find(name) or networks_called(name))


def _named(row: SheetRow, told: set[int], headers: list[str]) -> SheetRow:
    cells = [(headers[at] if text.strip() in _YES else "") if at in told else text for at, text in enumerate(row.cells)]
    return replace(row, cells=cells)
