"""Handing in: what is complete waits for release then, the rest stays with its authors and says why."""

from collections import defaultdict
from typing import Any

from django.utils import timezone

from accounts.models import Editor
from cases.enums import EntryResult
from cases.large.releasing import by_kind, try_out
from cases.large.slicing import leave, next_members, not_editable, save
from cases.members import Key, Member, key_of
from cases.models import Case
from cases.needs import needed_of_many, ordered
from cases.unseen import BETWEEN, HIDES, hidden_of, without
from publishing import changes as compare
from publishing import history
from publishing.changes import CHUNK
from publishing.criteria import Answer
from publishing.enums import WAITING, RevisionKind, RevisionState, Stage, State, Verb
from publishing.models import Record, Revision
from publishing.snapshots import Snapshot, empty, take_many

NAMED = 3


def put_in_order(case: Case) -> None:
    """What others need comes first, each has a position of its own. Writes only where that is not so yet."""
    entries = case.entries.filter(result=EntryResult.OPEN)
    keys = {(entry.model, entry.object_id): entry for entry in entries}
    wrong = []
    for position, key in enumerate(ordered(needed_of_many(entries, keys))):
        if keys[key].position != position:
            keys[key].position = position
            wrong.append(keys[key])
    for start in range(0, len(wrong), CHUNK):
        save(wrong[start : start + CHUNK], ("position",))


def submit_next(case: Case, by: Editor) -> bool:
    """The next slice, in the caller's transaction; whether there was one."""
    some = next_members(case)
    if not some:
        return False
    foreign = not_editable(by, some)
    reasons = {one.entry.pk: said for one in some if (said := _refusal(one, foreign))}
    ready = [one for one in some if one.entry.pk not in reasons]
    refused, lacking = try_out([one for one in ready if one.stage not in WAITING])
    reasons |= {
        one.entry.pk: refused[key_of(one.record)] for one in ready if one.record and key_of(one.record) in refused
    }
    leave([one for one in some if one.entry.pk in reasons], lambda one: reasons[one.entry.pk])
    ready = [one for one in ready if one.entry.pk not in reasons]
    submit_many([one for one in ready if one.stage not in WAITING], by=by, why=case.why, batch=case.token)
    _note(case, ready, lacking)
    case.done_to = some[-1].entry.position
    return True


def _refusal(one: Member, foreign: set[Key]) -> str:
    if not one.has_something or one.record is None:
        return "inzwischen gelöscht" if one.record is None else "hat nichts, was freizugeben wäre"
    if key_of(one.record) in foreign:
        return "nicht Ihre Regionen oder Bereiche"
    return ""


def submit_many(some: list[Member], *, by: Editor, why: str, batch: str) -> None:
    """As publishing.actions.submit does to each; what they lack and who may do so is asked before."""
    for model, mine in by_kind(some):
        drafts = [one for one in mine if one.is_new]
        _begin_requests(model, drafts, by=by, why=why, batch=batch)
        changes = [one.change for one in mine if not one.is_new and one.change]
        for change in changes:
            change.state, change.why, change.batch = RevisionState.REVIEW, why or change.why, change.batch or batch
        Revision.objects.bulk_update(changes, ["state", "why", "batch"], batch_size=CHUNK)
        for start, end, moved in (
            (Stage.DRAFT, Stage.REVIEW, [one.change for one in drafts if one.change]),
            (Stage.CHANGED, Stage.CHANGE_REVIEW, changes),
        ):
            history.log_many(moved, Verb.SUBMIT, by=by, start=start, end=end, why=why)


def _begin_requests(model: type[Record], drafts: list[Member], *, by: Editor, why: str, batch: str) -> None:
    pks = [one.entry.object_id for one in drafts]
    now, before = take_many(model, pks), _last_released(model, pks)
    nothing = empty(model)
    states = {pk: (now[pk], compare.diff(before.get(pk, nothing), now[pk])) for pk in pks}
    authors = _authors_since(model, pks)
    values = {"state": State.REVIEW, "archive_reason": "", "changed_at": timezone.now()}
    model._base_manager.filter(pk__in=pks).update(**values)
    records: dict[int, Any] = {one.entry.object_id: one.record for one in drafts}
    made = history.add_many(
        model, states, kind=RevisionKind.FIRST, state=RevisionState.REVIEW, why=why, by=by, batch=batch, records=records
    )
    through = Revision.authors.through
    through.objects.bulk_create(
        (
            through(revision=revision, editor_id=author)
            for revision in made
            for author in authors[revision.object_id] - {by.pk}
        ),
        batch_size=CHUNK,
    )
    by_key = {revision.object_id: revision for revision in made}
    for one in drafts:
        one.change = by_key[one.entry.object_id]
        if one.record:
            one.record.state = State.REVIEW


def _last_released(model: type[Record], pks: list[int]) -> dict[int, Snapshot]:
    about = Revision.objects.filter(content_type=history.type_of(model), object_id__in=pks)
    released = about.filter(state=RevisionState.RELEASED).order_by("number")
    return dict(released.values_list("object_id", "snapshot"))


def _authors_since(model: type[Record], pks: list[int]) -> dict[int, set[int]]:
    """`history.authors_since_release` of each."""
    about = Revision.objects.filter(content_type=history.type_of(model), object_id__in=pks)
    rows = about.order_by("number").values_list("object_id", "state", "authors")
    found: dict[int, set[int]] = defaultdict(set)
    for pk, state, author in rows:
        if state == RevisionState.RELEASED:
            found[pk] = set()
        elif author:
            found[pk].add(author)
    return found


def _note(case: Case, some: list[Member], lacking: dict[Key, list[Answer]]) -> None:
    """What who releases should know of each."""
    hidden = hidden_of(case, some)
    for one in some:
        assert one.record and one.change
        key = key_of(one.record)
        texts = [f"fehlt: {answer.text}" for answer in lacking.get(key, ()) if not answer.is_old]
        if names := hidden.get(key):
            texts.append(f"{HIDES}{', '.join(names[:NAMED])}")
        own = [text for text in without(one.entry.warning).split(BETWEEN) if text and text not in texts]
        one.entry.warning = BETWEEN.join([*own, *texts])[:300]
        one.entry.is_new, one.entry.revision, one.entry.label = one.is_new, one.change, str(one.record)[:250]
        case.risk = max(case.risk, one.change.risk)
    save([one.entry for one in some], ("warning", "is_new", "revision", "label"))
    pks = [one.change.pk for one in some if one.change]
    wrote = Revision.authors.through.objects.filter(revision__in=pks)
    case.authors.add(*wrote.values_list("editor", flat=True).distinct())
