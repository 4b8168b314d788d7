"""Taking a released case back: what was new is withdrawn, what was changed gets a change back to what was before, in a
case of its own, which a second account releases. What somebody worked on since stays, and says so.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import Editor
from cases import many
from cases.enums import CaseState, EntryResult
from cases.large.releasing import by_kind
from cases.large.slicing import held, not_editable, save
from cases.members import Key, Member, key_of
from cases.models import Case, CaseEntry
from publishing import changes as compare
from publishing import history
from publishing.changes import Changes
from publishing.enums import RevisionKind, Stage, State, Verb
from publishing.models import Record, Revision
from publishing.signals import written_many
from publishing.snapshots import take_many


def pending(case: Case):
    """What was released and not looked at since the case is being taken back; what stays has a reason then."""
    return case.entries.filter(result=EntryResult.RELEASED, note="")


def back_case(case: Case) -> Case | None:
    """The case with the changes back, while it is put together; locked, in a transaction."""
    return Case.objects.select_for_update().filter(origin=origin_of(case), state=CaseState.OPEN).first()


def _begin_back(case: Case, by: Editor) -> Case:
    """Also where the one before was handed in or dropped while the rest was still being taken back."""
    back = Case.objects.create(
        title=f"Rücknahme von „{case.title}“"[:200], why=case.run_why[:300], origin=origin_of(case), created_by=by
    )
    back.authors.add(by)
    return back


def origin_of(case: Case) -> str:
    return f"undo:{case.pk}"


def undo_next(case: Case, by: Editor) -> bool:
    """The next slice, in the caller's transaction, what needs others first; whether there was one."""
    some = held(pending(case).order_by("-position"))
    if not some:
        return False
    foreign, latest = not_editable(by, some, decides=True), _latest(some)
    reasons = {one.entry.pk: said for one in some if (said := _refusal(one, foreign, latest))}
    ready = [one for one in some if one.entry.pk not in reasons]
    _withdraw([one for one in ready if one.entry.is_new], by, case)
    reasons |= _propose_back(case, [one for one in ready if not one.entry.is_new], by)
    for one in some:
        reason = reasons.get(one.entry.pk, "")
        if not reason:
            one.entry.result = EntryResult.UNDONE
        one.entry.note = f"Nicht zurückgenommen: {reason}"[:300] if reason else ""
    save([one.entry for one in some], ("result", "note"))
    return True


def _refusal(one: Member, foreign: set[Key], latest: dict[Key, Revision]) -> str:
    if one.record is None:
        return "inzwischen gelöscht."
    if key_of(one.record) in foreign:
        return "nicht Ihre Regionen oder Bereiche."
    if one.record.state != State.PUBLISHED:
        return f"ist nicht mehr öffentlich ({one.record.get_state_display()})."
    last = latest.get(key_of(one.record))
    if last and last.pk != one.entry.revision_id:
        day = timezone.localtime(last.changed_at)
        return f"seitdem geändert von {last.changed_by or 'unbekannt'}, {day:%d.%m.%Y}."
    return ""


def _latest(some: list[Member]) -> dict[Key, Revision]:
    """The latest change of each, in effect or not."""
    found: dict[Key, Revision] = {}
    for model, mine in by_kind(some):
        about = Revision.objects.filter(
            content_type=history.type_of(model), object_id__in=[one.entry.object_id for one in mine]
        )
        newest = about.order_by().values("object_id").annotate(last=Max("pk")).values("last")
        rows = Revision.objects.filter(pk__in=newest).select_related("changed_by").defer("snapshot", "changes")
        found |= {(model, one.object_id): one for one in rows}
    return found


def _withdraw(some: list[Member], by: Editor, case: Case) -> None:
    """As publishing.actions.withdraw does to each."""
    why, keys = case.run_why, {}
    for model, mine in by_kind(some):
        pks = keys[model] = [one.entry.object_id for one in mine]
        values = {"state": State.DRAFT, "archive_reason": "", "changed_at": timezone.now()}
        model._base_manager.filter(pk__in=pks).update(**values)
        records = [one.record for one in mine if one.record]
        history.log_many(records, Verb.WITHDRAW, by=by, start=Stage.PUBLISHED, end=Stage.DRAFT, why=why)
    written_many.send(sender=None, keys=keys)


def _propose_back(case: Case, some: list[Member], by: Editor) -> dict[int, str]:
    """Changes back of public records; returns those that cannot be, by their entry, and why."""
    reasons: dict[int, str] = {}
    for model, mine in by_kind(some):
        revisions = Revision.objects.in_bulk([one.entry.revision_id for one in mine])
        now = take_many(model, [one.entry.object_id for one in mine])
        wanted = []
        for one in mine:
            changes = reverse(revisions[one.entry.revision_id].changes)
            if compare.conflicts(now[one.entry.object_id], changes):
                reasons[one.entry.pk] = "an denselben Stellen seitdem geändert."
            else:
                wanted.append((one, compare.replayed(now[one.entry.object_id], changes)))
        if wanted:
            reasons |= _write(case, wanted, by)
    return reasons


def _write(case: Case, wanted: list[tuple[Member, Any]], by: Editor) -> dict[int, str]:
    named: dict[str, Any] = {"by": by, "why": case.run_why[:300], "kind": RevisionKind.RESTORE}
    records = [one.record for one, _ in wanted if one.record]
    try:
        with transaction.atomic():
            into = back_case(case) or _begin_back(case, by)
            many.propose_many(records=records, states=[state for _, state in wanted], batch=into.token, **named)
            join(into, [(one.record, one.entry.position, {}) for one, _ in wanted if one.record])
    except (many.OneRefused, PermissionDenied, IntegrityError, ValidationError) as error:
        if len(wanted) > 1:
            return {pk: said for one in wanted for pk, said in _write(case, [one], by).items()}
        return {wanted[0][0].entry.pk: " ".join(getattr(error, "messages", None) or [str(error)])}
    return {}


def join(case: Case, records: list[tuple[Record, int, dict[str, str]]]) -> None:
    """Records, each with its position and what is said of it, become part of a case that is put together in the same
    transaction. Raises IntegrityError where one is part of another undecided case."""
    CaseEntry.objects.bulk_create(
        CaseEntry(
            case=case,
            content_type=history.type_of(record),
            object_id=record.pk,
            label=str(record)[:250],
            position=position,
            **said,
        )
        for record, position, said in records
    )


def reverse(changes: Changes) -> Changes:
    """The changes that lead back."""
    back = []
    for change in reversed(changes):
        if "added" in change:
            back.append({"part": change["part"], "key": change["key"], "removed": change["added"]})
        elif "removed" in change:
            back.append({"part": change["part"], "key": change["key"], "added": change["removed"]})
        else:
            back.append({**change, "old": change["new"], "new": change["old"]})
    return back
