"""The queue: nothing asked for is lost or done without its cause, what fails is tried again, and not for ever."""

import os
import signal
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from core import tasks
from core.tasks import Hopeless, gave_up, sliced, task

pytestmark = pytest.mark.django_db
done: list = []


@task
def note(word: str) -> None:
    done.append(word)


@task
def fail(word: str) -> None:
    raise RuntimeError("no")


@task
def despair() -> None:
    raise Hopeless("never")


@sliced
def count_down(start: int) -> bool:
    left = start - sum(1 for word in done if word == "slice")
    if left == 2 and "stumbled" not in done:
        done.append("stumbled")
        raise RuntimeError("once")
    done.append("slice")
    return left > 1


@task
def end_this_process() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    done.append("ended")


@pytest.fixture(autouse=True)
def queue(settings, monkeypatch):
    for module in ("django_tasks_db.management.commands.db_worker", "core.management.commands.run_tasks"):
        # Would end the transaction of the test.
        monkeypatch.setattr(f"{module}.close_old_connections", lambda: None)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    done.clear()


@pytest.fixture
def hopes():
    """What was given up: task and arguments."""
    lost = []

    def hear(sender, task_path, args, **kwargs):
        lost.append((task_path.rpartition(".")[2], args))

    gave_up.connect(hear)
    yield lost
    gave_up.disconnect(hear)


def work() -> None:
    """Do what waits now."""
    worker = Worker(
        queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, max_tasks=None, backend_name="default",
        startup_delay=False, worker_id="test",
    )  # fmt: skip
    worker.run()


def let_time_pass() -> None:
    DBTaskResult.objects.update(run_after=timezone.now())


def test_what_is_done_leaves_nothing_behind():
    note.enqueue("a")
    assert done == []

    work()

    assert done == ["a"] and not DBTaskResult.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_without_its_cause_nothing_is_done():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        note.enqueue("a")
        raise ZeroDivisionError

    work()

    assert done == []


def test_urgent_ones_come_before_long_work():
    count_down.enqueue(5)
    note.using(priority=tasks.URGENT).enqueue("mail")
    work()

    assert done[0] == "mail"


def test_what_fails_is_tried_again_later_and_given_up_in_the_end(hopes):
    fail.enqueue("secret")
    for number, pause in enumerate(tasks.PAUSES):
        before = timezone.now()
        work()
        row = DBTaskResult.objects.get()
        assert row.status == "READY" and len(row.worker_ids) == number + 1
        assert before + pause <= row.run_after <= timezone.now() + pause
        work()
        assert len(DBTaskResult.objects.get().worker_ids) == number + 1
        let_time_pass()
    assert hopes == [] and tasks.queue_state().failing_since

    work()

    row = DBTaskResult.objects.get()
    assert row.status == "FAILED" and "secret" not in str(row.args_kwargs) and hopes == [("fail", ["secret"])]
    assert tasks.queue_state().given_up == 1 and tasks.queue_state().failing_since is None


def test_what_is_hopeless_is_not_tried_again(hopes):
    despair.enqueue()

    work()

    assert DBTaskResult.objects.get().status == "FAILED" and hopes == [("despair", [])]


def test_slices_follow_each_other_and_begin_again_where_one_failed():
    count_down.enqueue(4)
    work()
    assert done == ["slice", "slice", "stumbled"]
    let_time_pass()

    work()

    assert done.count("slice") == 4 and not DBTaskResult.objects.exists()


def test_slices_are_done_in_one_go_where_there_is_no_queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    done.append("stumbled")

    count_down.enqueue(3000)

    assert done.count("slice") == 3000


def test_what_somebody_began_who_is_gone_is_done_again():
    note.enqueue("a")
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now(), worker_ids=["gone"])
    tasks.tidy_up()
    work()
    assert done == []

    DBTaskResult.objects.update(started_at=timezone.now() - tasks.ABANDONED - timedelta(seconds=1))
    tasks.tidy_up()
    let_time_pass()
    work()

    assert done == ["a"]


def test_what_was_given_up_is_forgotten_in_the_end():
    despair.enqueue()
    work()
    tasks.tidy_up()
    assert DBTaskResult.objects.exists()

    DBTaskResult.objects.update(finished_at=timezone.now() - tasks.KEPT - timedelta(seconds=1))
    tasks.tidy_up()

    assert not DBTaskResult.objects.exists()


def test_process_that_is_told_to_end_finishes_what_it_does_and_leaves_the_rest():
    end_this_process.enqueue()
    note.enqueue("later")
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        call_command("run_tasks")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

    assert done == ["ended"] and DBTaskResult.objects.get().status == "READY"
    assert tasks.queue_state().seen


def test_state_names_the_oldest_that_waits():
    assert tasks.queue_state().waiting_since is None
    note.enqueue("a")
    note.using(run_after=timezone.now() + timedelta(days=1)).enqueue("tomorrow")
    enqueued = DBTaskResult.objects.order_by("enqueued_at").first().enqueued_at

    assert tasks.queue_state().waiting_since == enqueued
