"""What goes with records that are deleted, what stands against it, and what becomes of their addresses: in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.text import capfirst

from accounts.models import Editor
from core.kinds import record_models
from desk.pages import form_url
from publishing import history
from publishing.enums import State
from publishing.models import Record, SlugHistory, Statement
from publishing.permissions import check_delete
from publishing.references import Reference, references_to
from publishing.snapshots import parts_of

SHOWN = 20
MOST = 100  # at once: every row of each is looked at


@dataclass(frozen=True)
class Line:
    """A row in words; names and forms of the other records that it is about."""

    text: str
    about: list[tuple[str, str]]


@dataclass
class Group:
    """Rows of a kind; not all of many are shown."""

    label: str
    count: int = 0
    lines: list[Line] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


@dataclass
class Consequences:
    """`own`: what belongs to the records alone. `shared`: rows and lists that other records lose by it.

    `against`: what has to go or point elsewhere before. `refused`: why the account may not, in words.
    """

    fates: list[tuple[Record, str]]
    own: list[Group]
    shared: list[Group]
    against: list[Group]
    refused: list[str]


def consequences(records: Sequence[Record], by: Editor) -> Consequences:
    """Of deleting records of one kind; as many queries for the rows of some as of one."""
    if len(records) > MOST:
        return Consequences([], [], [], [], [f"Höchstens {MOST} Einträge auf einmal; gewählt sind {len(records)}."])
    found = Consequences([(record, _fate(record)) for record in records], [], [], [], list(_refused(records, by)))
    for reference in references_to(type(records[0])) if records else ():
        rows = reference.rows_of(type(records[0]), [record.pk for record in records])
        if _concerns(reference, type(records[0])) and (count := rows.count()):
            group = Group(_label(reference), count, _lines(rows, records))
            _group_for(found, reference).append(group)
    return found


def _refused(records: Sequence[Record], by: Editor) -> Iterator[str]:
    for record in records:
        try:
            check_delete(by, record)
        except PermissionDenied as error:
            yield f"„{record}“: {error}"


def _fate(record: Record) -> str:
    """What becomes of its addresses, and of what somebody has begun to change."""
    former = len(SlugHistory.of(record).filter(object_id=record.pk))
    waiting = history.open_change(record)
    begun = f" Die offene Änderung von {waiting.created_by or 'unbekannt'} wird verworfen." if waiting else ""
    if record.state in (State.PUBLISHED, State.ARCHIVED) and record.has_page:
        earlier = f" und {former} frühere Adressen antworten" if former > 1 else ""
        earlier = " und die frühere Adresse antworten" if former == 1 else earlier or " antwortet"
        return f"{record.get_absolute_url()}{earlier} danach: „Diese Seite gibt es nicht mehr“ (410).{begun}"
    if former:
        return f"{record.get_absolute_url()} wird frei; Umleitungen von früheren Adressen enden.{begun}"
    return f"{record.get_absolute_url()} ist nicht öffentlich und wird frei.{begun}"


def _concerns(reference: Reference, model: type[Record]) -> bool:
    """Rows that go along or stand against it. What merely loses a pointer stays; its own lists are the record."""
    if reference.model is SlugHistory:
        return False
    if reference.typed:
        return any(relation.related_model is reference.model for relation in model._meta.private_fields)
    if many := _list_of(reference):
        return many.m2m_column_name() != reference.column
    return _protects(reference) or _column(reference).remote_field.on_delete is models.CASCADE


def _column(reference: Reference) -> Any:
    columns = {column.attname: column for column in reference.model._meta.concrete_fields}
    return columns[reference.column]


def _protects(reference: Reference) -> bool:
    return not reference.typed and _column(reference).remote_field.on_delete is models.PROTECT


def _list_of(reference: Reference) -> models.ManyToManyField | None:
    """The list whose entries the rows are."""
    declaring: Any = reference.model._meta.auto_created  # by the record whose list it is
    lists = declaring._meta.many_to_many if declaring else ()
    return next((many for many in lists if many.remote_field.through is reference.model), None)


def _group_for(found: Consequences, reference: Reference) -> list[Group]:
    if _protects(reference):
        return found.against
    every: list[type[Record]] = record_models()
    parts = [part for kind in every for part in parts_of(kind).values() if part.model is reference.model]
    alone = reference.typed or len(parts) == 1 and f"{parts[0].owner}_id" == reference.column
    return found.own if alone else found.shared


def _label(reference: Reference) -> str:
    if many := _list_of(reference):
        return f"{capfirst(many.model._meta.verbose_name_plural)}: {many.verbose_name}"
    return capfirst(reference.label)


def _lines(rows: models.QuerySet, records: Sequence[Record]) -> list[Line]:
    foreign = [column.name for column in _foreign(rows.model) if column.name != "content_type"]
    return [Line(_text(row), _about(row, records)) for row in rows.select_related(*foreign)[:SHOWN]]


def _foreign(model: type[models.Model]) -> list[models.Field]:
    return [column for column in model._meta.concrete_fields if column.many_to_one and column.name != "source"]


def _text(row: models.Model) -> str:
    """What a row says; a record is named by its link."""
    return str(row)[:200] if isinstance(row, Statement) else ""


def _about(row: models.Model, records: Sequence[Record]) -> list[tuple[str, str]]:
    """The records that a row is part of or points to, except those that go."""
    if isinstance(row, Record):
        return [] if row in records else [(str(row), form_url(row))]
    ends = [getattr(row, column.name) for column in _foreign(type(row))] + [getattr(row, "subject", None)]
    return [pair for end in ends if isinstance(end, Record | Statement) for pair in _about(end, records)]
