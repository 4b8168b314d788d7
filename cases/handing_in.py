"""Handing in what a form or a list wrote: alone, or as a case where more than one record belongs to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import Editor
from cases import actions
from cases.actions.composing import MOST, drop
from cases.members import Key, Member, key_of, members
from cases.models import HAND, Case
from cases.needs import Missing, missing
from cases.parts import case_of
from cases.taking_along import is_free, left, own_drafts
from desk.pages import field_url
from desk.together import HandedIn
from publishing import actions as single
from publishing.criteria import Lacking
from publishing.locking import check_seen, locked
from publishing.models import Record

NAMED = 3
NOT_YET = "Noch nicht zur Freigabe gegeben."


def hand_in(*, record: Record, others: Iterable[Record], by: Editor, why: str, seen: str | None = None) -> HandedIn:
    """A record, what its form wrote elsewhere, and the account's own drafts that it needs: as one case.

    What of those is not ready stays behind and is named; where the record itself lacks something nothing is handed in.
    """
    with transaction.atomic():
        locked(record)
        check_seen(record, seen)
        if inside := case_of(record):
            words = f"Der Eintrag gehört zum Vorgang „{inside}“; dort geben Sie alles zusammen zur Freigabe."
            return HandedIn(False, words, inside.get_absolute_url())
        written = [one for one in (record, *others) if is_free(one)]
        if not written:
            return HandedIn(True, "")
        some = own_drafts(written, by, hold=True)
        behind = left(some, by)
        handed = _alone(written[0], by, why) if len(some) == 1 else _together(some, by, why)
        if handed.done and behind:
            names = [f"„{one}“ ({reason})" for one, reason in behind]
            handed = replace(handed, said=f"{handed.said} Nicht dabei und so lange nicht zu sehen: {_listed(names)}.")
        return handed


def _alone(record: Record, by: Editor, why: str) -> HandedIn:
    try:
        single.submit(record=record, by=by, why=why)
    except Lacking as lacking:
        url = field_url(record, lacking.answers[0].field)
        return HandedIn(False, f"{NOT_YET} {' '.join(lacking.messages)}", url)
    return HandedIn(True, "Zur Freigabe gegeben.")


def _together(some: list[Member], by: Editor, why: str) -> HandedIn:
    records = [one.record for one in some if one.record]
    more = "1 weiterem Eintrag" if len(records) == 2 else f"{len(records) - 1} weiteren Einträgen"
    case = actions.begin(title=f"{str(records[0])[:150]} (mit {more})", by=by, why=why)
    actions.add(case=case, records=records, by=by)
    if missing(members(case)):
        words = f"{NOT_YET} Es fehlt etwas: Der Vorgang „{case}“ sagt, was."
        return HandedIn(False, words, f"{case.get_absolute_url()}#h-fehlt")
    actions.submit(case=case, by=by)
    names = [f"„{one.entry.label}“" for one in members(case) if one.record != records[0]]
    return HandedIn(
        True, f"Zur Freigabe gegeben, zusammen mit {_listed(names)}. Jemand anderes prüft und gibt es frei."
    )


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED])
    return f"{shown} und {len(names) - NAMED} weitere" if len(names) > NAMED else shown


@dataclass
class ManyHandedIn:
    """`cases` hold the `number` that went; `refused`: the others, each with the reason in words."""

    number: int = 0
    cases: list[Case] = field(default_factory=list)
    refused: list[tuple[Record, str]] = field(default_factory=list)


def hand_in_many(*, records: list[Record], title: str, by: Editor, origin: str = HAND) -> ManyHandedIn:
    """What is complete goes together, a hundred a case, with the own drafts it needs; the rest stays and says why."""
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
    further = own_drafts([one.record for one in members(case) if one.record], by, hold=True)
    actions.add(case=case, records=[one.record for one in further if one.record], by=by)
    while lacking := missing(members(case)):
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
