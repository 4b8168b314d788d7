"""Who may do what with a case: what the rules for each of its records allow (publishing.permissions), and four eyes.

Everybody on the desk sees every case, as every record. Whoever may edit all of its records works on it.
"""

from collections.abc import Callable, Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Editor
from cases.enums import CaseState, EntryResult
from cases.members import Member
from cases.models import Case, CaseEntry
from publishing.models import Record, Revision
from publishing.permissions import WrongStage, about_editable, check_decide, check_edit, check_enter, is_reviewer, twin


def check_state(case: Case, *states: CaseState) -> None:
    if case.state not in states:
        raise WrongStage(f"Der Vorgang „{case}“ ist im Stand „{case.get_state_display()}“; das geht dort nicht.")


def check_write(by: Editor, case: Case, some: Iterable[Member]) -> None:
    """Add to it, hand it in, take it back, discard it: who may edit each record; an empty one is its authors'."""
    check_enter(by)
    records = _records(some)
    for record in records:
        check_edit(by, record)
    if not records and not case.authors.filter(pk=by.pk).exists():
        raise PermissionDenied(f"Den Vorgang „{case}“ hat jemand anderes begonnen; er ist noch leer.")


def check_judge(by: Editor, some: Iterable[Member]) -> None:
    """Send it back: a reviewer who may decide about each record."""
    if not is_reviewer(by):
        raise PermissionDenied("Dazu braucht ein Konto das Recht zur Freigabe.")
    for record in _records(some):
        check_decide(by, record)


def check_release(by: Editor, case: Case, some: Iterable[Member]) -> None:
    """Release it: a reviewer who may decide about each record and has written at none of it."""
    some = list(some)
    check_judge(by, some)
    written = any(one.change and by in one.change.authors.all() for one in some)
    if written or case.authors.filter(pk=by.pk).exists():
        raise PermissionDenied("Vier Augen: Wer daran geschrieben hat, kann es nicht selbst freigeben.")


def check_write_all(by: Editor, case: Case) -> None:
    """`check_write` for a case of any size."""
    check_enter(by)
    _check_all(by, case, EntryResult.OPEN)


def check_judge_all(by: Editor, case: Case, result: EntryResult = EntryResult.OPEN) -> None:
    """`check_judge` for a case of any size, of its records with this result."""
    if not is_reviewer(by):
        raise PermissionDenied("Dazu braucht ein Konto das Recht zur Freigabe.")
    _check_all(by, case, result, decides=True)


def check_release_all(by: Editor, case: Case) -> None:
    """`check_release` for a case of any size."""
    check_judge_all(by, case)
    if not releasable(by, Case.objects.filter(pk=case.pk)).exists():
        raise PermissionDenied("Vier Augen: Wer daran geschrieben hat, kann es nicht selbst freigeben.")


def _check_all(by: Editor, case: Case, result: EntryResult, decides: bool = False) -> None:
    foreign = case.entries.filter(result=result).exclude(about_editable(by, "object_id", decides=decides)).first()
    if foreign:
        raise PermissionDenied(f"„{foreign.label}“ gehört nicht zu den Regionen oder Bereichen dieses Kontos.")


def releasable(by: Editor, cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those cases of a queryset that wait and that the account may release; the same rule in one query."""
    if not is_reviewer(by):
        return cases.none()
    entries = CaseEntry.objects.filter(case=OuterRef("pk"), result=EntryResult.OPEN)
    changes = Revision.objects.open().filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("object_id"), authors=by
    )
    return cases.filter(
        ~Exists(entries.exclude(about_editable(by, "object_id", decides=True))),
        ~Exists(entries.filter(Exists(changes))),
        state=CaseState.REVIEW,
    ).exclude(authors=by)


can_write, can_judge = twin(check_write), twin(check_judge)
can_write_all, can_judge_all = twin(check_write_all), twin(check_judge_all)


def _records(some: Iterable[Member]) -> list[Record]:
    return [one.record for one in some if one.record]


def refusal(check: Callable[..., None], *args) -> str:
    """Why not, in words; empty where it may be."""
    try:
        check(*args)
    except PermissionDenied as refused:
        return str(refused)
    return ""
