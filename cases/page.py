"""What the page of a case shows."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from accounts.models import Editor
from cases import members as reading
from cases import needs
from cases.beginnings import beginning_of
from cases.enums import CaseState, EntryResult
from cases.members import Key, Member, key_of
from cases.models import Case, CaseEntry
from cases.permissions import can_judge, can_judge_all, can_write, check_release, refusal
from cases.unseen import BETWEEN, unseen, without
from core.keys import typed_key
from core.kinds import kind_of
from core.words import Words
from desk.begun import begun_by
from desk.pages import field_url, form_url
from pages.changes_table import ChangesTable, Row, label_of
from publishing import changes as compare
from publishing.changes import Changes
from publishing.enums import State
from publishing.models import Record, Revision, SourceDocument
from publishing.permissions import is_reviewer
from publishing.snapshots import empty
from publishing.together import alone

MOST_OPEN = 6  # records of a case that are shown whole; of more, a line each until it is opened
OFFERED = 50  # of what the account has begun
_DONE = (EntryResult.RELEASED, EntryResult.UNDONE)  # what was released shows what was handed in


@dataclass
class Part:
    """A record of the case as the page shows it. `rows`: what changes; `missing`: what it lacks, with where."""

    member: Member
    kind: str
    url: str = ""
    preview_url: str = ""
    rows: list[Row] = field(default_factory=list)
    missing: list[tuple[Words, str]] = field(default_factory=list)

    @property
    def entry(self):
        return self.member.entry

    @property
    def what(self) -> Words:
        if self.member.record is None:
            return "gelöscht"
        return "neuer Eintrag" if self.member.is_new else "Änderung"

    @property
    def unusual(self) -> str:
        """What who decides is to look at, as a table or its reader noted it."""
        return " ".join(filter(None, (self.entry.conflict, self.warning, self.entry.note)))

    @property
    def warning(self) -> str:
        return without(self.entry.warning).replace(BETWEEN, "; ")

    @property
    def brief(self) -> str:
        """What it says besides its name, in a line: without its address and its proofs, what stays internal only where
        it is all."""
        model = self.entry.model
        name = {label_of(model, one) for one in kind_of(model).names} if self.member.is_new else ()
        said = [(row, row.said) for row in self.rows if row.said and (row.part or row.field not in name)]
        public, internal = ([text for row, text in said if row.is_internal is stays] for stays in (False, True))
        return " · ".join(public) or " ".join(["bleibt intern:", *internal] if internal else [])


@dataclass
class Offer:
    """Something that belongs into the case. `revision`: by which the account takes it along; `why` not, where it may
    not."""

    needed: needs.Needed
    kind: str
    url: str
    revision: int | None
    why: str


def of_case(case: Case, by: Editor, errors: list[str]) -> dict[str, Any]:
    some = reading.members(case)
    token = reading.token(case, some)
    shown = some if case.is_undecided else reading.members(case, every=True)
    parts = parts_of_page(shown)
    is_open = case.state == CaseState.OPEN
    if case.is_undecided:
        _tell_missing(case, some, parts)
    parts.sort(key=lambda part: not (part.unusual or part.missing))
    may_write = can_write(by, case, some)
    why_not = refusal(check_release, by, case, some) if case.state == CaseState.REVIEW else ""
    fresh = [one for one in parts if one.preview_url] if all(one.member.is_new for one in parts) else []
    return {
        "case": case,
        "authors": case.authors.all(),
        "beginning": beginning_of(case, by),
        "parts": parts,
        "most_open": MOST_OPEN,
        # What is new, and of that what most is said of, as a story among its pictures.
        "whole": max(fresh, key=lambda one: len(one.rows), default=None),
        "unseen": sorted({*unseen(case, [part.entry for part in parts]).values()}) if case.is_undecided else [],
        "lacking": [part for part in parts if part.missing],
        "offers": [_offer(one, by) for one in needs.needed(some, case.authors.all())] if case.is_undecided else [],
        "own": _own(case, by, some) if is_open and may_write else [],
        "token": token,
        "is_open": is_open,
        "is_waiting": case.state == CaseState.REVIEW,
        "may_write": may_write,
        "may_judge": case.state == CaseState.REVIEW and can_judge(by, some),
        "may_release": case.state == CaseState.REVIEW and not why_not,
        "may_undo": case.state in (CaseState.RELEASED, CaseState.UNDONE) and may_undo(by, case),
        "why_not": why_not if is_reviewer(by) else "",  # others wait, nothing is refused to them
        "sources": SourceDocument.objects.order_by("short_title").values_list("pk", "short_title") if is_open else [],
    }


def may_undo(by: Editor, case: Case) -> bool:
    """Whether something of it is public still and the account could withdraw it."""
    released = case.entries.filter(result=EntryResult.RELEASED)
    return released.exists() and can_judge_all(by, case, EntryResult.RELEASED)


def parts_of_page(some: list[Member]) -> list[Part]:
    """With what changes at each; names of other records are looked up once for each kind."""
    changes = _changes(some)
    by_model: dict[type[Record], list[Changes]] = defaultdict(list)
    for one in some:
        by_model[one.entry.model].append(changes.get(one.entry.pk, []))
    tables = {model: ChangesTable(model, *found) for model, found in by_model.items()}
    return [
        Part(
            one,
            str(one.entry.model._meta.verbose_name),
            form_url(one.record) if one.record else "",
            _preview_url(one),
            tables[one.entry.model].rows(changes.get(one.entry.pk, [])),
        )
        for one in some
    ]


def _preview_url(one: Member) -> str:
    """The page as it will be once all of the case is released."""
    if not (one.record and one.entry.result == EntryResult.OPEN and one.has_something):
        return ""
    return reverse("desk:record_preview", args=[one.record._meta.label_lower, one.record.pk])


def _changes(some: list[Member]) -> dict[int, Changes]:
    """Of each entry: the open change, all of a draft, or what was released with the case."""
    states = reading.proposed([one for one in some if one.change is None and one.is_new])
    done = _decided([one.entry for one in some if one.entry.result in _DONE])
    found = {}
    for one in some:
        if one.entry.result in _DONE:
            found[one.entry.pk] = done.get((one.entry.content_type_id, one.entry.object_id), [])
        elif one.change:
            found[one.entry.pk] = one.change.changes
        elif one.record and key_of(one.record) in states:
            found[one.entry.pk] = compare.diff(empty(type(one.record)), states[key_of(one.record)])
    return found


def _decided(entries: list[CaseEntry]) -> dict[tuple[int, int], Changes]:
    """What was handed in of each."""
    pks = [entry.revision_id for entry in entries if entry.revision_id]
    rows = Revision.objects.filter(pk__in=pks).defer("snapshot") if pks else ()
    return {(one.content_type_id, one.object_id): one.changes for one in rows}


def _tell_missing(case: Case, some: list[Member], parts: list[Part]) -> None:
    mine: dict[Key, Part] = {key_of(part.member.record): part for part in parts if part.member.record}
    for one in needs.missing(some):
        mine[key_of(one.record)].missing.append((one.text, field_url(one.record, one.field)))


def _offer(one: needs.Needed, by: Editor) -> Offer:
    record = one.record
    why = needs.elsewhere(one, by)
    latest = Revision.objects.of(record).order_by("-number").values_list("pk", flat=True).first()
    return Offer(one, str(record._meta.verbose_name), form_url(record), None if why else latest, why)


def _own(case: Case, by: Editor, some: list[Member]) -> list[Revision]:
    """What the account has begun besides and could take along."""
    begun = alone(begun_by(by)).order_by("-changed_at", "-pk").defer("snapshot", "changes")
    return [one for one in begun[:OFFERED] if one.record and one.record.state != State.ARCHIVED]


def ticked(case: Case, keys: list[str]) -> list[Record]:
    """The records of those entries."""
    pks = {typed_key(key) for key in keys}
    return [one.record for one in reading.members(case) if one.record and one.entry.pk in pks]


def find_source(key: str) -> SourceDocument | None:
    pk = typed_key(key)
    return SourceDocument.objects.filter(pk=pk).first() if pk is not None else None
