"""What the records of a case need: what has to be public for what, in which order, and what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.models import Editor
from cases.members import Key, Member, key_of, proposed
from cases.models import CaseEntry
from cases.parts import case_of
from core.kinds import record_models
from core.words import Words
from memory.trial import trial
from publishing import changes as compare
from publishing import criteria, history
from publishing.criteria import Answer
from publishing.enums import RevisionState, State
from publishing.models import Record, Revision, Statement
from publishing.snapshots import Part, Snapshot, parts_of, take
from releasing.naming import ends, ends_between

MOST_CHANGES = 200  # of the authors of a case, looked through for rows that belong to it


@dataclass(frozen=True)
class Missing:
    """Something without which the case cannot be handed in. `field`: where in the form of the record it is entered."""

    record: Record
    text: Words
    field: str = ""


@dataclass
class Needed:
    """A draft, or an open change of a public record, without which visitors see less of the case than its authors do.

    `needed_for`: names of the records of the case that it belongs to.
    """

    record: Record
    change: Revision | None
    authors: list[Editor]
    needed_for: list[str] = field(default_factory=list)


class Incomplete(ValidationError):
    """The case cannot be handed in; `missing` says what each record lacks."""

    def __init__(self, missing: list[Missing]):
        self.missing = missing
        super().__init__([f"„{one.record}“: {one.text}." for one in missing], code="incomplete")


def first_needed(some: Iterable[Member]) -> dict[Key, dict[Key, None]]:
    """For each record those of the others that it needs, in a fixed order."""
    states = proposed(some)
    needs: dict[Key, dict[Key, None]] = {key: {} for key in states}
    _note_all(needs, states)
    return needs


def needed_of_many(entries: QuerySet[CaseEntry], keys: Iterable[Key]) -> dict[Key, dict[Key, None]]:
    """The same of all these entries of a case, with their keys, without reading the records."""
    needs: dict[Key, dict[Key, None]] = {key: {} for key in keys}
    inside, changed = {}, set()
    for model in dict.fromkeys(model for model, _ in needs):
        inside[model] = pks = entries.filter(content_type=history.type_of(model)).order_by().values("object_id")
        public = model._base_manager.filter(pk__in=pks, state=State.PUBLISHED).values("pk")
        changes = Revision.objects.open().filter(content_type=history.type_of(model), object_id__in=public)
        numbers = list(changes.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(numbers), compare.CHUNK):
            some = Revision.objects.filter(pk__in=numbers[start : start + compare.CHUNK])
            for pk, state in some.order_by().values_list("object_id", "snapshot"):
                changed.add((model, pk))
                _note_all(needs, {(model, pk): state})
    for key, other, turned in ends_between(inside):
        if key not in changed:
            _note(needs, key, other, turned)
    return needs


def _note_all(needs: dict[Key, dict[Key, None]], states: dict[Key, Snapshot]) -> None:
    """What these states say of what needs what, as far as both are keys of `needs`."""
    for key, state in states.items():
        for other, turned in ends(key[0], state):
            _note(needs, key, other, turned)


def _note(needs: dict[Key, dict[Key, None]], key: Key, other: Key, turned: bool) -> None:
    if key in needs and other in needs and other != key:
        needs[other if turned else key][key if turned else other] = None


def ordered(needs: dict[Key, dict[Key, None]]) -> list[Key]:
    """What stands first comes first, but after what it needs; of what needs each other, too."""
    if not any(needs.values()):
        return list(needs)
    while True:
        try:
            return list(TopologicalSorter(needs).static_order())
        except CycleError as error:
            before, after = error.args[1][:2]
            needs[after].pop(before)


def in_order(some: list[Member]) -> list[Member]:
    """What others need comes first; of what needs each other, what was added first."""
    by_key = {key_of(one.record): one for one in some if one.record}
    found = [by_key[key] for key in ordered(first_needed(some))]
    return [*found, *(one for one in some if one not in found)]


def missing(some: Iterable[Member]) -> list[Missing]:
    """What the records will lack when all of them are released together, and what does not fit any more."""
    some = [one for one in some if one.has_something]
    found, before = [], {}
    for one in some:
        assert one.record
        if one.record.state == State.PUBLISHED and one.change:
            before[key_of(one.record)] = criteria.checklist(_fresh(one.record))
            if compare.conflicts(take(one.record), one.change.changes):
                found.append(Missing(one.record, "wurde inzwischen an denselben Stellen geändert; bitte neu sichern"))
    with trial():
        for one in some:
            found += _applied(one)
        for one in some:
            assert one.record
            for answer in _answers(one.record, before.get(key_of(one.record), [])):
                if answer.stops:
                    found.append(Missing(one.record, answer.text, answer.field))
    return found


def _applied(one: Member) -> list[Missing]:
    """Tries its change out. What cannot be written is said, and what it would lack then is not asked."""
    if not (one.record and one.change and one.record.state == State.PUBLISHED):
        return []
    try:
        compare.apply(_fresh(one.record), one.change.changes, lasting=False)
    except ValidationError as error:
        return [Missing(one.record, " ".join(error.messages))]
    return []


def _answers(record: Record, before: list[Answer]) -> list[Answer]:
    return criteria.compared(criteria.checklist(_fresh(record)), before)


def _fresh(record: Record) -> Record:
    return type(record)._base_manager.get(pk=record.pk)


def needed(some: Iterable[Member], authors: Iterable[Editor]) -> list[Needed]:
    """Drafts that the records name or that belong to them, and open changes of these authors about them."""
    inside = {key_of(one.record): str(one.record) for one in some if one.record}
    wanted: dict[Key, list[str]] = defaultdict(list)
    for key, state in proposed(some).items():
        for other, _ in ends(key[0], state):
            wanted[other].append(inside[key])
    for key, other in _carriers_of(inside):
        wanted[key].append(inside[other])
    found = {
        key_of(record): Needed(
            record, history.open_change(record), history.authors_since_release(record), list(dict.fromkeys(wanted[key]))
        )
        for key, record in _drafts(key for key in wanted if key not in inside)
    }
    for change, names in _changes_about(authors, inside):
        if change.record and key_of(change.record) not in inside:
            found[key_of(change.record)] = Needed(change.record, change, list(change.authors.all()), names)
    return list(found.values())


def elsewhere(one: Needed, by: Editor) -> str:
    """Why the account does not take it along, in words; empty where it may."""
    if other := case_of(one.record):
        return f"gehört schon zum Vorgang „{other}“"
    if one.authors and by not in one.authors:
        names = ", ".join(str(author) for author in one.authors)
        return f"von {names} begonnen; bitte dort zur Freigabe geben lassen"
    return ""


def _drafts(keys: Iterable[Key]) -> Iterator[tuple[Key, Record]]:
    by_model: dict[type[Record], list[int]] = defaultdict(list)
    for model, pk in keys:
        by_model[model].append(pk)
    for model, pks in by_model.items():
        for record in model._base_manager.filter(pk__in=pks, state__in=(State.DRAFT, State.REVIEW)).order_by("pk"):
            yield (model, record.pk), record


@cache
def needed_rows() -> tuple[tuple[type[Record], Part, str], ...]:
    """Kinds of rows that others need than the record that carries them, with the column that names those."""
    kinds: list[type[Record]] = record_models()
    return tuple(
        (model, part, name) for model in kinds for part in parts_of(model).values() for name in part.model.needed_by
    )


def _carriers_of(inside: Iterable[Key]) -> Iterator[tuple[Key, Key]]:
    """Records that carry a row which one of these needs, each with that one."""
    for model, part, name in needed_rows():
        statement: type[Statement] = part.model
        target: Any = statement._meta.get_field(name).related_model
        pks = [pk for kind, pk in inside if kind is target]
        rows = statement._base_manager.filter(**{f"{name}__in": pks}).exclude(**{part.owner: None}) if pks else ()
        for row in rows:
            yield (model, getattr(row, f"{part.owner}_id")), (target, getattr(row, f"{name}_id"))


def _changes_about(authors: Iterable[Editor], inside: dict[Key, str]) -> Iterator[tuple[Revision, list[str]]]:
    """Changes that these accounts have begun and that write rows which its records need."""
    carriers = {history.type_of(model) for model, *_ in needed_rows()}
    begun = Revision.objects.filter(state=RevisionState.DRAFT, content_type__in=carriers, authors__in=authors)
    for change in begun.distinct().order_by("-pk")[:MOST_CHANGES]:
        was = set(ends(change.model, take(change.record))) if change.record else set()
        new = {key for key, turned in set(ends(change.model, change.snapshot)) - was if turned}
        if names := [inside[key] for key in new if key in inside]:
            yield change, names
