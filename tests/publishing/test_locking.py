"""The lock that every step takes first: what it does, and that no step of the workflow goes without it."""

import inspect

import pytest
from django.db import connection, transaction

from desk.earlier import restore
from networks.models import Event, Network, Organisation, Participation
from publishing import actions, locking, snapshots
from publishing.enums import State
from publishing.locking import Busy, Gone, locked, locked_if_there, locked_to_remove
from publishing.models import Revision
from stories.models import Story
from tests.factories import make
from tests.races import attempt
from tests.roles import administrator, change, editor, reviewer
from tests.writing import recorded

pytestmark = pytest.mark.django_db
# Nobody else can know a record that these only make.
MAKING = {"create", "record_new"}


def calls():
    """How each is called, with a record that was read before."""
    author, boss, chief = editor(), reviewer(), administrator()

    def topic(state=State.PUBLISHED, **values):
        return make(Story, state=state, **values)

    def changed(submit=False):
        record = topic()
        return record, change(record, author, submit=submit, body="Neu.")

    def waiting():
        revision = changed(submit=True)[1]
        assert revision.record
        return revision

    def past():
        record = topic()
        revision = actions.record_new(record, by=author)
        assert revision.record
        return revision

    draft, archived = topic(State.DRAFT), topic(State.ARCHIVED, archive_reason="Ende.")
    own, theirs, sent = changed()[0], waiting(), waiting()
    recalled, noted = waiting().record, topic(State.DRAFT)
    public = [topic() for _ in range(9)]
    states = [snapshots.take(one) for one in public]
    earlier, back = snapshots.empty(Story), past()
    return {
        "archive": lambda: actions.archive(record=public[0], by=boss, why="Ende."),
        "delete": lambda: actions.delete(record=public[1], by=chief),
        "discard": lambda: actions.discard(record=own, by=author),
        "join": lambda: actions.join(carrier=public[8], changes=[], by=author),
        "mark_checked": lambda: actions.mark_checked(records=[public[2]], by=author),
        "note_applied": lambda: actions.note_applied(noted, earlier, by=author),
        "propose": lambda: actions.propose(record=public[3], snapshot=states[3], by=author),
        "recall": lambda: actions.recall(record=recalled, by=author),
        "refresh_request": lambda: actions.refresh_request(noted, states[0], author),
        "release": lambda: actions.release(revision=theirs, by=boss),
        "renew": lambda: actions.renew(record=public[5], by=boss),
        "restore": lambda: restore(revision=back, by=author),
        "resume": lambda: actions.resume(record=archived, by=boss),
        "send_back": lambda: actions.send_back(record=sent.record, by=boss, why="Kürzer."),
        "submit": lambda: actions.submit(record=draft, by=author),
        "withdraw": lambda: actions.withdraw(record=public[7], by=boss, why="Prüfung."),
    }


def test_every_action_takes_the_lock_before_it_reads_anything_of_the_record(monkeypatch):
    """A new action without one fails here, and one that nobody says how to call as well."""
    known = calls()
    functions = {name for name in actions.__all__ if not inspect.isclass(getattr(actions, name))}
    assert set(known) | MAKING == functions | {restore.__name__}
    log, take = [], locking.locked_rows

    def taken(wanted, **options):
        log.append("LOCK")
        return take(wanted, **options)

    def watch(execute, sql, *args):
        log.append(sql)
        return execute(sql, *args)

    monkeypatch.setattr(locking, "locked_rows", taken)
    early = {}
    for name, call in known.items():
        log.clear()
        with connection.execute_wrapper(watch):
            call()
        before = log[: log.index("LOCK")] if "LOCK" in log else log
        about = ('FROM "stories_story"', 'FROM "publishing_revision"')
        early[name] = [sql for sql in before if any(table in sql for table in about)]
        if connection.vendor == "postgresql":
            mode = "FOR UPDATE" if name == "delete" else "FOR NO KEY UPDATE"
            assert any('FROM "stories_story"' in sql and mode in sql for sql in log), name
    assert early == dict.fromkeys(known, [])


def test_record_is_read_anew_in_place_and_who_is_gone_is_named():
    topic, other = make(Story, title="Warum Netzwerke?"), make(Story)
    copy = Story.objects.get(pk=topic.pk)
    Story.objects.filter(pk=topic.pk).update(summary="Inzwischen.", state=State.DRAFT)

    locked(topic, other, copy)

    assert topic.summary == copy.summary == "Inzwischen." and topic.state == State.DRAFT
    Story.objects.filter(pk=topic.pk).delete()
    assert locked_if_there([topic, other]) == [other]
    with pytest.raises(Gone, match="gibt es nicht mehr.*Warum Netzwerke"):
        locked(other, topic)


@pytest.mark.parametrize("lock", [locked, locked_to_remove, lambda record: locked_if_there([record])])
def test_outside_of_a_transaction_it_would_hold_nothing_and_says_so(two, lock):
    with pytest.raises(transaction.TransactionManagementError, match="inside"):
        lock(make(Story))


def test_two_that_need_the_same_records_in_opposite_order_do_not_wait_in_a_circle(two):
    first, second, third = (make(Network) for _ in range(3))
    before = Network.objects.get(pk=first.pk)

    def one():
        locked(third, first)
        Network.objects.filter(pk=first.pk).update(summary="Von einem.")

    def other():
        with transaction.atomic():
            locked(before, second, third)
            return before.summary

    did = two.one_after_the_other(one, other)

    assert [outcome.refused for outcome in did] == ["", ""]
    assert did[1].result == "Von einem."


def test_record_that_becomes_known_later_is_not_waited_for(two):
    """Who waited while holding another one could be waited for in turn."""
    network, event, chief = make(Network), make(Event), administrator()
    event.networks.add(network)

    def delete():
        return actions.delete(record=network, by=chief)

    did = two.one_after_the_other(lambda: locked(event), delete)

    if connection.vendor == "postgresql":
        assert did[1].refused == " ".join(Busy().messages)
        assert not attempt(delete).refused
    assert event.networks.count() == 0


def test_naming_a_record_does_not_wait_for_who_writes_at_it(two):
    network, organisation = make(Network, state=State.DRAFT), make(Organisation)

    @transaction.atomic
    def name():
        return make(Participation, network=network, organisation=organisation)

    with two.held(lambda: locked(organisation)) as (_, meanwhile):
        naming = meanwhile(name)
        assert naming.done() or connection.vendor == "sqlite"
    assert naming.result().result.pk


def rename(network):
    locked(network)
    network.slug = f"neu-{network.pk}"
    network.save()


@pytest.mark.parametrize("step", ["rename", "delete"])
def test_who_writes_one_record_does_not_wait_for_who_writes_another(two, step):
    """Each has written the same tables, which are stamped only when all else is done."""
    own, other, chief = make(Network, state=State.DRAFT), make(Network, state=State.DRAFT), administrator()

    @transaction.atomic
    def write():
        found = Network.objects.get(pk=other.pk)
        rename(found) if step == "rename" else actions.delete(record=found, by=chief)

    with two.held(lambda: rename(own)) as (_, meanwhile):
        later = meanwhile(write)
        assert later.done() or connection.vendor == "sqlite"

    assert not later.result().refused


def test_two_give_their_drafts_the_same_number_of_changes_one_after_the_other(two):
    """What is noted about a record by itself counts on, whoever else notes something."""
    topic, author = make(Story, state=State.DRAFT), editor()

    def write(text):
        def action():
            with recorded(record=topic, by=author):
                Story.objects.filter(pk=topic.pk).update(**text)

        return action

    did = two.one_after_the_other(write({"summary": "Eins."}), write({"body": "Zwei."}))

    assert [outcome.refused for outcome in did] == ["", ""]
    found = [[one["field"] for one in revision.changes] for revision in Revision.objects.of(topic).order_by("number")]
    assert found == [["summary"], ["body"]]
