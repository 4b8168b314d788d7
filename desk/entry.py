"""The page of an entry: how to get in touch, what is missing, where it stands, and all that is known of it to read."""

from contextlib import nullcontext
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from accounts.requests import EditorRequest
from desk.admin.extensions import additions
from desk.admin.writing import Writing
from desk.pages import desk_page, find_record, form_url, show
from desk.reading import read_parts
from desk.ways import ways_of
from memory.trial import trial
from publishing import changes as compare
from publishing.models import Record


@desk_page
def entry(request: EditorRequest, label: str, pk: int) -> HttpResponse:
    """With its open change, if there is one, as its form has it."""
    record = find_record(request, label, pk)
    writing = Writing(request, record)
    waiting = writing.waiting if writing.is_public else None
    page: Any = admin.site.get_model_admin(type(record))
    # Asked by what is public, not by what is proposed.
    status = page.status(request, writing, page.blocks(request, record))
    try:
        with trial() if waiting else nullcontext():
            if waiting:
                compare.apply(find_record(request, label, pk), waiting.changes, lasting=False)
            return _page(request, find_record(request, label, pk), writing, status)
    except ValidationError as error:
        messages.error(request, f"Die offene Änderung passt nicht mehr: {' '.join(error.messages)}")
        return _page(request, record, writing, status)


def _page(request: EditorRequest, record: Record, writing: Writing, status: dict[str, Any]) -> HttpResponse:
    page: Any = admin.site.get_model_admin(type(record))
    changes = writing.waiting.changes if writing.is_public and writing.waiting else []
    parts = read_parts(request, page, record, changes, status["can_edit"])
    ways = ways_of(request, record)
    shown = {way.block for way in ways if way.record == record and way.can_edit}
    parts = [part for part in parts if part.block.key not in shown]
    context = {
        **status,
        "original": record,
        "opts": record._meta,
        "parts": parts,
        "blank": [part for part in parts if part.is_blank and part.edit_url],
        "belonging": [found for ask in additions(type(record)).belonging if (found := ask(record)).records],
        "ways": ways,
        "form_url": form_url(record),
        "entry_tools": additions(type(record)).entry_tools,
        "form_tools": additions(type(record)).form_tools,
        "absolute_url": page.view_on_site(record) or "",
        "tasks": [task for ask in additions(type(record)).tasks for task in ask(record, request.user)],
    }
    return show(request, "desk/entry.html", str(record), context)
