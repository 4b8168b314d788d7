"""Which record is part of which case: what the rules for single records ask (publishing.together)."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Editor
from cases.enums import CaseState, EntryResult
from cases.models import Case, CaseEntry
from publishing import history
from publishing.models import Record, Revision
from publishing.together import Whole


def open_entries() -> QuerySet[CaseEntry]:
    """Records that move on only with their case."""
    return CaseEntry.objects.filter(result=EntryResult.OPEN)


def case_of(record: Record) -> Case | None:
    """The undecided case of a record."""
    if record.pk is None:
        return None
    mine = open_entries().filter(content_type=history.type_of(record), object_id=record.pk)
    entry = mine.select_related("case").first()
    return entry.case if entry else None


def open_cases(by: Editor) -> QuerySet[Case]:
    """Cases that the account works on: not handed in, or given back."""
    return Case.objects.filter(state=CaseState.OPEN, authors=by)


def whole_of(record: Record) -> Whole | None:
    case = case_of(record)
    return Whole(case.token, case.title, case.get_absolute_url()) if case else None


def without_parts(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    mine = open_entries().filter(content_type=OuterRef("content_type"), object_id=OuterRef("object_id"))
    return revisions.filter(~Exists(mine))
