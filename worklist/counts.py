"""The numbers on the cards: all of them in a handful of queries, however many records there are."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, IntegerField, Min, Q, QuerySet, Subquery, Value

from accounts.models import Editor
from cases.enums import CaseState
from cases.models import Case
from cases.parts import open_cases
from cases.permissions import releasable as releasable_cases
from contacts.models import Person
from desk.begun import begun_by
from desk.together import further
from duplicates.proposals import confirmable, open_proposals
from memory.kept import remembered
from publishing.enums import RevisionState, State
from publishing.models import Record, Revision, Transition
from publishing.models.record import check_period
from publishing.permissions import can_change, can_see, editable, is_administrator, is_reviewer, releasable
from publishing.territory import is_unbounded
from publishing.together import alone
from releasing.due import first_due
from releasing.living import of_living
from reports.enums import ReportState
from reports.models import Report
from search.models import MissedQuery
from worklist.models import Handover
from worklist.tasks import EVERY, TASKS, Ground, Task


@dataclass
class Counts:
    """Records by task and kind."""

    by_task: dict[str, dict[type[Record], int]] = field(default_factory=dict)

    def of(self, task: Task) -> list[tuple[type[Record], int]]:
        found = self.by_task.get(task.key, {})
        return [(model, found[model]) for model in task.models if found.get(model)]

    def total(self, task: Task) -> int:
        return sum(number for _, number in self.of(task))


def _is_all(by: Editor, model: type[Record], everything: bool) -> bool:
    return can_see(by, model) if everything else can_change(by, model) and is_unbounded(by)


def in_scope(by: Editor, model: type[Record], everything: bool) -> QuerySet:
    """The records of a kind that are counted for an account: what it may edit, or all that it may see."""
    records = model._base_manager.order_by()
    if _is_all(by, model, everything):
        return records
    return records.none() if everything else editable(by, records)


def count(by: Editor, everything: bool = False, only: str = "") -> Counts:
    """Two queries: which kinds have faulty statements, then each kind of record counted once for all its tasks.

    Those of the whole directory are counted for all accounts together, and a kind again only when it has changed.

    `only`: the key of the one task to count.
    """
    if only:
        tasks = {only: TASKS[only]}
    elif all(_is_all(by, model, everything) for model in EVERY):
        return _of_everything()
    else:
        tasks = TASKS
    scopes = {model: in_scope(by, model, everything) for model in EVERY}
    return Counts(_by_task(tasks, scopes, Ground(own_intervals=remembered(*_INTERVALS))))


def _of_everything() -> Counts:
    """Statements are looked at each time: a link that breaks changes no page, and only few kinds have any."""
    lasting = remembered("work list", _lasting, daily=True)
    passing = _by_task({key: task for key, task in TASKS.items() if task.statements}, _everything(), Ground())
    return Counts({key: passing.get(key) or lasting.get(key, {}) for key in TASKS})


def _lasting() -> dict[str, dict[type[Record], int]]:
    by_task: dict[str, dict[type[Record], int]] = {}
    for model in EVERY:
        for key, numbers in remembered(f"work list {model._meta.label_lower}", _counter(model), daily=True).items():
            by_task.setdefault(key, {}).update(numbers)
    return by_task


@cache
def _counter(model: type[Record]) -> Callable[[], dict[str, dict[type[Record], int]]]:
    tasks = {key: task for key, task in TASKS.items() if model in task.models and not task.statements}

    def counted() -> dict[str, dict[type[Record], int]]:
        ground = Ground(own_intervals=remembered(*_INTERVALS))
        return _by_task(tasks, {model: model._base_manager.order_by()}, ground)

    return counted


def _own_intervals() -> dict[type[Record], set[int]]:
    """The check intervals that single records of a kind have for themselves."""
    labels = {model._meta.label_lower: model for model in EVERY}
    rows = [
        records.exclude(check_interval=None)
        .annotate(kind_label=Value(model._meta.label_lower))
        .values_list("kind_label", "check_interval")
        .distinct()
        for model, records in _everything().items()
    ]
    own: dict[type[Record], set[int]] = {}
    for label, months in _union(rows):
        own.setdefault(labels[label], set()).add(months)
    return own


_INTERVALS = ("check intervals", _own_intervals)


def next_due(by: Editor, everything: bool = False) -> date | None:
    """The first day on which a check ends that still holds, or is to be made for the first time."""
    rows = [
        in_scope(by, model, everything)
        .filter(state=State.PUBLISHED)
        .annotate(usual=Value(model.default_check_interval))
        .values("usual", "check_interval")
        .annotate(oldest=Min("checked_on"), first=Min(first_due(model), filter=Q(checked_on=None)))
        .values_list("usual", "check_interval", "oldest", "first")
        for model in EVERY
    ]
    days = []
    for usual, own, oldest, first in _union(rows):
        days += [oldest + check_period(own or usual)] if oldest else []
        days += [first] if first else []
    return min(days, default=None)


def _everything() -> dict[type[Record], QuerySet]:
    return {model: model._base_manager.order_by() for model in EVERY}


def _by_task(
    tasks: dict[str, Task], scopes: dict[type[Record], QuerySet], ground: Ground
) -> dict[str, dict[type[Record], int]]:
    """Records by task and kind."""
    labels = {model._meta.label_lower: model for model in scopes}
    concerned = _concerned(tasks)
    by_task: dict[str, dict[type[Record], int]] = {key: dict.fromkeys(scopes, 0) for key in tasks}
    rows = [row for model, records in scopes.items() for row in _numbers(model, records, ground, concerned)]
    for label, *numbers in _union(rows) if rows else ():
        for key, number in zip(tasks, numbers, strict=True):
            by_task[key][labels[label]] += number
    return by_task


def _concerned(tasks: dict[str, Task]) -> dict[str, set[type[Record]]]:
    """The kinds to count for each task. Of statements one look tells which kinds they are about: few or none."""
    rows = [
        found.annotate(task_key=Value(key)).values_list("task_key", "content_type").distinct().order_by()
        for key, task in tasks.items()
        if task.statements
        for found in _several(task.statements())
    ]
    about: dict[str, set[type[Record]]] = {}
    for key, content_type in _union(rows) if rows else ():
        about.setdefault(key, set()).add(ContentType.objects.get_for_id(content_type).model_class())
    return {
        key: about.get(key, set()).intersection(task.models) if task.statements else set(task.models)
        for key, task in tasks.items()
    }


def _several(rows: QuerySet | list[QuerySet]) -> list[QuerySet]:
    return rows if isinstance(rows, list) else [rows]


def _union(parts: list[QuerySet]) -> QuerySet:
    first, *others = parts
    return first.union(*others, all=True)


def _numbers(
    model: type[Record], records: QuerySet, ground: Ground, concerned: dict[str, set[type[Record]]]
) -> Iterator[QuerySet]:
    """Rows with one number for each task: most of them from one walk through the records.

    To find out which records are those of an account takes longer than any task, so then all are from that walk.
    """
    mine = [key for key, models in concerned.items() if model in models]
    whole = not records.query.where
    # Whether a person is public depends on responsibilities.
    alone = [key for key in mine if whole and (TASKS[key].looks_elsewhere or model is Person)]
    together = {key: Count("pk", filter=TASKS[key].condition(model, ground)) for key in mine if key not in alone}
    if together:
        yield _row(model, records, concerned, together)
    for key in alone:
        yield _row(model, records.filter(TASKS[key].condition(model, ground)), concerned, {key: Count("pk")})


def _row(model: type[Record], records: QuerySet, keys: Iterable[str], counted: dict[str, Count]) -> QuerySet:
    none = Value(0, output_field=IntegerField())
    numbers = {f"n{place}": counted.get(key, none) for place, key in enumerate(keys)}
    one_row = records.annotate(kind_label=Value(model._meta.label_lower)).values("kind_label")
    return one_row.annotate(**numbers).values_list("kind_label", *numbers)


@dataclass(frozen=True)
class OtherCounts:
    """What is not counted by records."""

    own: int
    to_release: int
    merges: int
    reports: int
    handovers: int
    missed: int
    has_written: bool  # ever


def count_others(by: Editor, everything: bool = False) -> OtherCounts:
    """One query."""
    waiting = alone(of_living(Revision.objects.filter(state=RevisionState.REVIEW)))
    to_release = waiting if everything else releasable(by, waiting)
    handovers = of_living(Handover.objects.filter(done_at=None))
    all_cases = Case.objects.filter(state=CaseState.REVIEW)
    cases: QuerySet[Case] = all_cases if everything else releasable_cases(by, all_cases)
    rows = Editor.objects.filter(pk=by.pk).values_list(
        _counted(alone(begun_by(by))),
        _counted(open_cases(by)),
        _counted(to_release if is_reviewer(by) else waiting.none()),
        _counted(cases if is_reviewer(by) else cases.none()),
        _counted(confirmable(by, open_proposals())),
        _counted(Report.objects.filter(state=ReportState.OPEN)),
        _counted(handovers if is_administrator(by) else handovers.none()),
        _counted(MissedQuery.objects.all(), Count("text", distinct=True)),
        *(_counted(found) for found in further(by, not everything)),
        Exists(Transition.objects.filter(by=by)),
    )
    *numbers, has_written = rows.get()
    own, own_cases, releases, case_releases, merges, reports, given_up, missed, *more = (one or 0 for one in numbers)
    to_decide = releases + case_releases + sum(more)
    return OtherCounts(own + own_cases, to_decide, merges, reports, given_up, missed, has_written)


def _counted(rows: QuerySet, how: Count | None = None) -> Subquery:
    one_row = rows.order_by().annotate(same=Value(1)).values("same")
    return Subquery(one_row.annotate(number=how or Count("pk")).values("number"), output_field=IntegerField())
