"""The history of a record as editors read it: who, when, from what to what, why."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpResponse

from accounts.requests import EditorRequest
from core.paging import page_of
from desk.earlier import WaysBack, start_of, ways_back
from desk.pages import entry_url, show
from pages.changes_table import ChangesTable, Row
from publishing import history
from publishing.enums import Verb
from publishing.models import Record, Revision, Transition
from publishing.permissions import can_edit

PAGE = 25
ONE_CLICK = timedelta(seconds=10)


@dataclass
class Event:
    """A line of the history. `revision` where something was written, with its rows."""

    when: Any
    who: str
    what: str
    why: str
    revision: Revision | None = None
    rows: list[Row] | None = None
    ways_back: WaysBack | None = None


def history_page(request: EditorRequest, record: Record) -> HttpResponse:
    happened = history.of(record)
    events = one_line_a_save(happened)
    page = page_of(request.GET.get("seite"), len(events), PAGE)
    start = (page.number - 1) * page.size
    shown = _read(type(record), events[start : start + page.size])
    if editable := can_edit(request.user, record):
        for event in shown:
            event.ways_back = ways_back(event.revision) if event.revision else None
    context = {
        "record": record,
        "label": record._meta.label_lower,
        "events": shown,
        "editable": editable,
        "page": page,
        "form_url": entry_url(record),
        "start": start_of(one for one in happened if isinstance(one, Revision)),
    }
    return show(request, "desk/history.html", f"Verlauf: {record}", context)


def one_line_a_save(events: list[Revision | Transition]) -> list[Revision | Transition]:
    """Without the steps that the line of a change says already."""
    changes: dict[int | None, Revision] = {event.pk: event for event in events if isinstance(event, Revision)}
    return [one for one in events if isinstance(one, Revision) or not is_said(one, changes.get(one.revision_id))]


def is_said(move: Transition, change: Revision | None) -> bool:
    """Does the change say it: that it was written, or handed in by the click that wrote it?"""
    if change is None:
        return False
    if move.verb == Verb.SUBMIT:
        return move.by_id == change.changed_by_id and move.at - change.changed_at < ONE_CLICK
    return move.verb in (Verb.CREATE, Verb.EDIT, Verb.DELETE)


def _read(model: type[Record], events: list[Revision | Transition]) -> list[Event]:
    table = ChangesTable(model, *(event.changes for event in events if isinstance(event, Revision)))
    return [_event(event, table) for event in events]


def _event(event: Revision | Transition, table: ChangesTable) -> Event:
    if isinstance(event, Transition):
        what = event.get_verb_display()
        if event.from_stage != event.to_stage:
            what = f"{what}: {event.get_from_stage_display()} → {event.get_to_stage_display()}"
        return Event(event.at, str(event.by or "System"), what, event.why)
    what = f"{event.get_kind_display()}, Änderung {event.number}: {event.get_state_display()}"
    who = str(event.changed_by or event.created_by or "System")
    return Event(event.changed_at, who, what, event.why, event, table.rows(event.changes))
