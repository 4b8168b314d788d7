"""New drafts and changes of public records, many at a time: as many queries for ten thousand as for some hundred.

The same rules as for one (publishing.actions), but no signals. Drafts and
pending changes are in no public index, so nothing else has to follow.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from taggit.managers import TaggableManager

from accounts.models import Editor
from core.addresses import Taken, why_taken
from publishing import changes as compare
from publishing import history
from publishing.actions import OpenChange
from publishing.changes import CHUNK
from publishing.enums import RevisionKind, RevisionState, Stage, State, Verb
from publishing.locking import Gone, locked_if_there
from publishing.models import Record, Revision
from publishing.permissions import check_add, check_edit, editable_of
from publishing.snapshots import Snapshot, empty, many_fields, parts_of, take_many, with_proposed_keys


class OneRefused(ValidationError):
    """Which one of many cannot be written, by its place; nothing was written then."""

    def __init__(self, place: int, messages: list[str]):
        self.place = place
        super().__init__(messages, code="refused")


@transaction.atomic
def create_many(
    *, model: type[Record], states: Sequence[Snapshot], by: Editor, why: str, kind: RevisionKind, batch: str
) -> list[Record]:
    """New drafts, in the order of their snapshots.

    Raises PermissionDenied, OneRefused, or IntegrityError where the database refuses and does not say which.
    """
    check_add(by, model)
    records = [model() for _ in states]
    rows = _Rows()
    for place, (record, state) in enumerate(zip(records, states, strict=True)):
        rows.add(place, record, state)
    _give_slugs(model, records)
    rows.insert(model)
    for part in parts_of(model).values():
        for place, (record, state) in enumerate(zip(records, states, strict=True)):
            for values in state["parts"].get(part.name, {}).values():
                rows.add(place, part.model(**part.link(record)), values)
        rows.insert(part.model)
    _note_new(model, records, by=by, why=why, kind=kind, batch=batch)
    _check_all(by, records)
    return records


@transaction.atomic
def propose_many(
    *, records: Sequence[Record], states: Sequence[Snapshot], by: Editor, why: str, kind: RevisionKind, batch: str
) -> list[Revision]:
    """Changes of public records of one kind that wait for release; nothing for those that do not differ.

    Raises OneRefused, also for a record whose change somebody else has begun.
    """
    if not records:
        return []
    there = {id(record) for record in locked_if_there(records)}
    for place, record in enumerate(records):
        if id(record) not in there:
            raise OneRefused(place, Gone([record]).messages)
    _check_all(by, records)
    model = type(records[0])
    open_changes = {change.object_id: change for change in _of(Revision.objects.open(), records)}
    now = take_many(model, [record.pk for record in records])
    changed = {}
    for place, (record, state) in enumerate(zip(records, states, strict=True)):
        if record.pk in open_changes:
            raise OneRefused(place, OpenChange(open_changes[record.pk]).messages)
        before = now[record.pk]
        proposed = with_proposed_keys(state, before)
        if changes := compare.diff(before, proposed):
            changed[record.pk] = (proposed, changes)
    made = history.add_many(model, changed, kind=kind, why=why, by=by, batch=batch, state=RevisionState.DRAFT)
    history.log_many(made, Verb.EDIT, by=by, start=Stage.PUBLISHED, end=Stage.CHANGED, why=why)
    return made


class _Rows:
    """New rows of one model, each checked as a form would, written together."""

    def __init__(self):
        self.rows: list[tuple[int, models.Model, dict[str, list]]] = []

    def add(self, place: int, row: models.Model, values: dict[str, dict]) -> None:
        compare.fill(row, values["fields"])
        self.rows.append((place, row, values["many"]))

    def insert(self, model: type[models.Model]) -> None:
        """Then it is ready for the rows of the next model."""
        if self.rows:
            self._check_existence(model)
            for place, row, _ in self.rows:
                self._check(place, row)
            compare.insert(model, ((row, many) for _, row, many in self.rows))
        self.rows = []

    @staticmethod
    def _check(place: int, row: models.Model) -> None:
        """Without asking the database: what only that knows, it refuses itself."""
        relations = {field.name for field in row._meta.concrete_fields if field.is_relation}
        try:
            row.clean_fields(exclude=compare.hidden(row) | relations)
            row.clean()
        except ValidationError as error:
            raise OneRefused(place, compare.named(row, error)) from error

    def _check_existence(self, model: type[models.Model]) -> None:
        pointers = [field for field in model._meta.concrete_fields if field.is_relation and field.editable]
        lists = [field for field in many_fields(model) if not isinstance(field, TaggableManager)]
        for field in pointers:
            self._exist(field, ((place, [getattr(row, field.attname)]) for place, row, _ in self.rows))
        for field in lists:
            self._exist(field, ((place, many.get(field.name, [])) for place, _, many in self.rows))

    @staticmethod
    def _exist(field: Any, wanted: Iterator[tuple[int, list]]) -> None:
        by_key: dict[Any, int] = {}
        for place, keys in wanted:
            for key in keys:
                if key is not None:
                    by_key.setdefault(key, place)
        if missing := compare.missing(field, by_key):
            raise OneRefused(min(by_key[key] for key in missing), [compare.gone(field)])


def _give_slugs(model: type[Record], records: Sequence[Record]) -> None:
    """Free ones, as saving each would find them; one that was chosen must be free."""
    taken = Taken(model, records)
    for place, record in enumerate(records):
        if record.slug in taken.slugs:
            raise OneRefused(place, [why_taken(record)])
    taken.slugs |= {record.slug for record in records if record.slug}
    for record in records:
        record.slug = record.slug or taken.free(record)


def _note_new(model: type[Record], records: list[Record], *, by: Editor, why: str, kind, batch: str) -> None:
    """The first line in the history of each."""
    after = take_many(model, [record.pk for record in records])
    nothing = empty(model)
    states = {pk: (snapshot, compare.diff(nothing, snapshot)) for pk, snapshot in after.items()}
    made = history.add_many(model, states, kind=kind, why=why, by=by, batch=batch)
    here = Stage(State.DRAFT)
    history.log_many(made, Verb.CREATE, by=by, start=here, end=here, why=why)


def _check_all(by: Editor, records: Sequence[Record]) -> None:
    """`check_edit` for each, in a query per chunk."""
    mine: set[int] = set()
    for chunk in _chunks([record.pk for record in records]):
        mine |= editable_of(by, type(records[0]), chunk)
    for place, record in enumerate(records):
        if record.pk not in mine:
            try:
                check_edit(by, record)
            except PermissionDenied as error:
                raise OneRefused(place, [str(error)]) from error


def _of(revisions, records: Sequence[Record]) -> Iterator[Revision]:
    about = revisions.filter(content_type=history.type_of(records[0])).select_related("created_by")
    for chunk in _chunks([record.pk for record in records]):
        yield from about.filter(object_id__in=chunk).defer("snapshot", "changes")


def _chunks(keys: list) -> Iterator[list]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))
