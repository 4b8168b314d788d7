"""Takes an import back as far as nobody built on it, and says of the rest why it stays."""

from contextlib import suppress

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import Editor
from cases.large.undoing import reverse
from memory.slices import give_way
from publishing import actions
from publishing import changes as compare
from publishing.enums import RevisionKind, RevisionState, State, Verb
from publishing.locking import locked_to_remove
from publishing.models import Record, Revision
from publishing.signals import muted
from publishing.snapshots import parts_of, take
from releasing import suggesting
from tables.columns import KINDS
from transfer.enums import ImportStage, RowResult
from transfer.joining import drop_empty, take_out
from transfer.making import made_besides
from transfer.models import ImportBatch, ImportRow
from transfer.steps import save

_WRITTEN = (RowResult.CREATED, RowResult.CHANGED, RowResult.PROPOSED, RowResult.SUGGESTED)
SLICE = 3  # rows before others come first; each is looked at by itself, in a transaction of its own


class Stays(Exception):
    """Why what the import wrote is not taken back."""


def pending(batch: ImportBatch):
    """What was written and not looked at since the import is being taken back; what was kept has a reason then."""
    return batch.rows.filter(Q(result__in=_WRITTEN) | Q(result=RowResult.KEPT, result_note=""))


def begin_undo(batch: ImportBatch, by: Editor) -> bool:
    """From now on `undo_next` takes back what was written, once more what was kept; False while the import is at
    something else.
    """
    if not batch.move(ImportStage.UNDOING, only_from=(ImportStage.APPLIED, ImportStage.UNDONE), run_by=by):
        return False
    batch.rows.filter(result=RowResult.KEPT).update(result_note="")
    return True


def undo_next(batch: ImportBatch, by: Editor) -> int:
    """Takes the next rows back; returns how many are left. Safe to call twice at once, and after an end in the middle:
    what is taken back is noted with it.
    """
    for number in list(pending(batch).values_list("pk", flat=True)[:SLICE]):
        with transaction.atomic(), muted():  # as for applying: nothing public changes
            if row := pending(batch).select_for_update().filter(pk=number).first():
                _undo_row(row, batch, by)
                save([row], ("result", "result_note"))
    give_way()
    left = pending(batch).count()
    if not left:
        _unmake(batch, by)
        drop_empty(batch)
        batch.move(ImportStage.UNDONE, only_from=(ImportStage.UNDOING,))
    return left


def _unmake(batch: ImportBatch, by: Editor) -> None:
    """What was made because rows name it, unless somebody uses it by now."""
    for revision in made_besides(batch):
        with suppress(Stays, ValidationError, PermissionDenied, IntegrityError), transaction.atomic(), muted():
            if revision.record is not None:
                take_out(batch, revision.record)
                locked_to_remove(revision.record)
                _take_back(revision.record, revision, f"{batch} rückgängig gemacht"[:300], by)


def _written(batch: ImportBatch, row: ImportRow) -> Revision | None:
    """What the import wrote to the record of a row."""
    content_type = ContentType.objects.get_for_model(KINDS[batch.kind].model)
    written = Revision.objects.filter(batch=batch.token, content_type=content_type, object_id=row.record_id)
    return written.order_by("number").last()


def _undo_row(row: ImportRow, batch: ImportBatch, by: Editor) -> None:
    if row.result == RowResult.SUGGESTED:
        return _withdraw(row, batch)
    revision = _written(batch, row)
    row.result, row.result_note = RowResult.UNDONE, ""
    if revision is None or revision.record is None:
        row.result_note = "Den Eintrag gibt es nicht mehr."
        return
    try:
        with transaction.atomic():
            take_out(batch, revision.record)
            locked_to_remove(revision.record)
            _take_back(revision.record, revision, f"{batch} rückgängig gemacht"[:300], by)
    except Stays as stays:
        row.result, row.result_note = RowResult.KEPT, str(stays)[:400]
    except (ValidationError, PermissionDenied, IntegrityError) as error:
        row.result, row.result_note = RowResult.KEPT, " ".join(getattr(error, "messages", None) or [str(error)])[:400]


def _withdraw(row: ImportRow, batch: ImportBatch) -> None:
    record = KINDS[batch.kind].model._base_manager.filter(pk=row.record_id).first()
    waited = record is not None and suggesting.withdraw(record=record, token=batch.token)
    row.result = RowResult.UNDONE if waited else RowResult.KEPT
    row.result_note = "" if waited else "Über den Vorschlag ist schon entschieden."


def _take_back(record: Record, revision: Revision, why: str, by: Editor) -> None:
    if revision.state == RevisionState.APPLIED:
        _check_untouched(record, revision)
        # The number of the change would not tell: what was loaded or drafted from a text has no history before.
        if revision.transitions.filter(verb=Verb.CREATE).exists():
            _delete(record, why, by)
        else:
            before = compare.replayed(take(record), reverse(revision.changes))
            actions.propose(record=record, snapshot=before, by=by, why=why, kind=RevisionKind.RESTORE)
    elif revision.state == RevisionState.RELEASED:
        raise Stays("Die Änderung ist schon freigegeben und öffentlich.")
    elif revision.is_open and revision.saves > 1:
        raise Stays(f"Die Änderung wurde weiter bearbeitet, zuletzt von {revision.changed_by or 'unbekannt'}.")
    elif revision.is_open:
        actions.discard(record=record, by=by, why=why)


def _check_untouched(record: Record, revision: Revision) -> None:
    if record.state != State.DRAFT:
        raise Stays(f"Der Eintrag ist kein Entwurf mehr: {record.get_state_display()}.")
    latest = Revision.objects.of(record).select_related("changed_by").first()
    if latest != revision:
        raise Stays(f"Seit dem Import bearbeitet, zuletzt von {latest.changed_by or 'unbekannt'}.")
    if compare.diff(revision.snapshot, take(record)):
        raise Stays("Seit dem Import kamen Angaben dazu, oder es wurden welche geändert.")


def _delete(record: Record, why: str, by: Editor) -> None:
    if record.checked_on:
        raise Stays(f"Seit dem Import geprüft, am {record.checked_on:%d.%m.%Y}.")
    if users := _users(record):
        raise Stays(f"Darauf verweisen inzwischen andere Angaben: {', '.join(users)}.")
    actions.delete(record=record, by=by, why=why)


def _users(record: Record) -> list[str]:
    """Kinds of rows that point to the record without being part of it; deleting would tear them along."""
    parts = parts_of(type(record))
    return [
        str(relation.related_model._meta.verbose_name_plural)
        for relation in record._meta.related_objects
        if relation.get_accessor_name() not in parts
        and relation.related_model._base_manager.filter(**{relation.field.name: record}).exists()
    ]
