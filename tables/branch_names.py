"""How cells name branches (WZ): as pages do, „26.1 Herstellung von … (WZ 2025)“, by code or title, with the edition or
without."""

import re
from collections.abc import Iterable, Iterator

from core.text import fold
from networks.branches import BranchRow, BranchTree

_CODE = re.compile(r"(?:WZ ?)?(?:20(?:08|25):? )?(?:[A-U] ?)?\d\d(?:\.\d{1,2}){0,2}(?: .*)?", re.DOTALL)


def labels() -> dict[int, str]:
    """As they are read again; what parts cells stands in none."""
    return {row.pk: _label(row) for row in BranchTree.current().rows.values()}


def _label(row: BranchRow) -> str:
    return f"{row.code} {_title(row)} (WZ {row.edition})"


def _title(row: BranchRow) -> str:
    return row.title.replace(";", ",")


def spellings(row: BranchRow) -> Iterator[str]:
    """All that is read as this branch, folded."""
    title = _title(row)
    for said in (row.code, title, f"{row.code} {title}"):
        yield from (fold(one) for one in (said, f"WZ {said}", f"WZ {row.edition} {said}", f"{said} (WZ {row.edition})"))
    yield fold(BranchTree.current().label(row))


def one_of(pks: Iterable[int]) -> set[int]:
    """Of branches of one title the widest in the newest edition: those below it say the same."""
    rows = [BranchTree.current().rows[pk] for pk in pks]
    if len({row.title for row in rows}) > 1:
        return {row.pk for row in rows}
    newest = max((row.edition for row in rows), default="")
    found = sorted((row for row in rows if row.edition == newest), key=lambda row: (row.level, row.code))
    return {row.pk for row in found[:1]}


def is_code(text: str) -> bool:
    return bool(_CODE.fullmatch(text.strip()))
