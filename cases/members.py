"""The records of a case with their open changes, read together: as many queries for a hundred as for one of a kind."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cases.enums import EntryResult
from cases.models import Case, CaseEntry
from core.words import Words
from publishing.enums import OPEN, Stage, State
from publishing.models import Record, Revision
from publishing.snapshots import Snapshot, take_many
from publishing.workflow import stage_of
from releasing.naming import Key


def key_of(record: Record) -> Key:
    return type(record), record.pk


@dataclass
class Member:
    """A record in a case. `record` is None when it is gone; `changes`: how many revisions and the latest, as a word."""

    entry: CaseEntry
    record: Record | None
    change: Revision | None
    version: str

    @property
    def stage(self) -> Stage | None:
        return stage_of(self.record, self.change) if self.record else None

    @property
    def is_new(self) -> bool:
        return self.record is not None and self.record.state != State.PUBLISHED

    @property
    def has_something(self) -> bool:
        """Is there anything to release?"""
        if self.record is None or self.record.state == State.ARCHIVED:
            return False
        return self.is_new or self.change is not None

    @property
    def stage_label(self) -> Words:
        return self.stage.label if self.stage else "gelöscht"


def members(case: Case, *, every: bool = False) -> list[Member]:
    """Of the records that are not decided yet, in the order in which they are released; or of `every` one."""
    entries = case.entries.all() if every else case.entries.filter(result=EntryResult.OPEN)
    return read(list(entries.select_related("content_type", "case")))


def read(entries: list[CaseEntry]) -> list[Member]:
    by_type: dict[int, list[CaseEntry]] = defaultdict(list)
    for entry in entries:
        by_type[entry.content_type_id].append(entry)
    found = {}
    for type_id, some in by_type.items():
        pks = [entry.object_id for entry in some]
        records = some[0].model._base_manager.in_bulk(pks)
        revisions = Revision.objects.filter(content_type=type_id, object_id__in=pks).order_by("object_id", "-number")
        newest: dict[int, str] = {}
        for pk, key, saves, state in revisions.values_list("object_id", "pk", "saves", "state"):
            if pk not in newest or state in OPEN:
                newest[pk] = f"{newest.get(pk, '')}/{key}.{saves}.{state}"
        changes = {one.object_id: one for one in revisions.filter(state__in=OPEN).prefetch_related("authors")}
        for entry in some:
            record = records.get(entry.object_id)
            version = f"{newest.get(entry.object_id, '')}/{record.state if record else ''}"
            found[entry.pk] = Member(entry, record, changes.get(entry.object_id), version)
    return [found[entry.pk] for entry in entries]


def token(case: Case, some: Iterable[Member]) -> str:
    """Tells one state of a case and its records from the next, for pages that were opened a while ago."""
    parts = sorted(f"{one.entry.content_type_id}.{one.entry.object_id}:{one.version}" for one in some)
    return sha256("|".join([case.state, case.title, case.why, str(case.source_id), *parts]).encode()).hexdigest()[:20]


def proposed(some: Iterable[Member]) -> dict[Key, Snapshot]:
    """How each record will be: with its open change where it is public, else as the draft is."""
    found: dict[Key, Snapshot] = {}
    drafts: dict[type[Record], list[int]] = defaultdict(list)
    for one in some:
        if one.record and one.record.state == State.PUBLISHED and one.change:
            found[key_of(one.record)] = one.change.snapshot
        elif one.record:
            drafts[type(one.record)].append(one.record.pk)
    for model, pks in drafts.items():
        found |= {(model, pk): snapshot for pk, snapshot in take_many(model, pks).items()}
    return found
