"""Taking many records out of the queue again: recalled, sent back, or their changes dropped."""

from django.utils import timezone

from accounts.models import Editor
from cases.large.releasing import by_kind
from cases.large.slicing import leave, next_members
from cases.members import Member
from cases.models import Case
from publishing import history
from publishing.enums import WAITING, RevisionState, Stage, State, Verb
from publishing.models import Revision


def return_next(case: Case, by: Editor) -> bool:
    """The next slice, in the caller's transaction; whether there was one."""
    some = next_members(case)
    if not some:
        return False
    verb = Verb(case.run_verb)
    if verb == Verb.DISCARD:
        changed = [one for one in some if one.stage in (Stage.CHANGED, Stage.CHANGE_REVIEW)]
        _discard(changed, by, case.run_why)
        back([one for one in some if one.stage == Stage.REVIEW], Verb.RECALL, by, case.run_why)
        leave(some, lambda one: "Vorgang verworfen")
    else:
        back([one for one in some if one.stage in WAITING], verb, by, case.run_why)
    case.done_to = some[-1].entry.position
    return True


def back(some: list[Member], verb: Verb, by: Editor, why: str) -> None:
    """As publishing.actions.recall or send_back does to each; who may do so is asked before."""
    comment = {"comment": why[:500]} if verb == Verb.SEND_BACK else {}
    for model, mine in by_kind(some):
        drafts = [one for one in mine if one.is_new]
        pks = [one.entry.object_id for one in drafts]
        model._base_manager.filter(pk__in=pks).update(state=State.DRAFT, archive_reason="", changed_at=timezone.now())
    for is_new, state, start, end in (
        (True, RevisionState.RETURNED, Stage.REVIEW, Stage.DRAFT),
        (False, RevisionState.DRAFT, Stage.CHANGE_REVIEW, Stage.CHANGED),
    ):
        changes = [one.change for one in some if one.is_new is is_new and one.change]
        Revision.objects.filter(pk__in=[change.pk for change in changes]).update(state=state, **comment)
        history.log_many(changes, verb, by=by, start=start, end=end, why=why)


def _discard(some: list[Member], by: Editor, why: str) -> None:
    for start in (Stage.CHANGED, Stage.CHANGE_REVIEW):
        changes = [one.change for one in some if one.stage == start and one.change]
        Revision.objects.filter(pk__in=[change.pk for change in changes]).update(
            state=RevisionState.DISCARDED, decided_by=by, decided_at=timezone.now()
        )
        history.log_many(changes, Verb.DISCARD, by=by, start=start, end=Stage.PUBLISHED, why=why)
