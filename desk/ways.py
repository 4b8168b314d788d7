"""How to get in touch, on the page of an entry: each way with its input, to be put right at once.

An input belongs to the form of who is reached, a person or an organisation; it is sent there, to the block of the ways
to get in touch, with all that the row has besides.
"""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import QueryDict

from accounts.requests import EditorRequest
from desk.admin.blocks import BLOCK, block_url
from desk.admin.extensions import Reached, additions
from desk.admin.workflow import may_edit
from desk.pages import entry_url
from publishing import history
from publishing.enums import State
from publishing.models import Record
from sourcing.form import OriginForm
from sourcing.reasons import reason_for
from sourcing.sitting import Sitting


@dataclass
class Way:
    """Somebody who is reached, with the form of the ways; `note`: why it is only to read here."""

    record: Record
    words: str
    block: str
    url: str
    edit_url: str
    token: str
    formset: Any
    origin: OriginForm
    note: str = ""
    can_edit: bool = False
    why: str = ""  # the reason that what is written here gets


def reached_from(record: Record) -> list[Reached]:
    """Those whom packages above name for this kind of entry, each once."""
    found: dict[tuple[type, int], Reached] = {}
    for ask in additions(type(record)).reached:
        for one in ask(record):
            key = type(one.record), one.record.pk
            words = ", ".join(filter(None, (found[key].words, one.words))) if key in found else one.words
            found[key] = Reached(one.record, one.block, words)
    return list(found.values())


def ways_of(request: EditorRequest, record: Record) -> list[Way]:
    return [_way(request, record, one) for one in reached_from(record)]


def _way(request: EditorRequest, record: Record, reached: Reached) -> Way:
    who = reached.record
    waiting, latest = history.current(who)
    token = history.token_of(who, waiting, latest)
    # Its own change is tried out by the form of its own; on the page of another it would be lost.
    pending = bool(waiting and who.state == State.PUBLISHED and who != record)
    return Way(
        who,
        reached.words,
        reached.block,
        entry_url(who),
        block_url(who, reached.block, record),
        token,
        _formset(request, who, reached.block),
        OriginForm(by=request.user, sitting=Sitting(request.session, who), auto_id=f"id_{_name(who)}_%s"),
        "Zu diesem Eintrag wartet eine Änderung." if pending else "",
        may_edit(request, who) and not pending,
        reason_for(request, who),
    )


def _formset(request: EditorRequest, who: Record, block: str) -> Any:
    visitor: Any = copy(request)
    visitor.GET = QueryDict(f"{BLOCK}={block}")
    page: Any = admin.site.get_model_admin(type(who))
    formset, inline = next(iter(page.get_formsets_with_inlines(visitor, who)))
    return formset(instance=who, queryset=inline.get_queryset(visitor), auto_id=f"id_{_name(who)}_%s")


def _name(who: Record) -> str:
    return f"{who._meta.model_name}-{who.pk}"
