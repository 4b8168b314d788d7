"""Entries that neither go nor stay in a merge, but whose statements then point to the other of the two."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import models

from editing.duplicates.references import references_to
from publishing import actions, history, snapshots
from publishing import changes as compare
from publishing.enums import OPEN, RevisionKind
from publishing.models import Editor, Record, Revision, Statement, record_models
from publishing.snapshots import Snapshot

Keys = dict[type[Record], set[int]]
Before = dict[type[Record], dict[int, Snapshot]]


def before(*pair: Record) -> Before:
    """How the entries are now that have a statement about one of the pair, or name it; not the pair itself."""
    found: Keys = defaultdict(set)
    for record in pair:
        for reference in references_to(type(record)):
            for model, pks in _owners(reference.model, reference.rows(record)):
                found[model] |= pks
    found[type(pair[0])] -= {record.pk for record in pair}
    return {model: snapshots.take_many(model, pks) for model, pks in found.items() if pks}


def _owners(model: type[models.Model], rows: models.QuerySet) -> Iterator[tuple[type[Record], set[int]]]:
    """The entries that rows belong to."""
    if issubclass(model, Record):
        yield model, _keys(rows, "pk")
    elif issubclass(model, Statement):
        for owner in record_models():
            for part in snapshots.parts_of(owner).values():
                if part.model is model:
                    column = f"{part.owner}_id" if part.owner else "object_id"
                    mine = rows if part.owner else rows.filter(content_type=history.type_of(owner))
                    yield owner, _keys(mine, column)
    elif declaring := model._meta.auto_created:
        field = next(field for field in declaring._meta.many_to_many if field.remote_field.through is model)
        keys = _keys(rows, field.m2m_column_name())
        yield from _owners(declaring, declaring._base_manager.filter(pk__in=keys))


def _keys(rows: models.QuerySet, column: str) -> set[int]:
    return set(rows.order_by().values_list(column, flat=True)) - {None}


def note(was: Before, *, by: Editor | None, decided_by: Editor | None, why: str, batch: str) -> None:
    """A line in the history of each of them that is another now; a waiting request for release shows the new state.

    `decided_by`: who answers for it that visitors see it at once; None where they do not.
    """
    for model, states in was.items():
        now = snapshots.take_many(model, states)
        changed = {pk: (now[pk], compare.diff(states[pk], now[pk])) for pk in now}
        changed = {pk: pair for pk, pair in changed.items() if pair[1]}
        if not changed:
            continue
        history.add_many(model, changed, kind=RevisionKind.EDIT, why=why, by=by, decided_by=decided_by, batch=batch)
        waiting = Revision.objects.filter(content_type=history.type_of(model), object_id__in=changed, state__in=OPEN)
        for revision in waiting.filter(kind=RevisionKind.FIRST):
            actions.refresh_request(revision.record, changed[revision.object_id][0], by)
