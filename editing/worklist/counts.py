"""The numbers on the cards: all of them in a handful of queries, however many records there are."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, IntegerField, Min, QuerySet, Subquery, Value

from editing.duplicates.proposals import confirmable, open_proposals
from editing.enums import ReportState
from editing.models import Handover, Report
from editing.worklist.own import own_changes
from editing.worklist.tasks import TASKS, Ground, Task, kinds
from publishing.enums import RevisionState, State
from publishing.memory import remembered
from publishing.models import Editor, Record, Revision
from publishing.models.record import check_period
from publishing.permissions import can_change, can_see, editable, is_administrator, is_reviewer, releasable
from publishing.territory import is_unbounded
from search.models import MissedQuery


@dataclass
class Counts:
    """Records by task and kind. `next_due`: the first day on which a check ends that still holds."""

    by_task: dict[str, dict[type[Record], int]] = field(default_factory=dict)
    next_due: date | None = None

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
    """Three queries: which check intervals are in use and which kinds have faulty statements, then each kind of record
    counted once for all its tasks. Those of the whole directory are counted once for all accounts.

    `only`: the key of the one task to count.
    """
    if only:
        tasks = {only: TASKS[only]}
    elif all(_is_all(by, model, everything) for model in kinds()):
        return _of_everything()
    else:
        tasks = TASKS
    scopes = {model: in_scope(by, model, everything) for model in kinds()}
    ground, next_due = _ground(scopes)
    return Counts(_by_task(tasks, scopes, ground), next_due)


def _of_everything() -> Counts:
    """Statements are looked at each time: a link that breaks changes no page, and only few kinds have any."""
    known = remembered("work list", _lasting, daily=True)
    statements = {key: task for key, task in TASKS.items() if task.statements}
    passing = _by_task(statements, _everything(), Ground())
    return Counts({key: passing.get(key) or known.by_task.get(key, {}) for key in TASKS}, known.next_due)


def _lasting() -> Counts:
    scopes = _everything()
    ground, next_due = _ground(scopes)
    return Counts(_by_task({key: task for key, task in TASKS.items() if not task.statements}, scopes, ground), next_due)


def _everything() -> dict[type[Record], QuerySet]:
    return {model: model._base_manager.order_by() for model in kinds()}


def _by_task(tasks: dict[str, Task], scopes: dict[type[Record], QuerySet], ground: Ground) -> dict:
    """Records by task and kind."""
    labels = {model._meta.label_lower: model for model in scopes}
    concerned = _concerned(tasks)
    by_task: dict[str, dict[type[Record], int]] = {key: {} for key in tasks}
    for label, *numbers in _union([_numbers(model, records, ground, concerned) for model, records in scopes.items()]):
        for key, number in zip(tasks, numbers, strict=True):
            by_task[key][labels[label]] = number
    return by_task


def _concerned(tasks: dict[str, Task]) -> dict[str, set[type[Record]]]:
    """The kinds to count for each task. Of statements one look tells which kinds they are about: few or none."""
    rows = [
        task.statements().annotate(task_key=Value(key)).values_list("task_key", "content_type").distinct().order_by()
        for key, task in tasks.items()
        if task.statements
    ]
    about: dict[str, set[type[Record]]] = {}
    for key, content_type in _union(rows) if rows else ():
        about.setdefault(key, set()).add(ContentType.objects.get_for_id(content_type).model_class())
    return {
        key: about.get(key, set()).intersection(task.models) if task.statements else set(task.models)
        for key, task in tasks.items()
    }


def _union(parts: list[QuerySet]) -> QuerySet:
    first, *others = parts
    return first.union(*others, all=True)


def _numbers(
    model: type[Record], records: QuerySet, ground: Ground, concerned: dict[str, set[type[Record]]]
) -> QuerySet:
    numbers = {
        f"n{place}": Count("pk", filter=TASKS[key].condition(model, ground))
        if model in models
        else Value(0, output_field=IntegerField())
        for place, (key, models) in enumerate(concerned.items())
    }
    one_row = records.annotate(kind_label=Value(model._meta.label_lower)).values("kind_label")
    if not any(model in models for models in concerned.values()):
        one_row = one_row.none()
    return one_row.annotate(**numbers).values_list("kind_label", *numbers)


def _ground(scopes: dict[type[Record], QuerySet]) -> tuple[Ground, date | None]:
    """Today, the intervals that single records have for themselves, and when the first check ends."""
    parts = [
        records.filter(state=State.PUBLISHED, checked_on__isnull=False)
        .annotate(kind_label=Value(model._meta.label_lower))
        .values("kind_label", "check_interval")
        .annotate(oldest=Min("checked_on"))
        .values_list("kind_label", "check_interval", "oldest")
        for model, records in scopes.items()
    ]
    labels = {model._meta.label_lower: model for model in scopes}
    own: dict[type[Record], set[int]] = {}
    ends = []
    for label, months, oldest in _union(parts):
        model = labels[label]
        ends.append(oldest + check_period(months or model.default_check_interval))
        if months is not None:
            own.setdefault(model, set()).add(months)
    return Ground(own_intervals=own), min(ends, default=None)


@dataclass(frozen=True)
class OtherCounts:
    """What is not counted by records."""

    own: int
    to_release: int
    merges: int
    reports: int
    handovers: int
    missed: int


def count_others(by: Editor, everything: bool = False) -> OtherCounts:
    """One query."""
    waiting = Revision.objects.filter(state=RevisionState.REVIEW)
    to_release = waiting if everything else releasable(by, waiting)
    handovers = Handover.objects.filter(done_at=None)
    rows = Editor.objects.filter(pk=by.pk).values_list(
        _counted(own_changes(by)),
        _counted(to_release if is_reviewer(by) else waiting.none()),
        _counted(confirmable(by, open_proposals())),
        _counted(Report.objects.filter(state=ReportState.OPEN)),
        _counted(handovers if is_administrator(by) else handovers.none()),
        _counted(MissedQuery.objects.all(), Count("text", distinct=True)),
    )
    return OtherCounts(*(number or 0 for number in rows.get()))


def _counted(rows: QuerySet, how: Count | None = None) -> Subquery:
    one_row = rows.order_by().annotate(same=Value(1)).values("same")
    return Subquery(one_row.annotate(number=how or Count("pk")).values("number"), output_field=IntegerField())
