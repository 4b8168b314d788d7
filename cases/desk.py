"""What the pages of single records ask of cases (desk.together)."""

from django.db.models import Count, Q

from accounts.models import Editor
from cases.enums import CaseState, EntryResult
from cases.handing_in import hand_in
from cases.models import Case
from cases.permissions import releasable
from cases.taking_along import company
from desk.together import Waiting
from publishing.permissions import is_reviewer

__all__ = ["company", "hand_in", "waiting"]

SHOWN = 200


def waiting(by: Editor, only_mine: bool) -> list[Waiting]:
    """Cases in the queue."""
    cases = Case.objects.filter(state=CaseState.REVIEW)
    if not cases.exists():  # what is asked then is as long as the rights of an account
        return []
    mine = set(releasable(by, cases).values_list("pk", flat=True))
    if only_mine:
        cases = cases.filter(pk__in=mine)
    number = Count("entries", filter=Q(entries__result=EntryResult.OPEN))
    rows = cases.annotate(number=number).select_related("created_by").prefetch_related("authors")
    return [_row(case, by, mine) for case in rows.order_by("-risk", "submitted_at", "pk")[:SHOWN]]


def _row(case: Case, by: Editor, mine: set[int]) -> Waiting:
    number = case.number  # type: ignore[attr-defined]
    return Waiting(
        url=case.get_absolute_url(),
        title=case.title,
        kind="Vorgang mit 1 Eintrag" if number == 1 else f"Vorgang mit {number} Einträgen",
        risk=case.get_risk_display(),
        why=case.why,
        number=number,
        by=case.created_by,
        since=case.submitted_at,
        answer=answer(case, by, mine),
        decidable=case.pk in mine,
    )


def answer(case: Case, by: Editor, mine: set[int]) -> str:
    """Whether the account can release it, and if not, why."""
    if case.pk in mine:
        return "Sie können freigeben"
    if not is_reviewer(by):
        return "wartet auf eine Freigabe"
    if by in case.authors.all():
        return "von Ihnen geschrieben, braucht ein zweites Konto"
    return "nicht Ihre Regionen oder Bereiche, oder von Ihnen mitgeschrieben"
