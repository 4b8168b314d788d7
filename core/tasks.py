"""Work that no request waits for: what a task is, how often it is tried, and how the queue is doing.

A task is a function at the top of a module, marked with `@task`; `name.enqueue(…)` with plain values (keys, texts)
asks for it. Tasks wait in a table: one that is asked for inside a transaction is done only if that transaction
goes through, and then surely. `manage.py run_tasks` does them, one after the other. As it may be stopped in the
midst of one, each may be done twice and must be harmless then: it looks whether it is still needed. What raises is
tried again after a while, and given up in the end; `gave_up` tells whoever wants to know.

Long work is cut into `@sliced` pieces, so that neither writers nor other tasks wait for it:

    @sliced
    def take_over(batch_pk: int) -> bool:
        …read and compare the next rows that are not done…
        with transaction.atomic():
            …look again under the lock, write them, note that they are done…
        return …whether there are more…

`take_over.enqueue(batch.pk)` begins; each slice is a task that asks for the next one. How far it is stands in what it
writes, in the same transaction: a slice that is done twice finds nothing to do. Transactions are the step's own
affair, because on SQLite one that writes keeps all others from writing from its first line to its last.

Tasks carry no secrets: they lie in the table until they are done, and those given up for some days longer.
"""

import functools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import Min, Q
from django.dispatch import Signal, receiver
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus, task, task_backends
from django_tasks.base import Task
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult

__all__ = ["Hopeless", "QueueState", "Task", "gave_up", "queue_state", "runs_at_once", "sliced", "stands_still", "task"]

log = logging.getLogger(__name__)

# After the first failure, the second …; there is one attempt more than these.
PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6)]
# No task takes this long: whoever did it is gone.
ABANDONED = timedelta(minutes=15)
# Those given up are kept, without what they were about, for whoever looks for the cause.
KEPT = timedelta(days=7)
# Whoever does the tasks says so more often than this.
LONGEST_SILENCE = timedelta(minutes=2)
URGENT = 10  # the priority of what a person waits for

# Sent with `task_path` and `args` when a task will not be tried again.
gave_up = Signal()
# Sent every few seconds by whoever does the tasks: what has had its time goes, whether or not somebody comes by.
tidying = Signal()

_SEEN = "core.tasks.seen"


class Hopeless(Exception):
    """Raised by a task: trying again would not help."""


_HOPELESS = f"{Hopeless.__module__}.{Hopeless.__qualname__}"


def sliced(step: Callable[..., bool]) -> Task:
    """A task made of slices: `step` does the next one and says whether there are more."""

    @functools.wraps(step)
    def run(*args, **kwargs) -> None:
        while step(*args, **kwargs):
            if not runs_at_once():
                made.enqueue(*args, **kwargs)
                return

    made = task(run)
    return made


def runs_at_once() -> bool:
    """Whether tasks are done where they are asked for, as in tests (TASKS_AT_ONCE)."""
    return not task_backends[DEFAULT_TASK_BACKEND_ALIAS].supports_defer


# How it went


@receiver(task_finished)
def settle(sender, task_result, **kwargs) -> None:
    """What is done goes, what failed is tried again later or given up."""
    row = getattr(task_result, "db_result", None)
    if task_result.status == TaskResultStatus.SUCCESSFUL:
        if row is not None:
            DBTaskResult.objects.filter(pk=row.pk).delete()
    elif row is not None:
        _again(row)
    else:
        gave_up.send(sender=None, task_path=task_result.task.module_path, args=task_result.args)


def _again(row: DBTaskResult) -> None:
    """After a pause; or never, when it was tried often enough or said itself that it is hopeless."""
    rows, attempts = DBTaskResult.objects.filter(pk=row.pk), len(row.worker_ids)
    if attempts <= len(PAUSES) and row.exception_class_path != _HOPELESS:
        rows.update(status=TaskResultStatus.READY, run_after=timezone.now() + PAUSES[max(attempts, 1) - 1])
        return
    log.error("Task %s given up after %d attempts: %s", row.task_path, attempts, row.exception_class_path)
    nothing: dict[str, dict | list] = {"args": [], "kwargs": {}}
    rows.update(status=TaskResultStatus.FAILED, finished_at=timezone.now(), args_kwargs=nothing)
    gave_up.send(sender=None, task_path=row.task_path, args=row.args_kwargs["args"])


# What whoever does the tasks does besides


def tidy_up() -> None:
    """Try again what somebody began who is gone, and forget what was given up long ago."""
    now = timezone.now()
    for row in DBTaskResult.objects.running().filter(started_at__lt=now - ABANDONED):
        with transaction.atomic():
            _again(row)
    DBTaskResult.objects.failed().filter(finished_at__lt=now - KEPT).delete()
    tidying.send(sender=None)


def note_seen() -> None:
    """Whoever does the tasks is there."""
    cache.set(_SEEN, timezone.now(), timeout=None)


def count_given_up() -> int:
    """Also the hopeless ones, in the last days."""
    return DBTaskResult.objects.failed().count()


def stands_still() -> bool:
    """Whether nobody does the tasks."""
    seen = cache.get(_SEEN)
    return not runs_at_once() and (seen is None or timezone.now() - seen > LONGEST_SILENCE)


def something_waits() -> bool:
    return DBTaskResult.objects.ready().exists()


@dataclass(frozen=True)
class QueueState:
    """How the tasks are doing. `seen`: when their worker last was there; `waiting_since`: the oldest that could
    be done; `failing_since`: the oldest that failed and waits for another try; `given_up`: in the last day, without
    those that were hopeless, like a mail to an address that does not exist."""

    seen: datetime | None
    waiting_since: datetime | None
    failing_since: datetime | None
    given_up: int


def queue_state() -> QueueState:
    """Three queries."""
    ready = DBTaskResult.objects.ready().order_by()
    # Of one that failed, the time that counts is that of its next try.
    fresh = ready.filter(exception_class_path="").aggregate(at=Min("enqueued_at"))["at"]
    due = ready.exclude(exception_class_path="").aggregate(at=Min("run_after"))["at"]
    waits = DBTaskResult.objects.filter(status=TaskResultStatus.READY).order_by()
    yesterday = timezone.now() - timedelta(days=1)
    counts = waits.aggregate(failing=Min("enqueued_at", filter=~Q(exception_class_path="")))
    return QueueState(
        seen=cache.get(_SEEN),
        waiting_since=min(filter(None, (fresh, due)), default=None),
        failing_since=counts["failing"],
        given_up=DBTaskResult.objects.failed()
        .filter(finished_at__gte=yesterday)
        .exclude(exception_class_path=_HOPELESS)
        .count(),
    )
