"""Whatever writes a table stamps it, in the same transaction, and only if that comes to its end."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from memory import stamps
from memory.kept import forget, remembered
from memory.models import TableStamp
from networks.models import Field, Network
from regions.models import Region
from tests.factories import make
from tests.stamped import stamps_of

THROUGH = Network.fields.through


def ways():
    """Every way in which rows are written, and which tables they change."""
    field, network = make(Field), make(Network)
    other = make(Network, fields=[field])
    yield "save", lambda: network.save(), {Network}
    yield "update", lambda: Network.objects.update(check_interval=F("check_interval")), {Network}
    yield "bulk_create", lambda: Region.objects.bulk_create([Region(name="A", slug="a", kind="land")]), {Region}
    yield "bulk_update", lambda: Network.objects.bulk_update([network], ["summary"]), {Network}
    yield "link", lambda: network.fields.add(field), {THROUGH}
    yield "unlink from the other side", lambda: field.networks.remove(network), {THROUGH}
    yield "delete with what hangs on it", lambda: other.delete(), {Network, THROUGH}
    yield "SQL", lambda: connection.cursor().execute("UPDATE networks_network SET summary = 'x'"), {Network}


def committed() -> dict[str, int]:
    return dict(TableStamp.objects.values_list("table", "version"))


@pytest.mark.django_db(transaction=True)
def test_every_way_of_writing_stamps_what_it_writes():
    """Also outside of a transaction, where a statement is one by itself."""
    for name, write, models in ways():
        before = committed()
        write()
        after = committed()
        changed = {table for table in after if after[table] != before.get(table)}
        assert {model._meta.db_table for model in models} <= changed, name
        assert not {"networks_market", "networks_event"} & changed, name


@pytest.mark.django_db(transaction=True)
def test_row_written_by_itself_is_returned_whole():
    """Its rows are fetched before its transaction ends, which SQLite would else not end."""
    assert not connection.in_atomic_block
    pk = make(Region, name="Land").pk

    assert Region.objects.get(pk=pk).name == "Land" and not connection.work.written


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_leaves_no_stamp_and_nothing_remembered():
    make(Region)
    before = committed()
    with transaction.atomic():
        make(Region)
        inside = remembered("regions counted", Region.objects.count)
        transaction.set_rollback(True)

    assert committed() == before and not connection.work.written
    assert (inside, remembered("regions counted", Region.objects.count)) == (2, 1)
    forget()


@pytest.mark.django_db
def test_savepoint_taken_back_restores_what_held_before():
    built = []

    def build():
        built.append(Region.objects.count())
        return built[-1]

    forget()
    make(Region)
    assert remembered("regions counted", build) == 1
    before = stamps_of(Region)
    with transaction.atomic():
        make(Region)
        assert remembered("regions counted", build) == 2
        transaction.set_rollback(True)

    assert stamps_of(Region) == before
    make(Network)
    assert remembered("regions counted", build) == 1
    assert built == [1, 2, 1] or built == [1, 2]
    forget()


@pytest.mark.django_db
def test_state_is_read_once(django_assert_num_queries):
    with django_assert_num_queries(1), stamps.steady():
        assert stamps.current() is stamps.current()
    with django_assert_num_queries(2):
        stamps.current()
        stamps.current()


def test_two_who_write_the_same_tables_both_leave_their_stamp(two):
    """And neither waits for the other before the end, when each has written its own rows (PostgreSQL)."""
    one, other = make(Network), make(Network)

    def write(network):
        with transaction.atomic():
            network.save()
            return connection.work.written.keys() >= {"networks_network"}

    start = committed().get("networks_network")
    with two.held(lambda: write(one)) as (outcome, meanwhile):
        later = meanwhile(lambda: write(other))
        assert later.done() or connection.vendor == "sqlite"
        between = committed().get("networks_network")
    assert outcome.result and later.result().result
    end = committed().get("networks_network")

    assert end not in (start, between)
    assert (between == start) == (connection.vendor == "sqlite")


@pytest.mark.django_db(transaction=True)
def test_who_cannot_stamp_cannot_write(monkeypatch):
    """So nobody ever sees the change under the stamp of before."""
    network = make(Network, name="Lichtnetz")
    monkeypatch.setattr("memory.backends._STAMP", "INSERT INTO nowhere {rows}")
    for write in (Network.objects.update, transaction.atomic(Network.objects.update)):
        with pytest.raises(DatabaseError):
            write(name="Anders")

    network.refresh_from_db()
    assert network.name == "Lichtnetz" and not connection.work.written


@pytest.mark.django_db(transaction=True)
def test_state_that_is_read_once_is_read_again_after_an_own_change():
    with stamps.steady():
        before = stamps.current()
        make(Region)
        after = stamps.current()

    assert before.get("regions_region") != after["regions_region"] > 0
