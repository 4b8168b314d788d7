"""An entry as it is read before anybody edits it: each part of its form in words, with the way to change it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import flatten
from django.db.models import Model
from django.utils import formats, timezone
from django.utils.text import capfirst

from core import fuzzy_dates
from core.fields import FuzzyDateField
from desk.admin.blocks import Block, block_url
from desk.pages import entry_url
from memory.presence import Relation, present
from publishing.citing import citable_fields
from publishing.enums import Certainty
from publishing.models import Citation, Record
from publishing.snapshots import parts_of

SELDOM = {"Zeitangaben", "Hinweise", "Interne Notiz", "Stand und Prüfung"}
# Where a statement is from stands below it, its place in the order nowhere.
_ORIGIN = {"source", "locator", "certainty", "note", "as_of", "position"}


@dataclass(frozen=True)
class Line:
    """In place of the text `records`: the entries that it names, with their addresses; `seen_at`: the address of what
    is rather seen than read."""

    label: str
    text: str
    records: tuple[tuple[str, str], ...] = ()
    seen_at: str = ""


@dataclass
class Statement:
    """A row below the entry: its lines, and where they are from."""

    lines: list[Line]
    note: str
    origin: str


@dataclass
class Part:
    """A block of the form. `blank`: what nobody has filled in. `is_changed`: the open change is about it; `origin`:
    where all its rows are from."""

    block: Block
    edit_url: str
    lines: list[Line] = field(default_factory=list)
    rows: list[Statement] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    is_changed: bool = False
    origin: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.lines or self.rows)

    @property
    def is_folded(self) -> bool:
        """Proofs are many, and each says less than what it proves."""
        return self.block.holds is Citation and len(self.rows) > 1

    @property
    def is_folded_on_phones(self) -> bool:
        """What has several rows, or is seldom changed; but what is proposed is to be seen."""
        return not self.is_changed and (len(self.rows) > 1 or self.block.title in SELDOM)


def read_parts(request, page: Any, record: Record, changes: list[dict], editable: bool) -> list[Part]:
    """All parts of an entry. `page`: the admin of its kind; `changes`: of the change that is open, if there is one."""
    changed = {change["field"] for change in changes if "part" not in change}
    models = {parts_of(type(record))[change["part"]].model for change in changes if "part" in change}
    rows = {type(inline): (inline, formset) for formset, inline in page.get_formsets_with_inlines(request, record)}
    there = present(record, tuple(map(_relation, (formset for _, formset in rows.values()))))
    found = []
    for block in page.blocks(request, record):
        url = block_url(record, block.key) if editable else ""
        if block.inline is None:
            part = Part(block, url, is_changed=bool({*block.names} & changed))
            _read_fields(part, page, record)
        elif block.inline in rows:
            inline, formset = rows[block.inline]
            may = editable and inline.has_change_permission(request, record)
            part = Part(block, url if may else "", is_changed=block.holds in models)
            if _relation(formset) in there:
                listed = formset(instance=record, queryset=inline.get_queryset(request)).get_queryset()
                part.rows = [_read_row(row, inline, flatten(inline.get_fields(request, record))) for row in listed]
                part.origin = _shared_origin(part.rows)
        else:
            continue
        found.append(part)
    return found


def _relation(formset: Any) -> Relation:
    """As `present` asks for it: rows with a foreign key by its other end, those about any record by their model."""
    return formset.fk.remote_field.name if hasattr(formset, "fk") else formset.model


def _read_fields(part: Part, page: Any, record: Record) -> None:
    for name in part.block.names:
        line = read(record, name, page)
        if line.text:
            part.lines.append(line)
        else:
            part.blank.append(line.label)


def _read_row(row: Any, inline: Any, names: list[str]) -> Statement:
    lines = [line for name in names if name not in _ORIGIN if (line := read(row, name, inline)).text]
    origin = ", ".join(_origin(row)) if "source" in names else ""
    return Statement(lines, getattr(row, "note", ""), origin)


def _shared_origin(rows: list[Statement]) -> str:
    """Said once where several rows have the same."""
    origins = {row.origin for row in rows}
    return origins.pop() if len(rows) > 1 and len(origins) == 1 else ""


def _origin(row: Any) -> Iterator[str]:
    """„Jahresbericht 2024, S. 3, nicht ausdrücklich, Stand März 2024“; our own words lack no source."""
    if not row.source_id:
        if row.needs_source:
            yield "ohne Quelle"
        return
    yield str(row.source)
    if row.locator:
        yield row.locator
    if row.certainty != Certainty.STATED:
        yield row.get_certainty_display()
    if row.as_of:
        yield f"Stand {fuzzy_dates.display(row.as_of, row.as_of_wording)}"


def read(row: Model, name: str, page: Any) -> Line:
    """A column, a relation, or what the admin computes for its form."""
    if callable(computed := getattr(page, name, None)):
        return Line(str(computed.short_description), str(computed(row) or ""))
    column: Any = row._meta.get_field(name)
    label = str(capfirst(column.verbose_name))
    if column.many_to_many:
        named = sorted(getattr(row, name).all(), key=str)
        return Line(label, ", ".join(map(str, named)), _linked(named))
    value = getattr(row, name)
    records = _linked([value]) if column.many_to_one else ()
    seen_at = getattr(column, "seen_at", lambda value: "")
    return Line(label, _words(row, column, value), records, seen_at(value))


def _linked(named: list) -> tuple[tuple[str, str], ...]:
    return tuple((str(one), entry_url(one)) for one in named if isinstance(one, Record))


def _words(row: Model, column: Any, value: Any) -> str:
    if not value:  # a nought is nothing that anybody stated, but a place in an order
        return ""
    if isinstance(row, Citation) and column.name == "field":
        subject: Any = row.content_type.model_class()
        return dict(citable_fields(subject)).get(value, value)
    if isinstance(column, FuzzyDateField):
        return fuzzy_dates.display(value, getattr(row, f"{column.name}_wording", ""))
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d.%m.%Y, %H:%M} Uhr"
    return "ja" if value is True else str(formats.localize(value))
