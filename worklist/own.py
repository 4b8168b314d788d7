"""What an account has begun itself, and what happened lately."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from accounts.models import Editor
from cases.handing_in import hand_in_many
from publishing import actions
from publishing.models import Record, Revision, Transition


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
        done, refused = handed.number, handed.refused
    else:
        done, refused = _submit_each(records, by)
    return done, [f"„{record}“ nicht: {why}" for record, why in refused]


def _submit_each(records: Iterable[Record], by: Editor) -> tuple[int, list[tuple[Record, str]]]:
    """What can be released as it is; returns how many, and the others each with the reason in words."""
    done, refused = 0, []
    for record in records:
        try:
            actions.submit(record=record, by=by)
        except PermissionDenied as error:
            refused.append((record, str(error)))
        except ValidationError as error:
            refused.append((record, " ".join(error.messages)))
        else:
            done += 1
    return done, refused


@dataclass(frozen=True)
class Happened:
    when: datetime
    who: str
    what: str
    label: str
    url: str


def last_changes(number: int = 10) -> list[Happened]:
    """The latest lines of the history; two queries whose work does not grow with it."""
    events = sorted((*_revisions(number), *_moves(number)), key=lambda event: event.when, reverse=True)
    return events[:number]


def _revisions(number: int) -> Iterator[Happened]:
    for revision in Revision.objects.select_related("changed_by").defer("snapshot", "changes").order_by("-pk")[:number]:
        what = f"{revision.get_kind_display()}: {revision.get_state_display()}"
        yield Happened(
            revision.changed_at,
            _who(revision.changed_by),
            what,
            revision.label,
            reverse("desk:change", args=[revision.pk]),
        )


def _moves(number: int) -> Iterator[Happened]:
    names = Revision.objects.filter(content_type=OuterRef("content_type"), object_id=OuterRef("object_id"))
    label = Subquery(names.order_by("-number").values("label")[:1])
    for move in Transition.objects.select_related("by").annotate(label=label).order_by("-pk")[:number]:
        model: Any = ContentType.objects.get_for_id(move.content_type_id).model_class()
        meta = model._meta
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[move.object_id])
        yield Happened(
            move.at, _who(move.by), move.get_verb_display(), move.label or f"{meta.verbose_name} {move.object_id}", url
        )


def _who(editor: Editor | None) -> str:
    return str(editor.get_full_name() or editor) if editor else "System"
