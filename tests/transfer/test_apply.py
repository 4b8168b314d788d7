"""Taking over many rows: in slices, each record whole, and the row that is in the way is named."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.models import Network
from publishing.enums import State
from publishing.models import Revision, SourceDocument
from regions.models import Region
from sheets.reading import read
from tables.columns import KINDS
from tests.factories import make
from tests.roles import change, editor
from tests.transfer.files import csv_file
from transfer import apply as applying
from transfer import undo as undoing
from transfer.apply import STALE, apply_next, begin_apply, chosen
from transfer.compare import Comparison
from transfer.enums import ImportStage, RowStatus
from transfer.steps import compare_next, remember
from transfer.storing import store
from transfer.undo import begin_undo, undo_next

pytestmark = pytest.mark.django_db
HEAD = ("Name", "Kurzadresse", "Typ", "Regionen", "Kurztext", "Website")


def row(number: int, slug: str = "") -> tuple:
    return f"Netz {number}", slug, "Cluster", "Harz", f"Nummer {number}.", f"https://netz-{number}.example/"


def ready(by, *lines, all_selected: bool = True):
    content = csv_file(HEAD, *lines)
    batch = store(read("x.csv", content), kind=KINDS["networks.network"], file_name="x.csv", by=by)
    batch.source = make(SourceDocument, state="entwurf")
    remember(batch)
    while compare_next(batch, by):
        pass
    batch.refresh_from_db()
    if all_selected:
        batch.rows.filter(may_apply=True).update(selected=True)
    return batch


def applied(batch, by) -> int:
    """How many slices it took."""
    assert begin_apply(batch, by)
    steps = 1
    while apply_next(batch, by):
        steps += 1
    batch.refresh_from_db()
    return steps


def undone(batch, by) -> None:
    assert begin_undo(batch, by)
    while undo_next(batch, by):
        pass
    batch.refresh_from_db()


def results(batch) -> dict[str, str]:
    return {row.name: row.result for row in batch.rows.all()}


@pytest.fixture
def by():
    make(Region, name="Harz")
    return editor()


def test_new_draft_and_public_ones_are_taken_over_in_slices(by, monkeypatch):
    monkeypatch.setattr(applying, "SLICE", 10)
    harz = Region.objects.get(name="Harz")
    make(Network, name="Netz 3", regions=[harz])
    make(Network, name="Netz 4", regions=[harz], state=State.DRAFT)
    batch = ready(by, *(row(number) for number in range(25)))

    assert applied(batch, by) == 3

    found = results(batch)
    assert (found.pop("Netz 3"), found.pop("Netz 4"), set(found.values())) == (
        "vorgeschlagen",
        "geaendert",
        {"angelegt"},
    )
    assert Network.objects.get(name="Netz 3").summary == "Ein Netz."
    assert Network.objects.get(name="Netz 4").summary == "Nummer 4."
    assert Revision.objects.filter(batch=batch.token).count() == 25
    assert batch.stage == ImportStage.APPLIED and batch.applied_at


@pytest.mark.once
def test_queries_of_a_slice_do_not_depend_on_its_rows(by):
    """Of new ones; SQLite writes in portions."""
    counts = []
    for start, count in ((200, 1), (0, 5), (100, 25)):  # the first meets what is looked up once
        batch = ready(by, *(row(start + number) for number in range(count)))
        begin_apply(batch, by)
        with CaptureQueriesContext(connection) as queries:
            assert apply_next(batch, by) == 0
        counts.append(sum(query["sql"].startswith("SELECT") for query in queries))

    assert counts[1] == counts[2]


def test_slice_holds_no_more_than_some_changes(by, monkeypatch):
    """Rows with many links weigh as much as many rows."""
    monkeypatch.setattr(applying, "CHANGES", 30)
    heavy = [(*row(n)[:-1], " | ".join(f"https://{n}-{m}.example/" for m in range(20))) for n in range(3)]
    batch = ready(by, *heavy)

    assert applied(batch, by) == 3
    assert [network.links.count() for network in Network.objects.all()] == [20, 20, 20]


class Depth:
    """How deep in transactions something is called, compared with the test around it."""

    def __init__(self, monkeypatch, owner, name: str):
        self.found, self.start, original = [], len(connection.savepoint_ids), getattr(owner, name)

        def noting(*args, **named):
            self.found.append(len(connection.savepoint_ids) - self.start)
            return original(*args, **named)

        monkeypatch.setattr(owner, name, noting)


def test_nothing_is_compared_while_others_wait(by, monkeypatch):
    """On SQLite a transaction is the lock that everybody who writes waits for."""
    comparing = Depth(monkeypatch, Comparison, "compare")
    batch = ready(by, row(1), row(2))
    applied(batch, by)
    assert comparing.found == [0, 0]


def test_every_record_is_taken_back_by_itself(by, monkeypatch):
    batch = ready(by, row(1), row(2), row(3))
    applied(batch, by)
    saved = Depth(monkeypatch, undoing, "save")

    undone(batch, by)

    assert [depth for depth in saved.found if depth == 1] == [1, 1, 1]
    assert not Network.objects.exists() and batch.stage == ImportStage.UNDONE


def test_goes_on_after_it_was_ended_in_the_middle(by, monkeypatch):
    """Nothing twice, nothing lost, whether the end comes in a transaction or between two."""
    monkeypatch.setattr(applying, "SLICE", 2)
    batch = ready(by, *(row(number) for number in range(6)))
    begin_apply(batch, by)
    apply_next(batch, by)
    with monkeypatch.context() as patch:
        patch.setattr(applying, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            apply_next(batch, by)
    assert Network.objects.count() == 2 and chosen(batch).count() == 4

    while apply_next(batch, by):
        pass
    assert sorted(network.name for network in Network.objects.all()) == [f"Netz {n}" for n in range(6)]

    begin_undo(batch, by)
    with monkeypatch.context() as patch:
        patch.setattr(undoing, "SLICE", 4)
        undo_next(batch, by)
        patch.setattr(undoing, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            undo_next(batch, by)
    assert Network.objects.count() == 2
    undo_next(batch, by)
    assert not Network.objects.exists()


def killed(rows, *args):
    if rows:
        raise KeyboardInterrupt


def saved_meanwhile(monkeypatch, save) -> list[bool]:
    """Somebody else saves after each comparison that is made without a lock; which those were."""
    compare, locked = Comparison.compare, []
    depth = len(connection.savepoint_ids)

    def and_somebody_else(self, *args):
        found = compare(self, *args)
        locked.append(len(connection.savepoint_ids) > depth)
        if not locked[-1]:
            save()
        return found

    monkeypatch.setattr(Comparison, "compare", and_somebody_else)
    return locked


def test_what_changes_between_comparing_and_writing_is_compared_again(by, monkeypatch):
    """With what the other has written: that is neither lost nor doubled."""
    known = make(Network, name="Netz 1", regions=[Region.objects.get(name="Harz")])
    batch = ready(by, row(1), row(2), row(3))

    def save():
        Network.objects.filter(pk=known.pk).update(description="Von Hand.")
        make(Network, name="Netz 2", regions=list(Region.objects.all()), summary="Von Hand.")

    saved_meanwhile(monkeypatch, save)
    applied(batch, by)

    assert results(batch) == {"Netz 1": "vorgeschlagen", "Netz 2": "", "Netz 3": "angelegt"}
    assert Revision.objects.of(known).open().get().snapshot["fields"]["description"] == "Von Hand."
    assert batch.rows.get(name="Netz 2").result_note == STALE
    assert Network.objects.count() == 3


def test_what_became_another_way_of_writing_waits_for_the_next_slice(by, monkeypatch):
    """A draft that was released meanwhile is not changed at once any more."""
    draft = make(Network, name="Netz 1", state="entwurf", regions=[Region.objects.get(name="Harz")])
    batch = ready(by, row(1))
    with monkeypatch.context() as patch:
        saved_meanwhile(patch, lambda: Network.objects.filter(pk=draft.pk).update(state=State.PUBLISHED))
        begin_apply(batch, by)
        assert apply_next(batch, by) == 1
    assert not apply_next(batch, by)

    assert results(batch) == {"Netz 1": "vorgeschlagen"}
    assert Network.objects.get().summary != "Nummer 1."


def test_who_saves_all_the_time_holds_up_no_import(by, monkeypatch):
    """Each slice is compared twice at most, and the table needs no more slices than on a quiet day."""
    other = make(Network, name="Anderswo")
    monkeypatch.setattr(applying, "SLICE", 3)
    batch = ready(by, *(row(number) for number in range(6)))
    locked = saved_meanwhile(monkeypatch, other.save)

    assert applied(batch, by) == 2
    assert locked == [False, True] * 2
    assert set(results(batch).values()) == {"angelegt"}


def test_the_other_of_two_processes_finds_nothing_left(by, monkeypatch):
    """Both have compared the same rows; the second writes none of them again."""
    batch = ready(by, row(1), row(2))
    begin_apply(batch, by)
    compare = Comparison.compare

    def and_the_other_process(self, *args):
        found = compare(self, *args)
        with monkeypatch.context() as patch:
            patch.setattr(Comparison, "compare", compare)
            apply_next(batch, by)
        return found

    monkeypatch.setattr(Comparison, "compare", and_the_other_process)
    monkeypatch.setattr(applying, "_ground", lambda versions: {})
    apply_next(batch, by)

    assert Network.objects.count() == Revision.objects.count() == 2
    assert set(results(batch).values()) == {"angelegt"}


def test_what_only_the_database_knows_is_named_and_the_rest_written(by):
    """Two new rows of one address: neither exists yet, so no comparison finds the other."""
    batch = ready(by, row(1), row(2, "gleich"), row(3, "gleich"), row(4))
    assert batch.rows.filter(may_apply=True).count() == 4

    applied(batch, by)

    assert results(batch) == {"Netz 1": "angelegt", "Netz 2": "angelegt", "Netz 3": "", "Netz 4": "angelegt"}
    refused = batch.rows.get(name="Netz 3")
    assert (refused.status, refused.selected, bool(refused.errors)) == (RowStatus.ERROR, False, True)
    assert "Kurzadresse" in refused.result_note


def test_rows_that_cannot_be_written_are_named_and_the_rest_written(by, monkeypatch):
    """Also where an account lost a right meanwhile."""
    batch = ready(by, row(1), row(2), row(3))
    create = applying.actions.create

    def refuse_second(**named):
        if named["snapshot"]["fields"]["name"] == "Netz 2":
            raise PermissionDenied("Nicht erlaubt.")
        return create(**named)

    monkeypatch.setattr(
        applying.many, "create_many", lambda **named: refuse_second(**named, snapshot=named["states"][1])
    )
    monkeypatch.setattr(applying.actions, "create", refuse_second)
    applied(batch, by)

    assert results(batch) == {"Netz 1": "angelegt", "Netz 2": "", "Netz 3": "angelegt"}
    assert batch.rows.get(name="Netz 2").errors == [["Eintrag", "Nicht erlaubt."]]
    assert not chosen(batch).exists()


def test_change_that_somebody_has_begun_is_not_overwritten(by):
    network = make(Network, name="Netz 1", regions=[Region.objects.get(name="Harz")])
    batch = ready(by, row(1), row(2))
    change(network, editor(), summary="Schon in Arbeit.")

    applied(batch, by)

    assert results(batch) == {"Netz 1": "", "Netz 2": "angelegt"}
    assert Revision.objects.of(network).open().get().batch == ""


def test_only_one_thing_is_done_at_a_time(by):
    batch = ready(by, row(1))
    begin_apply(batch, by)

    assert not begin_undo(batch, by) and not begin_apply(batch, editor())
    assert batch.runner == by


def test_others_are_let_in_between_two_slices(by, monkeypatch):
    """SQLite has no queue: who waits would find it taken again and again."""
    given = []
    for module in ("apply", "undo", "storing"):
        monkeypatch.setattr(f"transfer.{module}.give_way", lambda: given.append(len(connection.savepoint_ids)))
    monkeypatch.setattr(applying, "SLICE", 2)
    depth = len(connection.savepoint_ids)
    batch = ready(by, *(row(number) for number in range(7)))
    applied(batch, by)
    undone(batch, by)

    assert given == [depth] * (1 + 4 + 3)
