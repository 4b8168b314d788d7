"""The slices of a release: what others need first; what is ticked out or cannot be released goes back and is named."""

from accounts.models import Editor
from cases.enums import EntryResult
from cases.large.releasing import Reasons, release_many
from cases.large.returning import back
from cases.large.slicing import leave, next_members, not_editable
from cases.members import Key, Member, key_of
from cases.models import Case, CaseEntry
from publishing.enums import WAITING, Verb
from releasing.naming import ends

EXCEPTION = "Beim Freigeben herausgenommen."


def release_next(case: Case, by: Editor) -> bool:
    """The next slice, in the caller's transaction; whether there was one."""
    some = next_members(case)
    if not some:
        return False
    foreign, behind = not_editable(by, some, decides=True), _left_behind(case)
    reasons: dict[int, str] = {}
    for one in some:
        if said := _refusal(case, one, by, foreign, behind):
            reasons[one.entry.pk] = said
            if one.record and one.is_new:
                behind[key_of(one.record)] = one.entry.label
    ready = [one for one in some if one.entry.pk not in reasons]
    refused: Reasons = release_many(ready, by=by, why=case.why, batch=case.token)
    for one in ready:
        if one.record and key_of(one.record) in refused:
            reasons[one.entry.pk] = refused[key_of(one.record)]
    done = [one.entry.pk for one in ready if one.entry.pk not in reasons]
    CaseEntry.objects.filter(pk__in=done).update(result=EntryResult.RELEASED, note="")
    _send_back([one for one in some if one.entry.pk in reasons], reasons, by)
    case.done_to = some[-1].entry.position
    return True


def _left_behind(case: Case) -> dict[Key, str]:
    """What visitors will not see after all: new records of the case that are not released, with their names."""
    rows = case.entries.filter(is_new=True)
    left = rows.filter(result=EntryResult.LEFT) | rows.filter(is_exception=True)
    return {(entry.model, entry.object_id): entry.label for entry in left}


def _refusal(case: Case, one: Member, by: Editor, foreign: set[Key], behind: dict[Key, str]) -> str:
    if one.record is None:
        return "inzwischen gelöscht"
    if one.change is None or one.stage not in WAITING:
        return "hatte nichts mehr, was auf eine Freigabe wartet"
    if one.entry.is_exception:
        return case.run_why or EXCEPTION
    if key_of(one.record) in foreign:
        return "nicht die Regionen oder Bereiche des Kontos, das freigegeben hat"
    if by in one.change.authors.all():
        return "Vier Augen: Wer daran geschrieben hat, kann es nicht selbst freigeben."
    if case.decided_at and one.change.changed_at >= case.decided_at:
        return f"seit der Entscheidung geändert von {one.change.changed_by or 'unbekannt'}; bitte noch einmal ansehen"
    for other, turned in ends(type(one.record), one.change.snapshot):
        if not turned and other in behind and other != key_of(one.record):
            return f"braucht „{behind[other]}“, das nicht mit freigegeben wurde"
    return ""


def _send_back(some: list[Member], reasons: dict[int, str], by: Editor) -> None:
    """To its authors, each with its reason."""
    for one in some:
        if one.record and one.stage in WAITING:
            back([one], Verb.SEND_BACK, by, reasons[one.entry.pk])
    leave(some, lambda one: reasons[one.entry.pk])
