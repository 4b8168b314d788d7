"""„Nicht mehr zuständig“: noted for the administrators."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Editor
from publishing import history
from publishing.models import Record
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
        defaults={"label": str(feedback.record)[:250], "note": " ".join(note.replace("\0", "").split())[:300]},
    )
    return is_new


def given_up(editor: Editor, model: type[Record]):
    """The keys of those records whose handover by this account still waits."""
    waiting = Handover.objects.filter(editor=editor, content_type=history.type_of(model), done_at=None)
    return waiting.order_by().values("object_id")


def settle(handovers, by: Editor) -> int:
    return handovers.filter(done_at=None).update(done_at=timezone.now(), done_by=by)
