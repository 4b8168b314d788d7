"""What an account has begun itself, and what happened lately."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import Editor
from cases.handing_in import NOT_YET, ManyHandedIn, hand_in_many
from cases.models import Case
from cases.needs import in_order
from cases.parts import open_cases
from cases.taking_along import member_of
from desk.begun import begun_by
from desk.history import is_said
from desk.together import hand_in as hand_in_one
from publishing import history
from publishing.enums import WAITING
from publishing.models import Record, Revision, Transition
from publishing.together import alone


def hand_in(by: Editor, changes: Iterable[Revision], *, together: bool) -> tuple[int, list[str]]:
    """Gives the records of these changes to those who release; returns how many, and about each other a sentence.

    `together`: as a case, where there are several.
    """
    wanted: dict[type[Record], list[int]] = {}
    for change in changes:
        wanted.setdefault(change.model, []).append(change.object_id)
    records = [
        record for model, pks in wanted.items() for record in model._base_manager.filter(pk__in=pks).order_by("pk")
    ]
    if together and len(records) > 1:
        title = f"{len(records)} Einträge von {_who(by)}, {timezone.localdate():%d.%m.%Y}"
        handed = hand_in_many(records=records, title=title, by=by)
    else:
        handed = _each(records, by)
    return handed.number, [f"„{record}“ nicht: {why}" for record, why in handed.refused]


def _each(records: Iterable[Record], by: Editor) -> ManyHandedIn:
    """Each with the drafts that it needs: those first that others need last. What went with another is not refused."""
    done = ManyHandedIn()
    for one in reversed(in_order([member_of(record) for record in records])):
        if not one.record or history.stage(one.record) in WAITING:
            done.number += 1
            continue
        try:
            handed = hand_in_one(record=one.record, others=(), by=by, why="")
        except PermissionDenied as error:
            done.refused.append((one.record, str(error)))
        except ValidationError as error:
            done.refused.append((one.record, " ".join(error.messages)))
        else:
            done.number += handed.done
            done.refused += [] if handed.done else [(one.record, handed.said.removeprefix(NOT_YET).strip())]
    return done


def work_of(editor: Editor, seen_by: Editor) -> tuple[QuerySet[Revision], QuerySet[Case]]:
    """Changes and cases an account works on; for a deputy without those that are among their own."""
    changes, cases = alone(begun_by(editor)), open_cases(editor)
    if seen_by == editor:
        return changes, cases
    theirs = Revision.authors.through.objects.filter(editor=seen_by, revision=OuterRef("pk"))
    return changes.filter(~Exists(theirs)), cases.exclude(authors=seen_by)


def number_begun(editor: Editor, seen_by: Editor) -> int:
    return sum(rows.count() for rows in work_of(editor, seen_by))


@dataclass(frozen=True)
class Happened:
    when: datetime
    who: str
    what: str
    label: str
    url: str


def last_changes(number: int = 10) -> list[Happened]:
    """The latest lines of the history, one a save; queries whose work does not grow with it."""
    changes = Revision.objects.select_related("changed_by").defer("snapshot", "changes").order_by("-pk")[:number]
    moves = Transition.objects.select_related("by", "revision").defer("revision__snapshot", "revision__changes")
    told = [move for move in moves.order_by("-pk")[: 3 * number] if not is_said(move, move.revision)]
    events = sorted((*map(_of_change, changes), *_of_moves(told[:number])), key=lambda one: one.when, reverse=True)
    return events[:number]


def _of_change(change: Revision) -> Happened:
    what = f"{change.get_kind_display()}: {change.get_state_display()}"
    url = reverse("desk:change", args=[change.pk])
    return Happened(change.changed_at, _who(change.changed_by), what, change.label, url)


def _of_moves(moves: list[Transition]) -> Iterator[Happened]:
    names = _names(moves)
    for move in moves:
        meta = move.model._meta
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[move.object_id])
        label = names.get((move.content_type_id, move.object_id)) or f"{meta.verbose_name} (gelöscht)"
        yield Happened(move.at, _who(move.by), move.get_verb_display(), label, url)


def _names(moves: list[Transition]) -> dict[tuple[int, int], str]:
    """What the records are called, or were when something was last written about them."""
    found: dict[tuple[int, int], str] = {}
    for type_id in {move.content_type_id for move in moves}:
        model: Any = ContentType.objects.get_for_id(type_id).model_class()
        pks = {move.object_id for move in moves if move.content_type_id == type_id}
        found |= {(type_id, row.pk): str(row) for row in model._base_manager.filter(pk__in=pks)}
        lost = Revision.objects.filter(
            content_type=type_id, object_id__in=pks - {pk for kind, pk in found if kind == type_id}
        )
        found |= {(type_id, pk): label for pk, label in lost.order_by("number").values_list("object_id", "label")}
    return found


def _who(editor: Editor | None) -> str:
    return str(editor) if editor else "System"
