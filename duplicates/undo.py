"""Two entries out of one again, while nothing that happened since stands against it."""

from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from accounts.models import Editor
from core.addresses import holder_of
from duplicates.merge import follow, row_values
from duplicates.models import UNDO_DAYS, Merge
from duplicates.noting import note
from publishing import actions, history, others, snapshots
from publishing.enums import State
from publishing.locking import locked_with_around
from publishing.models import Record
from publishing.permissions import check_edit, is_reviewer
from publishing.signals import muted
from search import index


class CannotUndo(ValidationError):
    """Something has changed since; says what."""


@transaction.atomic
def undo(*, merge: Merge, by: Editor, why: str = "") -> Record:
    """The record that had gone is back, with its old key, address, state and rows. Raises CannotUndo."""
    model = merge.content_type.model_class()
    keep = model._base_manager.filter(pk=merge.kept_id).first()
    if keep:
        locked_with_around(keep)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    check_undo(by, merge, keep)
    before, others_before = snapshots.take(keep), others.before(keep)
    dependents = index.dependent_keys(keep)
    try:
        with transaction.atomic(), muted():
            drop = _revive(model, merge.before["drop"])
            _values_back(keep, merge)
            for step in reversed(merge.steps):
                _BACK[step[0]](*step[1:], keep=keep, drop=drop)
            connection.check_constraints()
    except IntegrityError as error:
        raise CannotUndo(
            "Etwas, worauf die Einträge damals zeigten, gibt es nicht mehr oder ist inzwischen doppelt.", code="rule"
        ) from error
    merge.undone_by, merge.undone_at = by, timezone.now()
    merge.save(update_fields=["undone_by", "undone_at"])
    said = f"Zusammenführung vom {timezone.localtime(merge.at):%d.%m.%Y} aufgehoben. {why}".strip()
    note(merge, keep, before, said, author=by, by=by)
    note(merge, drop, snapshots.empty(model), said, author=by, by=by)
    others.note(
        others_before,
        by=by,
        decided_by=by if keep.is_published else None,
        why=said,
        batch=merge.batch,
        refresh=actions.refresh_request,
    )
    follow(keep, drop, dependents)
    index.update(drop)
    index.follow(index.dependent_keys(drop))
    return drop


def check_undo(by: Editor, merge: Merge, keep: Record | None) -> None:
    if not is_reviewer(by):
        raise PermissionDenied("Aufheben dürfen eine Zusammenführung nur Freigabe und Verwaltung.")
    if merge.undone_at:
        raise CannotUndo("Diese Zusammenführung ist schon aufgehoben.", code="done")
    if merge.is_over:
        raise CannotUndo(f"Aufheben geht nur {UNDO_DAYS} Tage lang.", code="over")
    if keep is None:
        raise CannotUndo(f"„{merge.kept_label}“ gibt es nicht mehr.", code="gone")
    check_edit(by, keep)
    if keep.is_published and merge.before["keep"]["state"] != State.PUBLISHED:
        # What it was before was never released; taken back, nobody would have.
        raise CannotUndo(f"„{keep}“ ist seitdem freigegeben. Bitte von Hand trennen.", code="released")
    if history.open_change(keep):
        raise CannotUndo(f"Zu „{keep}“ gibt es eine offene Änderung. Bitte erst darüber entscheiden.", code="open")
    gone = merge.before["drop"]
    if type(keep)._base_manager.filter(pk=merge.dropped_id).exists():
        raise CannotUndo(f"„{merge.dropped_label}“ gibt es schon wieder.", code="there")
    held = holder_of(type(keep)(pk=merge.dropped_id, slug=gone["slug"]))
    if held and held != (keep, True):  # where it leads since the merge
        raise CannotUndo(f"Die Adresse „{gone['slug']}“ gehört inzwischen zu „{held[0]}“.", code="slug")


def _revive(model: type[Record], values: dict[str, Any]) -> Record:
    record = _row(model, values)
    model._base_manager.bulk_create([record])  # with its key, and without what saving does besides
    return model._base_manager.get(pk=record.pk)


def _row(model: type[models.Model], values: dict[str, Any]) -> models.Model:
    columns = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: columns[name].to_python(value) for name, value in values.items() if name in columns})


def _values_back(keep: Record, merge: Merge) -> None:
    """What was taken from the other goes; what was written since stays, unless it is the same field."""
    was, then, now = merge.before["keep"], merge.after, row_values(keep)
    columns = {field.attname: field for field in keep._meta.concrete_fields}
    for name, field in columns.items():
        if name in ("changed_at", "slug") or was.get(name) == then.get(name):
            continue
        if now[name] != then.get(name):
            raise CannotUndo(f"„{field.verbose_name}“ wurde seitdem geändert.", code="changed")
        setattr(keep, name, field.to_python(was[name]))
    keep.save()


def _move_back(label: str, column: str, pks: list[int], *, keep: Record, drop: Record) -> None:
    model = apps.get_model(label)
    rows = model._base_manager.filter(pk__in=pks, **{column: keep.pk})
    if rows.update(**{column: drop.pk}) < len(pks):
        raise CannotUndo(
            f"{model._meta.verbose_name_plural}: Etwas davon wurde seitdem gelöscht oder umgehängt.", code="moved"
        )


def _create_back(label: str, pk: int, *, keep: Record, drop: Record) -> None:
    apps.get_model(label)._base_manager.filter(pk=pk).delete()


def _delete_back(label: str, values: dict, many: dict[str, list[int]], *, keep: Record, drop: Record) -> None:
    model = apps.get_model(label)
    row = _row(model, values)
    model._base_manager.bulk_create([row])
    for name, pks in many.items():
        there = model._meta.get_field(name).related_model._base_manager.filter(pk__in=pks)
        getattr(row, name).set(there)


_BACK = {"move": _move_back, "create": _create_back, "delete": _delete_back}
