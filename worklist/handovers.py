"""„Nicht mehr zuständig“: noted for the administrators."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Editor
from desk.pages import entry_url
from inputs.text import one_line
from publishing import history
from publishing.models import Record
from publishing.permissions import can_edit
from team.leaving import SHOWN, Holding
from worklist.models import Handover
from worklist.tokens import Feedback


def of_feedback(feedback: Feedback):
    return Handover.objects.filter(
        editor=feedback.editor,
        content_type=history.type_of(feedback.record),
        object_id=feedback.record.pk,
        version=feedback.version,
    )


@transaction.atomic
def hand_over(feedback: Feedback, note: str = "") -> bool:
    """False when the same link said so before."""
    _, is_new = Handover.objects.get_or_create(
        editor=feedback.editor,
        content_type=history.type_of(feedback.record),
        object_id=feedback.record.pk,
        version=feedback.version,
        defaults={"label": str(feedback.record)[:250], "note": one_line(note)[:300]},
    )
    return is_new


def given_up(editor: Editor, model: type[Record]):
    """The keys of those records whose handover by this account still waits."""
    waiting = Handover.objects.filter(editor=editor, content_type=history.type_of(model), done_at=None)
    return waiting.order_by().values("object_id")


def settle(handovers, by: Editor) -> int:
    return handovers.filter(done_at=None).update(done_at=timezone.now(), done_by=by)


def held(editor: Editor) -> Holding:
    """What the account gave up and nobody has settled."""
    waiting = Handover.objects.filter(editor=editor, done_at=None)
    some = [(one.label, entry_url(one.record)) for one in waiting[:SHOWN] if one.record]
    return Holding("Schon abgegeben, noch nicht geregelt", waiting.count(), some)


def move(leaving: Editor, successor: Editor, by: Editor) -> None:
    """Settled where the successor may look after the entry and has not given it up; the rest waits on."""
    for one in Handover.objects.filter(editor=leaving, done_at=None):
        record = one.record
        given = Handover.objects.filter(
            editor=successor, content_type=one.content_type, object_id=one.object_id, done_at=None
        )
        if record is None or (can_edit(successor, record) and not given.exists()):
            settle(Handover.objects.filter(pk=one.pk), by)
