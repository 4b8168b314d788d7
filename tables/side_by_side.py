"""What a row and an entry of the same name say of the same, and whether that makes them one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from duplicates.known import site_of, ways_in, ways_of
from publishing.snapshots import Snapshot
from regions.models import Region
from regions.tree import RegionTree
from sheets.sameness import says_the_same
from tables.columns import AmountColumn, Column, TableKind
from tables.matching import shares_ground
from tables.parting import split
from tables.proposal import Writer
from tables.values import is_single, listed

_WEBSITE = "website"
_ANOTHER_ORDER = 4  # so many times as many work elsewhere


@dataclass(frozen=True)
class Line:
    """`there`: what the entry says, `said`: what the table does; `is_lost`: the entry says it once, and otherwise."""

    label: str
    there: str
    said: str
    is_lost: bool = False


@dataclass
class Pair:
    """`lines`: where they differ; `agrees`: whether something besides the name is the same; `against`: what speaks
    against it."""

    lines: list[Line] = field(default_factory=list)
    agrees: bool = False
    against: list[str] = field(default_factory=list)

    @property
    def both(self) -> list[Line]:
        return [line for line in self.lines if line.there]

    @property
    def only_said(self) -> list[Line]:
        return [line for line in self.lines if not line.there]

    @property
    def is_one(self) -> bool:
        return self.agrees and not self.against

    @property
    def lost(self) -> str:
        return ", ".join(line.label for line in self.lines if line.is_lost)

    def say(self, agrees: bool, against: Any, label: str) -> None:
        self.agrees = self.agrees or agrees
        self.against += [label] if against else []


def pair(kind: TableKind, writer: Writer, row: Mapping[str, str], pk: int, there: Snapshot) -> Pair:
    """`row`: what it says by column; `there`: the entry as it is."""
    found = Pair(agrees=bool(ways_in(row) & ways_of(kind.model, [pk])[pk]))
    for column in kind.imported:
        said, now = row.get(column.key, ""), writer.text(column, there)
        if not said or column.key in kind.names:
            continue
        if not says_the_same(getattr(column, "target", None), said, now):
            found.lines.append(Line(column.label, now, said, is_single(column) and bool(now)))
        if now and (ask := _asked(kind, column)):
            ask(found, writer, column, said, there)
    return found


def _asked(kind: TableKind, column: Column) -> Callable[..., None] | None:
    if column.key == kind.place:
        return _places
    if isinstance(column, AmountColumn):
        return _amounts
    return _sites if column.key == _WEBSITE else None


def _places(found: Pair, writer: Writer, column: Any, said: str, there: Snapshot) -> None:
    target = column.target
    own = {*there["many"].get(target.name, []), there["fields"].get(getattr(target, "attname", ""))} - {None}
    stated = {*listed(writer.cells, column, said).values}
    if target.related_model is Region:
        is_one = shares_ground(stated, own, RegionTree.current())
    else:
        is_one = bool(stated & own)
    found.say(bool(stated) and is_one, stated and not is_one, column.label)


def _sites(found: Pair, writer: Writer, column: Any, said: str, there: Snapshot) -> None:
    known, stated = ({_host(one) for one in split(text)} - {""} for text in (writer.text(column, there), said))
    found.say(bool(known & stated), known and stated and not known & stated, column.label)


def _host(url: str) -> str:
    return site_of(url).partition("/")[0]


def _amounts(found: Pair, writer: Writer, column: Any, said: str, there: Snapshot) -> None:
    known = [row["fields"]["number"] for _, row in writer.rows_of(column, there)]
    stated = [number for number, *_ in listed(writer.cells, column, said).values]
    far = stated and not any(_is_near(float(one), float(other)) for one in known for other in stated)
    found.say(False, far, column.label)


def _is_near(one: float, other: float) -> bool:
    return max(one, other) <= _ANOTHER_ORDER * min(one, other)
