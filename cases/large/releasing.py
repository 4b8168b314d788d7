"""What takes effect for visitors, for many records at once: the same as publishing.actions.release does to each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Editor
from cases.large.writing import Refused, apply_many, is_simple
from cases.members import Key, Member, key_of
from core.words import _
from memory.trial import trial
from publishing import actions, criteria, history
from publishing.changes import CHUNK
from publishing.criteria import Answer
from publishing.enums import RevisionState, Stage, State, Verb
from publishing.models import Record, Release, Revision
from publishing.models.record import check_period
from publishing.signals import written_many
from publishing.snapshots import take_many

Reasons = dict[Key, str]
SETTLED = ("state", "decided_by", "decided_at", "snapshot", "changes")


def try_out(some: list[Member]) -> tuple[Reasons, dict[Key, list[Answer]]]:
    """What keeps which of them from being released, and what else each would lack; nothing is written."""
    reasons: Reasons = {}
    while True:
        ready = [one for one in some if one.record and key_of(one.record) not in reasons]
        try:
            with trial():
                return reasons, _in_effect(ready)
        except Refused as refused:
            reasons |= refused.reasons
        except (ValidationError, IntegrityError):
            return _each_tried_out(ready, reasons), {}
        finally:
            _renew(ready)


def _each_tried_out(some: list[Member], reasons: Reasons) -> Reasons:
    for one in some:
        assert one.record
        try:
            criteria.check(one.record, criteria.once_released(one.record, one.change))
        except ValidationError as error:
            reasons[key_of(one.record)] = " ".join(error.messages)
    return reasons


def release_many(some: list[Member], *, by: Editor, why: str, batch: str) -> Reasons:
    """Release what can be, in the caller's transaction, in which they are locked; returns what cannot, and why.

    Who may do so is asked before.
    """
    reasons: Reasons = {}
    while ready := [one for one in some if one.record and key_of(one.record) not in reasons]:
        try:
            with transaction.atomic():
                _in_effect(ready)
                _settle(ready, by, why)
            break
        except Refused as refused:
            reasons |= refused.reasons
            _renew(ready)
        except (ValidationError, IntegrityError):  # which one it was, each says by itself
            _renew(ready)
            reasons |= _one_by_one(ready, by=by, why=why, batch=batch)
            break
    keys: dict[type[Record], list[int]] = defaultdict(list)
    for one in some:
        if one.record and key_of(one.record) not in reasons:
            keys[type(one.record)].append(one.record.pk)
    written_many.send(sender=None, keys=dict(keys))
    return reasons


def _one_by_one(some: list[Member], *, by: Editor, why: str, batch: str) -> Reasons:
    reasons = {}
    for one in some:
        assert one.record and one.change
        try:
            actions.release(revision=one.change, by=by, why=why, batch=batch)
        except ValidationError as error:
            reasons[key_of(one.record)] = " ".join(error.messages)
    return reasons


def by_kind(some: Iterable[Member]) -> Iterator[tuple[type[Record], list[Member]]]:
    found: dict[type[Record], list[Member]] = defaultdict(list)
    for one in some:
        if one.record:
            found[type(one.record)].append(one)
    yield from sorted(found.items(), key=lambda item: item[0]._meta.label_lower)


def _in_effect(some: list[Member]) -> dict[Key, list[Answer]]:
    """Write it all; returns the criteria that are not met and need not be. Raises Refused."""
    before = {
        model: criteria.checklists([one.record for one in mine if not one.is_new]) for model, mine in by_kind(some)
    }
    for model, mine in by_kind(some):
        new, changed = [one for one in mine if one.is_new], [one for one in mine if not one.is_new]
        if not all(is_simple(one.change.changes) for one in changed if one.change):
            raise ValidationError(_("Kurzadressen ändern sich einzeln."))
        if new:
            pks = [one.entry.object_id for one in new]
            values = {"state": State.PUBLISHED, "archive_reason": "", "changed_at": timezone.now()}
            model._base_manager.filter(pk__in=pks).update(**values)
        if changed:
            apply_many(model, [(one.record, one.change.changes) for one in changed if one.change])
    return _answers(some, before)


def _answers(some: list[Member], before: dict[type[Record], dict[int, list[Answer]]]) -> dict[Key, list[Answer]]:
    reasons: Reasons = {}
    open_answers: dict[Key, list[Answer]] = {}
    for model, mine in by_kind(some):
        for pk, answers in criteria.checklists([one.record for one in mine]).items():
            answers = criteria.compared(answers, before[model].get(pk, ()))
            if stopping := [str(answer.text) for answer in answers if answer.stops]:
                reasons[model, pk] = f"Vor der Freigabe fehlt: {', '.join(stopping)}."
            open_answers[model, pk] = [answer for answer in answers if not answer.met]
    if reasons:
        raise Refused(reasons)
    return open_answers


def _settle(some: list[Member], by: Editor, why: str) -> None:
    """The history, and the Freigabevermerk of each."""
    now, today = timezone.now(), timezone.localdate()
    notes: list[Release] = []
    as_they_were: list[Revision] = []
    rewritten: list[Revision] = []
    for model, mine in by_kind(some):
        after = take_many(model, [one.entry.object_id for one in mine])
        for one in mine:
            change, record = one.change, one.record
            assert change and record
            is_same = change.snapshot == after[record.pk]
            change.state, change.decided_by, change.decided_at = RevisionState.RELEASED, by, now
            change.snapshot = after[record.pk]
            (as_they_were if is_same else rewritten).append(change)
            notes.append(_note(record, change, by, today))
    pks = [change.pk for change in as_they_were]
    Revision.objects.filter(pk__in=pks).update(state=RevisionState.RELEASED, decided_by=by, decided_at=now)
    Revision.objects.bulk_create(
        rewritten, update_conflicts=True, unique_fields=["id"], update_fields=SETTLED, batch_size=CHUNK
    )
    Release.objects.bulk_create(notes, batch_size=CHUNK)
    for start, is_new in ((Stage.REVIEW, True), (Stage.CHANGE_REVIEW, False)):
        moved = [one.change for one in some if one.change and one.is_new is is_new]
        history.log_many(moved, Verb.RELEASE, by=by, start=start, end=Stage.PUBLISHED, why=why)


def _note(record: Any, change: Revision, by: Editor, today) -> Release:
    months = record.check_interval or record.default_check_interval
    return Release(
        content_type_id=change.content_type_id,
        object_id=record.pk,
        revision=change,
        office=by.office or _("Redaktion"),
        name=by.public_name,
        day=today,
        valid_until=today + check_period(months),
        by=by,
    )


def _renew(some: list[Member]) -> None:
    """After what was tried out was taken back: records and changes as they are in the database."""
    for model, mine in by_kind(some):
        rows = model._base_manager.in_bulk([one.entry.object_id for one in mine])
        for one in mine:
            one.record = rows[one.entry.object_id]
    changes = Revision.objects.in_bulk([one.change.pk for one in some if one.change])
    for one in some:
        if one.change:
            one.change = changes[one.change.pk]
