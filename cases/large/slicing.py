"""The next records of a case, locked and read together."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, QuerySet, TextField
from django.db.models.functions import Cast, Length

from accounts.models import Editor
from cases import members as reading
from cases.enums import EntryResult
from cases.large.releasing import by_kind
from cases.members import Key, Member
from cases.models import Case, CaseEntry
from core.kinds import record_models
from memory.slices import slices
from publishing.locking import locked_rows
from publishing.models import Record, Revision
from publishing.permissions import editable_of

SLICE = 100
CHARACTERS = 400_000  # of the changes of a slice together


def next_members(case: Case) -> list[Member]:
    """The next that are not decided, after `done_to`, in their order; none when all are done."""
    return held(case.entries.filter(result=EntryResult.OPEN, position__gt=case.done_to))


def held(entries: QuerySet[CaseEntry]) -> list[Member]:
    """The first of these entries with their records, which are locked until the transaction ends."""
    some = list(entries.select_related("content_type")[:SLICE])
    weights = _weights(some)
    some = next(slices(some, SLICE, lambda one: weights.get((one.content_type_id, one.object_id), 0), CHARACTERS), [])
    wanted: dict[type[Record], set[int]] = defaultdict(set)
    for entry in some:
        wanted[entry.model].add(entry.object_id)
    locked_rows(wanted)
    return reading.read(some)


def lock_all(case: Case) -> None:
    """Waits for whoever writes at one of its records; they are locked until the transaction ends."""
    entries = case.entries.filter(result=EntryResult.OPEN).order_by()
    for model in sorted(record_models(), key=lambda model: model._meta.label_lower):
        named = entries.filter(content_type=ContentType.objects.get_for_model(model)).values("object_id")
        rows = model._base_manager.filter(pk__in=named).order_by("pk").select_for_update(no_key=True)
        for _row in rows.values_list("pk").iterator():
            pass


def _weights(entries: Iterable[CaseEntry]) -> dict[tuple[int, int], int]:
    """How much text there is about each."""
    by_type: dict[int, list[int]] = defaultdict(list)
    for entry in entries:
        by_type[entry.content_type_id].append(entry.object_id)
    found: dict[tuple[int, int], int] = {}
    for kind, pks in by_type.items():
        about = Revision.objects.filter(content_type=kind, object_id__in=pks).order_by()
        rows = about.values_list("object_id").annotate(most=Max(Length(Cast("snapshot", TextField()))))
        found |= {(kind, pk): most for pk, most in rows}
    return found


def not_editable(by: Editor, some: Iterable[Member], *, decides: bool = False) -> set[Key]:
    """Those of the records that the account may not edit, or not decide about; a query for each kind."""
    found: set[Key] = set()
    for model, mine in by_kind(some):
        pks = {one.entry.object_id for one in mine}
        found |= {(model, pk) for pk in pks - editable_of(by, model, pks, decides=decides)}
    return found


def leave(some: Iterable[Member], note: Callable[[Member], str]) -> None:
    """Not with the others, each for its reason."""
    some = list(some)
    for one in some:
        one.entry.result, one.entry.note = EntryResult.LEFT, note(one)[:300]
    save([one.entry for one in some], ("result", "note"))


def save(entries: list[CaseEntry], names: Iterable[str]) -> None:
    """Much quicker than an update of each."""
    CaseEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["id"], update_fields=list(names), batch_size=500
    )
