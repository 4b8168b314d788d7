"""The list of records to check, contacts first, and confirming many of them at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse

from accounts.models import Editor
from contacts.models import Person
from core.keys import typed_key
from core.kinds import record_models
from core.paging import Page
from desk.pages import entry_url
from publishing import actions, history
from publishing.locking import locked_rows
from publishing.models import Record
from publishing.permissions import editable, editable_of
from reports.attempts import missed_count
from worklist.board import TITLES, label_of
from worklist.counts import count, in_scope
from worklist.facts import facts_of
from worklist.tasks import BY_AGE, CHECK, EVERY, MISSED, TASKS, Ground

PAGE = 50
MOST = 200  # at once
ASKED = frozenset(TASKS[MISSED].models)  # the kinds of which visitors say whether they reached somebody


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; nonsense is ignored."""

    key: str
    model: type[Record] | None
    everything: bool
    number: int

    @classmethod
    def of(cls, query: QueryDict) -> "Wanted":
        key = query.get("was", CHECK)
        models = {model._meta.label_lower: model for model in EVERY}
        number = query.get("seite", "")
        return cls(
            key if key in TITLES else CHECK,
            models.get(query.get("art", "")),
            query.get("alle") == "1",
            int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1,
        )


@dataclass
class CheckList:
    records: list[Record]
    page: Page
    by_kind: list[tuple[type[Record], str, int]]


def check_list(by: Editor, wanted: Wanted) -> CheckList:
    """One page of it. Only those kinds are read that the page shows."""
    task = TASKS[wanted.key]
    found = count(by, wanted.everything, only=wanted.key).of(task)
    chosen = [(model, number) for model, number in found if wanted.model in (None, model)]
    total = sum(number for _, number in chosen)
    # After the last page has been confirmed, the one before it is the last.
    page = Page(min(max(1, wanted.number), max(1, -(-total // PAGE))), total, PAGE)
    ground = Ground()
    records: list[Any] = []
    skip, room = (page.number - 1) * PAGE, PAGE
    for model, number in chosen:
        if skip < number and room:
            rows = in_scope(by, model, wanted.everything).filter(task.condition(model, ground))
            if model is Person:
                rows = rows.select_related("organisation")
            first = [missed_count(model, ground.today).desc()] if model in ASKED else []
            records += rows.order_by(*first, *BY_AGE)[skip : skip + room]
            room = PAGE - len(records)
        skip = max(0, skip - number)
    _mark_mine(by, records, asked=wanted.everything)
    facts = facts_of(records, ground.today)
    for record in records:
        record.facts = facts[record]
        may_ask = type(record) in ASKED and record.is_published
        record.enquiry_url = reverse("enquiries", args=[record._meta.label_lower, record.pk]) if may_ask else ""
    return CheckList(records, page, [(model, label_of(model), number) for model, number in found])


def _mark_mine(by: Editor, records: list[Any], *, asked: bool) -> None:
    """Gives each record its name in forms, and says whether the account may confirm it, as it surely may of its own
    list; else that is `asked`."""
    mine = defaultdict(set)
    for record in records:
        mine[type(record)].add(record.pk)
    for model, pks in mine.items() if asked else ():
        mine[model] = editable_of(by, model, pks)
    versions = history.versions(records)
    for record in records:
        record.form_name = f"{record._meta.label_lower}:{record.pk}:{versions[record]}"
        record.form_url = entry_url(record)
        record.kind_label = record._meta.verbose_name
        record.is_mine = record.pk in mine[type(record)]


@dataclass(frozen=True)
class Confirmed:
    """How many are checked now; how many changed since the list was opened; how many the account may not edit."""

    done: int
    changed: int
    left: int


@transaction.atomic
def confirm(by: Editor, names: Iterable[str]) -> Confirmed:
    """Marks records as checked today, as far as they still are what the list showed."""
    wanted = list(dict.fromkeys(names))[:MOST]
    seen: dict[type[Record], dict[int, str]] = defaultdict(dict)
    for name in wanted:
        label, _, rest = name.partition(":")
        pk, _, version = rest.partition(":")
        model = _model(label)
        if model and (key := typed_key(pk)) is not None:
            seen[model][key] = version
    locked_rows({model: set(versions) for model, versions in seen.items()})
    mine = [one for model, pks in seen.items() for one in editable(by, model._base_manager.filter(pk__in=pks))]
    now = history.versions(mine)
    same = [record for record in mine if now[record] == seen[type(record)][record.pk]]
    actions.mark_checked(records=same, by=by)
    return Confirmed(len(same), len(mine) - len(same), len(wanted) - len(mine))


def _model(label: str) -> type[Record] | None:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    return model if model in record_models() else None
