"""The cells of a list, some hundred entries at a time: what they say themselves beside what is said of them."""

from collections.abc import Iterable, Iterator

from lists.cells import CHUNK, cells_of
from lists.columns import AnyColumn
from lists.readers import BETWEEN, Lines, Reader
from lists.related import Related
from publishing.models import Record, SourceDocument
from publishing.snapshots import Snapshot, content_fields, many_fields, parts_of
from tables.columns import Column, FieldColumn, OneRowColumn, RowsColumn, TableKind
from tables.proposal import Writer


def rows_of(
    kind: TableKind, pks: Iterable[int], columns: list[AnyColumn], *, only_public: bool = False, split: bool = False
) -> Iterator[list[str]]:
    """The header, then a row for each entry, in the order of the keys; a constant number of queries for every five
    hundred. `only_public`: says nothing that visitors may not see. `split`: a row for each contact or task."""
    yield [column.label for column in columns]
    own = [column for column in columns if isinstance(column, Column)]
    writer, hidden = Writer(kind, None, False), _Unreleased(kind, own) if only_public else None
    pks = list(pks)
    for start in range(0, len(pks), CHUNK):
        chunk = pks[start : start + CHUNK]
        cells = cells_of(writer, chunk, own, hidden.take_out if hidden else None)
        lines = _lines(columns, chunk)
        for pk in chunk:
            if pk in cells:
                yield from _rows(pk, columns, iter(cells[pk]), lines, split)


def _lines(columns: list[AnyColumn], pks: list[int]) -> dict[Reader, Lines]:
    readers = dict.fromkeys(column.read for column in columns if isinstance(column, Related))
    return {read: read(pks) for read in readers}


def _rows(
    pk: int, columns: list[AnyColumn], own: Iterator[str], lines: dict[Reader, Lines], split: bool
) -> Iterator[list[str]]:
    found: list[list[str]] = []
    for column in columns:
        if not isinstance(column, Related):
            found.append([next(own)])
            continue
        said = [line[column.place] for line in lines[column.read].get(pk, ())]
        found.append(said or [""] if split and column.is_split else [_joined(said)])
    most = max((len(said) for said in found), default=1)
    for number in range(most):
        yield [
            said[0] if len(said) == 1 and not _is_split(column, split) else said[number] if number < len(said) else ""
            for column, said in zip(columns, found, strict=True)
        ]


def _is_split(column: AnyColumn, split: bool) -> bool:
    return split and isinstance(column, Related) and column.is_split


def _joined(said: list[str]) -> str:
    return BETWEEN.join(dict.fromkeys(filter(None, said)))


class _Unreleased:
    """Takes out of the states of public entries what they say of others that are not public, or not any more."""

    def __init__(self, kind: TableKind, columns: list[Column]):
        self.parts = parts_of(kind.model)
        self.rows = {column.part for column in columns if isinstance(column, RowsColumn | OneRowColumn)}
        wanted = {column.target for column in columns if isinstance(column, FieldColumn)}
        fields = [*content_fields(kind.model), *many_fields(kind.model)]
        self.named = [one for one in fields if one in wanted and _names_record(one)]

    def take_out(self, states: dict[int, Snapshot]) -> None:
        for name in self.rows:
            part = self.parts[name]
            keys = [int(key) for state in states.values() for key in state["parts"][name]]
            shown = part.model.objects.public(part.owner).filter(pk__in=keys)
            public = {str(pk) for pk in shown.values_list("pk", flat=True)}
            for state in states.values():
                state["parts"][name] = {key: row for key, row in state["parts"][name].items() if key in public}
        for field in self.named:
            group, name = ("many", field.name) if field.many_to_many else ("fields", field.attname)
            named = {pk for state in states.values() for pk in _listed(state[group][name])}
            shown = field.related_model.objects.published().filter(pk__in=named)
            public = set(shown.values_list("pk", flat=True))
            for state in states.values():
                kept = [pk for pk in _listed(state[group][name]) if pk in public]
                state[group][name] = kept if field.many_to_many else next(iter(kept), None)


def _listed(value: int | list[int] | None) -> list[int]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _names_record(field) -> bool:
    related = field.related_model
    return bool(related) and issubclass(related, Record) and related is not SourceDocument
