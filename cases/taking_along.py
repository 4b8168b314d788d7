"""What goes to release together with a record, the same for who hands it in, looks at its preview and decides."""

from functools import reduce
from operator import or_

from django.db.models import Q

from accounts.models import Editor
from cases.actions.composing import MOST
from cases.enums import CaseState, EntryResult
from cases.members import Key, Member, key_of, members, proposed, read, token
from cases.models import Case, CaseEntry
from cases.needs import Needed, elsewhere, missing, needed
from cases.parts import case_of
from cases.permissions import can_judge, check_release, refusal
from desk.deciding import Decision
from desk.together import Company
from publishing import history
from publishing.enums import Stage
from publishing.locking import locked
from publishing.models import Record
from releasing.naming import ends

MOST_TRIED = 100  # records of a case that a preview of one of them tries out, too


def company(record: Record, by: Editor) -> Company:
    """The rest of its case, of a large one what it names; in none, what `by` hands in with it."""
    case = case_of(record)
    decided = _decision(case, by) if case else None  # before its records are read: it stands for no more than is shown
    own = member_of(record)
    if case:
        some = _of_case(case, own)
    elif not own.has_something:
        return Company([], [])
    else:
        some = own_drafts([record], by) if is_free(record) else [own]
    others = [(one.record, one.change) for one in some if one.record and one.record != record and one.has_something]
    return Company(others, left(some, by, case), decided)


def _decision(case: Case, by: Editor) -> Decision | None:
    if case.state != CaseState.REVIEW or case.entries.count() > MOST:
        return None  # a large one is decided on its own page
    some = members(case)
    why_not, authors = refusal(check_release, by, case, some), ", ".join(map(str, case.authors.all()))
    url, returnable = case.get_absolute_url(), can_judge(by, some)
    return Decision(url, token(case, some), not why_not, returnable, authors, "Alles freigeben", why_not)


def own_drafts(written: list[Record], by: Editor, *, hold: bool = False) -> list[Member]:
    """These, and what they need as far as the account has begun it and it is ready. `hold`: with their locks."""
    some: dict[Key, Member] = {}
    asked = {key_of(one) for one in written}
    wanted, is_own = written, by in authors_of(member_of(written[0]))
    while wanted and len(some) + len(wanted) <= MOST:
        if hold:
            locked(*wanted, wait=False)
        some |= {key_of(one): member_of(one) for one in wanted}
        found = needed(list(some.values()), [by]) if is_own else []
        wanted = [one.record for one in found if by in one.authors and is_free(one.record)]
    while len(some) > len(asked) and (out := {key_of(one.record) for one in missing(list(some.values()))} - asked):
        some = {key: one for key, one in some.items() if key not in out}
    return list(some.values())


def left(some: list[Member], by: Editor, case: Case | None = None) -> list[tuple[Record, str]]:
    """What these name and visitors will not see once they are released, each with why it stays behind."""
    authors = case.authors.all() if case else [by]
    found = needed(some, authors)
    return [(one.record, _why_left(one, by)) for one in found if not case or case_of(one.record) != case]


def is_free(record: Record) -> bool:
    return history.stage(record) in (Stage.DRAFT, Stage.CHANGED) and case_of(record) is None


def authors_of(one: Member) -> list[Editor]:
    assert one.record
    return list(one.change.authors.all()) if one.change else history.authors_since_release(one.record)


def _why_left(one: Needed, by: Editor) -> str:
    if why := elsewhere(one, by):
        return why
    return "es fehlt noch etwas" if is_free(one.record) else "wartet für sich auf die Freigabe"


def member_of(record: Record) -> Member:
    entry = CaseEntry(content_type=history.type_of(record), object_id=record.pk, label=str(record)[:250])
    return Member(entry, record, history.open_change(record), "")


def _of_case(case: Case, own: Member) -> list[Member]:
    entries = case.entries.filter(result=EntryResult.OPEN).select_related("content_type", "case")
    if entries.count() > MOST_TRIED:
        named = dict.fromkeys(
            key for (model, _), state in proposed([own]).items() for key, _turned in ends(model, state)
        )
        rows = (Q(content_type=history.type_of(model), object_id=pk) for model, pk in named)
        entries = entries.filter(reduce(or_, rows, Q(pk__in=[])))
    return read(list(entries))
