"""Reading and writing what happened to a record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Editor
from core import prepared
from core.keys import typed_key
from publishing import changes as compare
from publishing.enums import OPEN, RevisionKind, RevisionState, Stage, State, Verb
from publishing.models import Record, Release, Revision, Transition
from publishing.snapshots import Snapshot
from publishing.workflow import stage_of

_CHUNK = 500
_PUBLIC = (Stage.PUBLISHED, Stage.CHANGED, Stage.CHANGE_REVIEW, Stage.ARCHIVED)

__all__ = ["of", "open_change", "stage", "stage_of", "type_of"]


def type_of(record: Record | type[Record]) -> ContentType:
    return ContentType.objects.get_for_model(record)


def open_change(record: Record) -> Revision | None:
    """The change that waits for a decision; there is one at most."""
    if not record.pk:
        return None
    kind = type_of(record).pk
    found = prepared.ask(("open change", kind), record.pk, partial(_open, kind))
    return found[0] if found else None


def _open(kind: int, pk: int) -> QuerySet:
    return Revision.objects.filter(content_type=kind, object_id=pk).open()[:1]


def current(record: Record) -> tuple[Revision | None, Revision | None]:
    """The open change and the latest revision, which may be the same; one query."""
    revisions = Revision.objects.of(record).defer("snapshot").select_related("changed_by")
    newest = Revision.objects.of(record).order_by("-number").values("pk")[:1]
    found = list(revisions.filter(Q(state__in=OPEN) | Q(pk=Subquery(newest))).order_by("-number"))
    return next((one for one in found if one.is_open), None), (found[0] if found else None)


def token(record: Record) -> str:
    """Tells one state of a record and its open change from the next, for pages that were opened a while ago."""
    return token_of(record, *current(record))


def token_of(record: Record, waiting: Revision | None, newest: Revision | None) -> str:
    """`token` for who has asked `current` already."""
    revisions = {revision.pk: revision.token for revision in (newest, waiting) if revision}
    return "/".join([*revisions.values(), record.state])


def version(record: Record) -> str:
    """What a check confirms: changes with every check and with every change that takes effect."""
    return versions([record])[record]


def versions(records: Iterable[Record]) -> dict[Record, str]:
    """`version` of each; one query for each kind."""
    by_kind: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        by_kind[type(record)].append(record)
    found = {}
    for model, some in by_kind.items():
        about = Revision.objects.in_effect().filter(content_type=type_of(model), object_id__in=[one.pk for one in some])
        numbers = dict(about.order_by().values_list("object_id").annotate(last=Max("number")))
        found |= {one: f"{one.checked_on or 'nie'}/{numbers.get(one.pk, 0)}" for one in some}
    return found


def since(record: Record, token: str) -> list[Revision]:
    """The changes that a page with this token did not know, or knew in another state; at most ten, newest first."""
    parts = [part.split(".") for part in token.split("/")]
    known = {key: part[1:] for part in parts if len(part) == 3 and (key := typed_key(part[0])) is not None}
    revisions = Revision.objects.of(record).select_related("changed_by").defer("snapshot")
    last = revisions.filter(pk__in=known).aggregate(last=Max("number"))["last"] or 0
    found = revisions.filter(Q(number__gt=last) | Q(pk__in=known)).order_by("-number")[:12]
    return [one for one in found if known.get(one.pk) != [str(one.saves), one.state]][:10]


def latest(record: Record) -> Revision | Transition | None:
    """What happened to a record last."""
    changed = Revision.objects.of(record).select_related("changed_by").defer("snapshot").order_by("-changed_at")
    moved = Transition.objects.filter(content_type=type_of(record), object_id=record.pk).select_related("by")
    events = [event for event in (changed.first(), moved.first()) if event]
    return max(events, key=moment, default=None)


def stage(record: Record) -> Stage:
    return stage_of(record, open_change(record))


def of(record: Record) -> list[Revision | Transition]:
    """Everything that happened to a record, newest first: its changes, its moves and checks."""
    revisions = Revision.objects.of(record).select_related("created_by", "changed_by", "decided_by").defer("snapshot")
    moves = Transition.objects.filter(content_type=type_of(record), object_id=record.pk).select_related("by")
    events = [*revisions, *moves]
    return sorted(events, key=lambda event: (moment(event), event.pk), reverse=True)


def moment(event: Revision | Transition):
    return event.at if isinstance(event, Transition) else event.changed_at


def releases(record: Record):
    return Release.objects.filter(content_type=type_of(record), object_id=record.pk)


def was_public(record: Record) -> bool:
    """Have visitors ever seen it? Then its addresses are known outside."""
    if record.state in (State.PUBLISHED, State.ARCHIVED):
        return True
    moves = Transition.objects.filter(content_type=type_of(record), object_id=record.pk)
    return releases(record).exists() or moves.filter(Q(from_stage__in=_PUBLIC) | Q(to_stage__in=_PUBLIC)).exists()


def add(
    record: Record,
    *,
    kind: RevisionKind,
    state: RevisionState,
    snapshot: Snapshot,
    changes: compare.Changes,
    by: Editor | None,
    why: str = "",
    batch: str = "",
) -> Revision:
    """One more revision of a record."""
    states, records = {record.pk: (snapshot, changes)}, {record.pk: record}
    (made,) = add_many(
        type(record), states, kind=kind, state=state, by=by, why=why, batch=batch, records=records
    )  # fmt: skip
    return made


def add_many(
    model: type[Record],
    states: dict[int, tuple[Snapshot, compare.Changes]],
    *,
    kind: RevisionKind,
    why: str,
    by: Editor | None = None,
    decided_by: Editor | None = None,
    batch: str = "",
    state: RevisionState = RevisionState.APPLIED,
    records: Mapping[int, Record] | None = None,
) -> list[Revision]:
    """A change of each of many records; a handful of queries for some hundred of them.

    `decided_by`: who answers for it that visitors see those of public records. `records`: where they are at hand.
    """
    content_type, numbers, found = type_of(model), {}, dict(records or {})
    for start in range(0, len(states), _CHUNK):
        chunk = list(states)[start : start + _CHUNK]
        former = Revision.objects.filter(content_type=content_type, object_id__in=chunk).order_by()
        numbers |= dict(former.values_list("object_id").annotate(last=Max("number")))
        found |= {} if records else model._base_manager.in_bulk(chunk)
    now = timezone.now()
    rows = []
    for pk, (snapshot, changes) in states.items():
        released = decided_by is not None and found[pk].state == State.PUBLISHED
        rows.append(
            Revision(
                content_type=content_type,
                object_id=pk,
                number=numbers.get(pk, 0) + 1,
                label=str(found[pk])[:250],
                kind=kind,
                state=RevisionState.RELEASED if released else state,
                snapshot=snapshot,
                changes=changes,
                risk=compare.risk_of(model, changes),
                why=why[:300],
                batch=batch,
                created_by=by,
                changed_by=by,
                decided_by=decided_by,
                decided_at=now if decided_by else None,
            )
        )
    authors = Revision.authors.through
    made = Revision.objects.bulk_create(rows, batch_size=_CHUNK)
    if by:
        authors.objects.bulk_create((authors(revision=revision, editor=by) for revision in made), batch_size=_CHUNK)
    return made


def has_written(by: Editor, record: Record, change: Revision | None) -> bool:
    """Is the account an author of a change, or without one, of what was released last?"""
    if change is None:
        released = Revision.objects.of(record).filter(state=RevisionState.RELEASED).order_by("-number")
        return Revision.authors.through.objects.filter(revision__in=released.values("pk")[:1], editor=by).exists()
    return change.authors.filter(pk=by.pk).exists()


def log(
    record: Record,
    verb: Verb,
    *,
    by: Editor | None,
    start: Stage,
    end: Stage,
    why: str = "",
    revision: Revision | None = None,
) -> Transition:
    (made,) = log_many([revision or record], verb, by=by, start=start, end=end, why=why)
    return made


def log_many(
    about: Iterable[Record | Revision],
    verb: Verb,
    *,
    by: Editor | None,
    start: Stage | None = None,
    end: Stage | None = None,
    why: str = "",
) -> list[Transition]:
    """The same step of many records, by their changes where it has some. Without stages they stay where they are."""
    rows = []
    for one in about:
        revision = one if isinstance(one, Revision) else None
        rows.append(
            Transition(
                content_type_id=revision.content_type_id if revision else type_of(one).pk,
                object_id=revision.object_id if revision else one.pk,
                verb=verb,
                from_stage=start or Stage(one.state),
                to_stage=end or Stage(one.state),
                why=why[:500],
                revision=revision,
                by=by,
            )
        )
    return Transition.objects.bulk_create(rows, batch_size=_CHUNK)


def authors_since_release(record: Record) -> list[Editor]:
    """Everybody who wrote at a record since it was last released."""
    revisions = Revision.objects.of(record)
    last = revisions.filter(state=RevisionState.RELEASED).order_by("-number").values_list("number", flat=True).first()
    written = revisions.filter(number__gt=last or 0).order_by()
    authors = Revision.authors.through.objects.filter(revision__in=written.values("pk"))
    return list(Editor.objects.filter(pk__in=authors.values("editor")))
