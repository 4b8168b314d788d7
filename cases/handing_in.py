"""Handing in what a form or a list wrote: alone, or as a case where more than one record belongs to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import Editor
from cases import actions
from cases.actions.composing import MOST, drop
from cases.members import Key, Member, key_of, members
from cases.models import HAND, Case
from cases.needs import Missing, missing, needed
from cases.parts import case_of
from desk.pages import field_url
from desk.together import HandedIn
from publishing import actions as single
from publishing import history
from publishing.criteria import Lacking
from publishing.enums import Stage
from publishing.locking import locked
from publishing.models import Record

NAMED = 3


def hand_in(*, record: Record, others: Iterable[Record], by: Editor, why: str) -> HandedIn:
    """The record of a form with what it wrote elsewhere and the account's own drafts that it needs.

    What of those is not ready stays behind and is named; where the record itself lacks something nothing is handed in.
    """
    if inside := case_of(record):
        words = f"Der Eintrag gehört zum Vorgang „{inside}“; dort geben Sie alles zusammen zur Freigabe."
        return HandedIn(False, words, inside.get_absolute_url())
    written = [one for one in (record, *others) if is_free(one)]
    if not written:
        return HandedIn(True, "")
    try:
        with transaction.atomic():
            return _together(written, by, why)
    except _Alone:
        return _alone(written[0], by, why)


class _Alone(Exception):
    """Nothing else belongs to it; no case is begun."""


def _alone(record: Record, by: Editor, why: str) -> HandedIn:
    try:
        single.submit(record=record, by=by, why=why)
    except Lacking as lacking:
        url = field_url(record, lacking.answers[0].field)
        return HandedIn(False, f"Noch nicht zur Freigabe gegeben. {' '.join(lacking.messages)}", url)
    return HandedIn(True, "Zur Freigabe gegeben.")


def _together(written: list[Record], by: Editor, why: str) -> HandedIn:
    record = written[0]
    case = actions.begin(title=str(record), by=by, why=why)
    _take_along(case, written, by)
    behind = _leave_behind(case, {key_of(one) for one in written})
    more = case.entries.count() - 1
    if not more:
        raise _Alone
    case.title = f"{str(record)[:150]} mit {'1 weiteren Eintrag' if more == 1 else f'{more} weiteren Einträgen'}"
    case.save()
    return _submitted(case, by, behind)


def _take_along(case: Case, wanted: list[Record], by: Editor) -> None:
    """These, and then what they need as far as the account has begun it, until nothing is missing any more."""
    while wanted and case.entries.count() + len(wanted) <= MOST:
        locked(*wanted, wait=False)  # the form holds the lock of its own record already
        actions.add(case=case, records=wanted, by=by)
        wanted = [one.record for one in needed(case) if by in one.authors and is_free(one.record)]


def is_free(record: Record) -> bool:
    return history.stage(record) in (Stage.DRAFT, Stage.CHANGED) and case_of(record) is None


def _leave_behind(case: Case, asked: set[Key]) -> list[Record]:
    """Takes out again what came along and is not ready by itself; returns it."""
    behind: list[Record] = []
    while True:
        some = members(case)
        lacking = {key_of(one.record) for one in missing(case, some)}
        out = [one for one in some if one.record and key_of(one.record) in lacking - asked]
        if not out:
            return behind
        drop(case, out)
        behind += [one.record for one in out if one.record]


def _submitted(case: Case, by: Editor, behind: list[Record]) -> HandedIn:
    if missing(case):
        words = f"Noch nicht zur Freigabe gegeben: es fehlt etwas. Der Vorgang „{case}“ sagt, was."
        return HandedIn(False, words, f"{case.get_absolute_url()}#h-fehlt")
    actions.submit(case=case, by=by)
    words = f"Zusammen zur Freigabe gegeben: {_listed([one.entry.label for one in members(case)])}."
    if behind:
        words += f" Nicht dabei, weil noch etwas fehlt: {_listed([str(one) for one in behind])}."
    return HandedIn(True, words)


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"„{name}“" for name in names[:NAMED])
    return f"{shown} und {len(names) - NAMED} weitere" if len(names) > NAMED else shown


@dataclass
class ManyHandedIn:
    """`cases` hold the `number` that went; `refused`: the others, each with the reason in words."""

    number: int = 0
    cases: list[Case] = field(default_factory=list)
    refused: list[tuple[Record, str]] = field(default_factory=list)


def hand_in_many(*, records: list[Record], title: str, by: Editor, origin: str = HAND) -> ManyHandedIn:
    """What is complete goes together, a hundred a case; the rest stays and says why."""
    done = ManyHandedIn()
    for start in range(0, len(records), MOST):
        with transaction.atomic():
            case = actions.begin(title=title, by=by, origin=origin)
            _hand_in_some(done, case, records[start : start + MOST], by)
    return done


def _hand_in_some(done: ManyHandedIn, case: Case, records: list[Record], by: Editor) -> None:
    for record in records:
        try:
            actions.add(case=case, records=[record], by=by)
        except PermissionDenied as error:
            done.refused.append((record, str(error)))
        except ValidationError as error:
            done.refused.append((record, " ".join(error.messages)))
    while lacking := missing(case):
        done.refused += _taken_out(case, members(case), lacking)
    if not (number := case.entries.count()):
        case.delete()
        return
    actions.submit(case=case, by=by)
    done.number += number
    done.cases.append(case)


def _taken_out(case: Case, some: list[Member], lacking: list[Missing]) -> list[tuple[Record, str]]:
    texts: dict[Key, list[str]] = {}
    for one in lacking:
        texts.setdefault(key_of(one.record), []).append(str(one.text))
    out = [one for one in some if one.record and key_of(one.record) in texts]
    drop(case, out)
    return [
        (one.record, f"Vor der Freigabe fehlt: {', '.join(texts[key_of(one.record)])}.") for one in out if one.record
    ]
