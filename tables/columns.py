"""What a table may say about each kind of record, as data: one list serves export, mapping and comparison."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.text import capfirst

from core.kinds import CellRows, Kind, Table, kinds, side_by_side
from core.text import fold
from publishing.models import Record
from publishing.snapshots import parts_of
from regions.models import Region
from tables import words

ID, SLUG, EXPORTED = "id", "slug", "exportiert"
STAND = "stand"  # from when what a row says is
POST = "post"  # the address
WHOLE_NAME = "ganzer-name"


@dataclass(frozen=True)
class Column:
    """`words`: further headers, German and English, under which files carry it."""

    key: str
    label: str
    words: tuple[str, ...] = ()
    is_written: bool = True
    is_exported = True

    @cached_property
    def headers(self) -> set[str]:
        return {fold(word) for word in (self.key, self.label, *self.words)}

    @cached_property
    def stems(self) -> set[str]:
        return {words.stems(word) for word in (self.label, *self.words)} - {""}


@dataclass(frozen=True)
class FieldColumn(Column):
    """A column or a list of the record itself."""

    target: Any = None

    @property
    def is_required(self) -> bool:
        """A new record cannot be without it."""
        return not self.target.blank and not self.target.has_default()


@dataclass(frozen=True)
class RowsColumn(Column):
    """Rows of one kind below the record, several in a cell: its phone numbers, its abbreviations."""

    part: str = ""
    target: Any = None
    fixed: dict[str, Any] = field(default_factory=dict, hash=False)
    filled: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class PartColumn(RowsColumn):
    """A piece of such a row that files have in a column of its own, as the street of an address; no export has it."""

    is_exported = False


@dataclass(frozen=True)
class WholeColumn(Column):
    """What the entry has in several columns, as the name of a person."""

    is_exported = False


@dataclass(frozen=True)
class RowColumn(Column):
    """What a file says about a row of its own."""

    is_exported = False


@dataclass(frozen=True)
class AddedColumn(RowsColumn):
    """Rows that a file only adds to. Lists show them in columns of their own, as they are today."""

    is_exported = False


@dataclass(frozen=True)
class AmountColumn(AddedColumn):
    """How many there are of something, as „rund 1.200“; who counts again adds a figure."""


@dataclass(frozen=True)
class OneRowColumn(Column):
    """A value of the only row of its kind, as the task that a person is responsible for."""

    part: str = ""
    target: Any = None


@dataclass(frozen=True)
class TableKind:
    """`names`: the fields that make up the name; `place`: the field that tells records of one name apart; `today`: what
    a field says as of today, by the columns of the record; `once`: keys of what is asked once for a file."""

    model: type[Record]
    columns: tuple[Column, ...]
    names: tuple[str, ...]
    place: str
    today: Mapping[str, Callable[[Mapping[str, Any]], Any]] = field(default_factory=dict, hash=False)
    once: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def title(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @cached_property
    def words(self) -> frozenset[str]:
        """All headers that are known, folded."""
        return frozenset().union(*(column.headers for column in self.columns))

    def is_told(self, keys: Set[str]) -> bool:
        """Whether these columns say which entry is meant."""
        return bool(keys & {ID, SLUG, WHOLE_NAME}) or keys >= {*self.names}

    def is_name_of_person(self, key: str) -> bool:
        """Whether a column holds the name of somebody, or a part of it: never the same for two rows."""
        return WHOLE_NAME in self.by_key and key in (WHOLE_NAME, *self.names)

    def said(self, mapping: Mapping[str, str], cells: Sequence[str]) -> list[tuple[Column, str]]:
        """What a row says, by columns. `mapping`: position of a cell → key."""
        return [(self.by_key[key], cells[int(at)]) for at, key in mapping.items()]

    @property
    def place_target(self) -> Any:
        """The field that says where an entry is, or to what a person belongs."""
        return self.model._meta.get_field(self.place)

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @cached_property
    def written(self) -> tuple[Column, ...]:
        """What an export says and an import writes."""
        return tuple(column for column in self.imported if column.is_exported)

    @cached_property
    def imported(self) -> tuple[Column, ...]:
        """What an import writes."""
        return tuple(column for column in self.columns if column.is_written)

    @property
    def required(self) -> list[FieldColumn]:
        return [column for column in self.columns if isinstance(column, FieldColumn) and column.is_required]


def named_in(column: Column) -> set[str]:
    """By what changes of a record name what a column writes."""
    target: Any = getattr(column, "target", None)
    if part := getattr(column, "part", ""):
        return {part}
    return {target.name, getattr(target, "attname", target.name)} if target is not None else set()


def is_place(column: Column) -> bool:
    """Whether it says where something is."""
    target = getattr(column, "target", None)
    return isinstance(column, PartColumn) or (target is not None and target.related_model is Region)


# „Ort“ in a file is hardly ever the name of an entry.
_LABELS = {"place": "Veranstaltungsort (Eintrag)"}


def _fields(model: type[Record], *names: str) -> list[Column]:
    found: list[Column] = []
    for name in names:
        target: Any = model._meta.get_field(name)
        label = _LABELS.get(name) or str(capfirst(target.verbose_name))
        named = words.NAMES.get(model._meta.label_lower, ()) if name == "name" else ()
        found.append(FieldColumn(name, label, (*words.FIELDS.get(name, ()), *named), target=target))
    return found


def _row_column(kind: Kind, rows: CellRows) -> Column:
    model: type[Record] = kind.model
    part = parts_of(model)[rows.part]
    target = part.model._meta.get_field(rows.column)
    if rows.is_single:
        return OneRowColumn(rows.key, rows.label, rows.words, part=part.name, target=target)
    made = AmountColumn if rows.is_amount else AddedColumn if rows.is_added else RowsColumn
    return made(
        rows.key,
        rows.label,
        rows.words,
        part=part.name,
        target=target,
        fixed=dict(rows.fixed),
        filled=dict(rows.filled),
    )


def _kind(kind: Kind, table: Table) -> TableKind:
    """The columns of a kind whose table is declared, between those that every table has."""
    keys = [
        Column(ID, "Id", is_written=False),
        Column(SLUG, "Kurzadresse", ("Slug",), is_written=False),
    ]
    ends = [
        *_fields(kind.model, "internal_note"),
        Column("state", "Bearbeitungsstand", is_written=False),
        Column("checked_on", "Zuletzt geprüft am", ("Geprüft am",), is_written=False),
        Column("changed_at", "Geändert am", is_written=False),
        Column(EXPORTED, "Exportiert am", ("Exportdatum", "exported at"), is_written=False),
        RowColumn(STAND, "Stand der Zeile", words.STAND, is_written=False),
    ]
    own = [*_fields(kind.model, *table.fields), *(_row_column(kind, rows) for rows in table.rows)]
    if len(kind.names) > 1:
        own.insert(0, WholeColumn(WHOLE_NAME, "Vor- und Nachname", words.WHOLE_NAME, is_written=False))
    if any(column.key == POST for column in own):
        own += [PartColumn(key, label, also, is_written=False, part="channels") for key, label, also in words.ADDRESS]
    return TableKind(kind.model, (*keys, *own, *ends), kind.names, table.place, table.today, table.once)


KINDS: dict[str, TableKind] = {
    one.model._meta.label_lower: _kind(one, one.table) for one in side_by_side(kinds()) if one.table
}
