"""Beginning a step of a large case, and the task that goes on with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Editor
from cases.actions.composing import MOST
from cases.actions.holding import Stale, held
from cases.enums import RUNNING, CaseState, EntryResult
from cases.large.deciding import release_next
from cases.large.returning import return_next
from cases.large.slicing import lock_all
from cases.large.submitting import put_in_order, submit_next
from cases.large.undoing import back_case, pending, undo_next
from cases.models import Case
from cases.permissions import check_judge_all, check_release_all, check_write_all
from core.tasks import sliced
from memory.slices import give_way
from publishing.enums import Risk, Verb
from publishing.models import Revision
from publishing.signals import muted, stepped

FEW = 20  # records of a case made by a tool that are read one by one; as many as a sample has

_NEXT: dict[str, Callable[[Case, Editor], bool]] = {
    CaseState.SUBMITTING: submit_next,
    CaseState.RETURNING: return_next,
    CaseState.RELEASING: release_next,
    CaseState.UNDOING: undo_next,
}

# Steps of which others are told once they are through.
_TOLD: dict[str, str] = {
    Verb.SUBMIT: CaseState.REVIEW,
    Verb.SEND_BACK: CaseState.OPEN,
    Verb.RELEASE: CaseState.RELEASED,
}


def is_shown_large(case: Case) -> bool:
    """Whether its page shows counts and a sample in place of every record, and it is decided slice by slice."""
    return case.is_running or case.entries.count() > (MOST if case.is_put_together else FEW)


def token(case: Case) -> str:
    """Tells one state of the case from the next, for pages that were opened a while ago; three numbers of its changes
    stand for them all."""
    open_entries = case.entries.filter(result=EntryResult.OPEN)
    about = Revision.objects.open().filter(pk__in=open_entries.values("revision"))
    saves = sum(about.values_list("saves", flat=True))
    return f"{case.state}.{open_entries.count()}.{about.count()}.{saves}"


@transaction.atomic
def submit(*, case: Case, by: Editor, seen: str | None = None) -> None:
    """From now on `go_on` hands in what is complete; the rest stays with its authors and says why."""
    _hold(case, seen, CaseState.OPEN)
    check_write_all(by, case)
    _begin(case, CaseState.SUBMITTING, by, Verb.SUBMIT, "", risk=Risk.TEXT)


@transaction.atomic
def recall(*, case: Case, by: Editor, seen: str | None = None) -> None:
    """Out of the queue again, slice by slice."""
    _hold(case, seen, CaseState.REVIEW)
    check_write_all(by, case)
    _begin(case, CaseState.RETURNING, by, Verb.RECALL, "")


@transaction.atomic
def send_back(*, case: Case, by: Editor, why: str, seen: str | None = None) -> None:
    """Not released; the comment says what is to be done."""
    _hold(case, seen, CaseState.REVIEW)
    check_judge_all(by, case)
    if not (why := why.strip()):
        raise ValidationError("„Zurückgeben“ braucht einen Kommentar: Was ist zu tun?", code="reason")
    _begin(case, CaseState.RETURNING, by, Verb.SEND_BACK, why, comment=why[:500])


@transaction.atomic
def discard(*, case: Case, by: Editor, why: str = "", seen: str | None = None) -> None:
    """Pending changes of public records are dropped; new entries stay as drafts of their authors."""
    _hold(case, seen, CaseState.OPEN, CaseState.REVIEW)
    check_write_all(by, case)
    _begin(case, CaseState.RETURNING, by, Verb.DISCARD, why)


@transaction.atomic
def release(*, case: Case, by: Editor, seen: str | None = None, exceptions: Iterable[int] = (), why: str = "") -> None:
    """From now on `go_on` releases all but the exceptions (keys of entries), which go back to their authors."""
    held(case, CaseState.REVIEW)
    lock_all(case)
    _check_seen(case, seen)
    check_release_all(by, case)
    mark(case, exceptions)
    if not case.entries.filter(result=EntryResult.OPEN, is_exception=False).exists():
        raise ValidationError("So bliebe nichts zum Freigeben. Bitte geben Sie den Vorgang zurück.", code="empty")
    now = timezone.now()  # what is written from now on was not decided upon
    _begin(case, CaseState.RELEASING, by, Verb.RELEASE, why, decided_by=by, decided_at=now)


def mark(case: Case, exceptions: Iterable[int]) -> None:
    """Only these entries are ticked out."""
    case.entries.filter(is_exception=True).update(is_exception=False)
    case.entries.filter(result=EntryResult.OPEN, pk__in=list(exceptions)).update(is_exception=True)


@transaction.atomic
def undo(*, case: Case, by: Editor, why: str) -> None:
    """From now on `go_on` takes the case back, of any size."""
    _hold(case, None, CaseState.RELEASED, CaseState.UNDONE)
    check_judge_all(by, case, EntryResult.RELEASED)
    if not (why := why.strip()):
        raise ValidationError("„Zurücknehmen“ braucht einen Grund; er steht im Verlauf jedes Eintrags.", code="reason")
    case.entries.filter(result=EntryResult.RELEASED).update(note="")
    _begin(case, CaseState.UNDOING, by, Verb.WITHDRAW, why)


def _hold(case: Case, seen: str | None, *states: CaseState) -> None:
    held(case, *states)
    _check_seen(case, seen)


def _check_seen(case: Case, seen: str | None) -> None:
    if seen is not None and seen != token(case):
        raise Stale(case)


def _begin(case: Case, state: CaseState, by: Editor, verb: Verb, why: str, **values) -> None:
    case.state, case.run_by, case.run_verb, case.run_why, case.done_to = state, by, verb, why.strip()[:500], -1
    for name, value in values.items():
        setattr(case, name, value)
    case.save()
    go_on.enqueue(case.pk)


@sliced
def go_on(pk: int) -> bool:
    return do_next(pk)


def do_next(pk: int) -> bool:
    """The next slice, in the name of the account that began the step; whether there are more. Safe to call twice at
    once, and after an end in the middle."""
    case = Case.objects.filter(pk=pk).first()
    if case is None or not case.is_running:
        return False
    if case.state == CaseState.SUBMITTING and case.done_to < 0:
        put_in_order(case)
    with transaction.atomic():
        more = _slice(case)
    give_way()
    return more


def _slice(case: Case) -> bool:
    try:
        held(case, *RUNNING)
    except ValidationError:  # done meanwhile
        return False
    by = case.run_by
    if by is None or not by.is_active:
        raise PermissionDenied(f"Das Konto, das den Vorgang „{case}“ führt, gibt es nicht mehr.")
    with muted():
        more = _NEXT[case.state](case, by)
    if not more:
        _end(case, by)
    case.save()
    if not more and _TOLD.get(case.run_verb) == case.state:
        stepped.send(sender=Case, about=case, verb=Verb(case.run_verb), by=by)
    return more


def _end(case: Case, by: Editor) -> None:
    ends = {
        CaseState.SUBMITTING: _submitted,
        CaseState.RETURNING: _returned,
        CaseState.RELEASING: _released,
        CaseState.UNDOING: _undone,
    }
    ends[CaseState(case.state)](case, by)


def _submitted(case: Case, by: Editor) -> None:
    if case.entries.filter(result=EntryResult.OPEN).exists():
        case.state, case.submitted_at = CaseState.REVIEW, timezone.now()
        case.authors.add(by)
    else:  # nothing was complete; as it was, with the reasons
        case.entries.filter(result=EntryResult.LEFT).update(result=EntryResult.OPEN)
        case.state = CaseState.OPEN


def _returned(case: Case, by: Editor) -> None:
    if case.run_verb == Verb.DISCARD:
        case.comment = case.run_why or case.comment
        case.state, case.decided_by, case.decided_at = CaseState.DISCARDED, by, timezone.now()
    else:
        case.state, case.submitted_at = CaseState.OPEN, None


def _released(case: Case, by: Editor) -> None:
    case.state = CaseState.RELEASED


def _undone(case: Case, by: Editor) -> None:
    """The changes back are handed in by themselves."""
    case.state = CaseState.UNDONE
    back = back_case(case)
    if back is not None and back.entries.exists():
        _begin(back, CaseState.SUBMITTING, by, Verb.SUBMIT, "")


@dataclass(frozen=True)
class Progress:
    """Records that are done, of all that are to be done."""

    done: int
    total: int


def progress_of(case: Case) -> Progress:
    """How far it is with what goes on."""
    if case.state == CaseState.UNDOING:
        done = case.entries.filter(result=EntryResult.UNDONE).count()
        kept = case.entries.filter(result=EntryResult.RELEASED).exclude(note="").count()
        return Progress(done + kept, done + kept + pending(case).count())
    return Progress(case.entries.filter(position__lte=case.done_to).count(), case.entries.count())
