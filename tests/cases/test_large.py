"""Cases of any size, slice by slice: handed in, released, taken back; killed in the middle and gone on with."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.enums import CaseState, EntryResult
from cases.large import slicing, steps
from cases.large.undoing import join
from cases.members import key_of, members
from cases.models import Case
from cases.needs import first_needed, needed_of_many
from networks.models import Network, Organisation, Participation
from publishing import actions as single
from publishing import history, snapshots
from publishing.enums import RevisionState, Stage, State, Verb
from publishing.models import Link, Release, Revision, SourceDocument, Transition
from regions.models import Region
from search.models import Entry
from tests.cases.world import draft, parts, states, town
from tests.factories import RECORDS, cite, make, relate_in_every_way
from tests.roles import administrator, change, releasable, reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_slices(monkeypatch):
    """Two records a slice, as they would be a hundred; each is asked for by the test."""
    monkeypatch.setattr(slicing, "SLICE", 2)
    monkeypatch.setattr(steps, "go_on", SimpleNamespace(enqueue=lambda *args: None))


@pytest.fixture
def place():
    return town()


def run(case: Case, most: int = 100) -> int:
    """How many slices it took until it stood still, at most some."""
    number = 0
    while number < most and steps.do_next(case.pk):
        number += 1
    case.refresh_from_db()
    return number


def firm(place, number: int, *, source=None) -> Organisation:
    record = draft(Organisation, place.author, name=f"Firma {number}")
    cite(record, source or make(SourceDocument))
    return record


def public(place, number: int) -> Organisation:
    """A public firm with a change in the making."""
    record = releasable(Organisation, name=f"Alt {number}", region=place.region)
    cite(record, make(SourceDocument))
    return record


def case_of(place, *records) -> Case:
    case = actions.begin(title="Firmen der Kammer", by=place.author, origin="import-1")
    join(case, [(record, position, {}) for position, record in enumerate(records)])
    return case


def with_note(record, words="Neu") -> snapshots.Snapshot:
    state = snapshots.take(record)
    state["fields"]["note"] = words
    return state


def renamed(place, record, words="Neu") -> Revision:
    return single.propose(record=record, snapshot=with_note(record, words), by=place.author)


def handed_in(place, *records) -> Case:
    case = case_of(place, *records)
    steps.submit(case=case, by=place.author)
    run(case)
    assert case.state == CaseState.REVIEW
    return case


def released(place, *records) -> Case:
    case = handed_in(place, *records)
    steps.release(case=case, by=place.boss)
    run(case)
    assert case.state == CaseState.RELEASED
    return case


def results(case: Case) -> list[str]:
    return list(case.entries.order_by("position").values_list("result", flat=True))


def found(record) -> bool:
    return Entry.objects.filter(object_id=record.pk, title=str(record)).exists()


def test_new_and_changed_ones_are_released_as_one_by_one(place):
    alone_new, alone_changed = firm(place, 0), public(place, 0)
    firms, old = [firm(place, n) for n in range(1, 4)], [public(place, n) for n in range(1, 4)]
    for record in (alone_changed, *old):
        renamed(place, record)
    for record in (alone_new, alone_changed):
        single.submit(record=record, by=place.author)
        single.release(revision=history.open_change(record), by=place.boss)

    case = released(place, *firms, *old)

    assert states(*firms, *old) == [State.PUBLISHED] * 6
    assert [record.note for record in old] == ["Neu"] * 3
    assert results(case) == [EntryResult.RELEASED] * 6
    for alone, some in ((alone_new, firms), (alone_changed, old)):
        expected = told(alone)
        assert all(told(record) == expected for record in some)
        assert all(found(record) for record in (alone, *some))


def told(record) -> tuple:
    """What the history says of it, but for its own word."""
    last = Revision.objects.of(record).get(state=RevisionState.RELEASED)
    steps_taken = Transition.objects.filter(object_id=record.pk, content_type=history.type_of(record)).order_by("pk")
    note = history.releases(record).get()
    assert last.snapshot == snapshots.take(record)
    return (
        [(one.verb, one.from_stage, one.to_stage, one.by_id) for one in steps_taken],
        (last.number, last.kind, last.risk, last.created_by_id, last.decided_by_id, list(last.authors.all())),
        (note.office, note.name, note.day, note.valid_until, note.by_id, note.revision_id == last.pk),
    )


def test_it_goes_on_where_it_was_killed_and_does_nothing_twice(place, monkeypatch):
    firms = [firm(place, n) for n in range(7)]
    case = handed_in(place, *firms)
    steps.release(case=case, by=place.boss)
    assert run(case, most=2) == 2
    assert (steps.progress_of(case).done, steps.progress_of(case).total) == (4, 7)

    with monkeypatch.context() as patch:  # its process ends in the midst of a slice
        patch.setattr("cases.large.deciding._send_back", killed)
        with pytest.raises(KeyboardInterrupt):
            run(case)
    assert states(*firms).count(State.PUBLISHED) == 4  # each of a slice, or none

    run(case)
    assert states(*firms) == [State.PUBLISHED] * 7 and case.state == CaseState.RELEASED
    assert Release.objects.count() == 7 == Transition.objects.filter(verb=Verb.RELEASE).count()
    assert run(case) == 0


def killed(*args, **named):
    raise KeyboardInterrupt


def test_what_is_incomplete_stays_with_its_author_and_says_why(place):
    whole, without = firm(place, 1), draft(Organisation, place.author, name="Ohne Quelle")
    case = handed_in(place, whole, without)

    assert results(case) == [EntryResult.OPEN, EntryResult.LEFT]
    assert "Mindestens eine Quelle" in case.entries.get(object_id=without.pk).note
    assert states(whole, without) == [State.REVIEW, State.DRAFT]
    assert "fehlt: Sitz" in case.entries.get(object_id=whole.pk).warning


def test_case_in_which_nothing_is_complete_is_as_it_was(place):
    case = case_of(place, draft(Organisation, place.author, name="Ohne Quelle"))
    steps.submit(case=case, by=place.author)
    run(case)

    assert case.state == CaseState.OPEN and results(case) == [EntryResult.OPEN]


def test_what_others_need_comes_first(place):
    new = parts(place)
    case = handed_in(place, *new.all())
    by_position = [entry.record for entry in case.entries.order_by("position")]

    assert by_position.index(new.source) < by_position.index(new.member) < by_position.index(new.person)


def test_what_is_written_after_the_decision_goes_back(place):
    """Nobody has looked at it."""
    firms, old = [firm(place, n) for n in range(3)], public(place, 4)
    renamed(place, old)
    case = handed_in(place, *firms, old)
    steps.release(case=case, by=place.boss)
    run(case, most=1)
    waiting = history.open_change(old)
    state = {**waiting.snapshot, "fields": {**waiting.snapshot["fields"], "note": "Anders"}}
    single.propose(record=old, snapshot=state, by=place.author, revise=waiting)
    single.propose(record=firms[2], snapshot=with_note(firms[2]), by=place.author)

    run(case)

    assert results(case) == [EntryResult.RELEASED] * 2 + [EntryResult.LEFT] * 2
    assert states(*firms, old) == [State.PUBLISHED, State.PUBLISHED, State.DRAFT, State.PUBLISHED]
    assert old.note == "" and history.open_change(old).snapshot["fields"]["note"] == "Anders"
    assert all("seit der Entscheidung geändert" in entry.note for entry in case.entries.filter(result=EntryResult.LEFT))


def test_exceptions_go_back_and_what_needs_them_stays_behind(place):
    mother = firm(place, 1)
    daughter = firm(place, 2)
    Organisation.objects.filter(pk=daughter.pk).update(parent=mother)
    other, old = firm(place, 3), public(place, 4)
    waits = renamed(place, old)
    case = handed_in(place, daughter, mother, other, old)
    out = case.entries.filter(object_id__in=[mother.pk, old.pk])

    steps.release(case=case, by=place.boss, exceptions=[entry.pk for entry in out], why="Nachfragen.")
    run(case)

    assert states(mother, daughter, other, old) == [State.DRAFT, State.DRAFT, State.PUBLISHED, State.PUBLISHED]
    notes = {entry.object_id: entry.note for entry in case.entries.all()}
    assert notes[mother.pk] == notes[old.pk] == "Nachfragen." and "braucht „Firma 1“" in notes[daughter.pk]
    waits.refresh_from_db()
    assert (waits.state, waits.comment) == (RevisionState.DRAFT, "Nachfragen.")
    assert Revision.objects.of(mother).first().state == RevisionState.RETURNED
    assert case.state == CaseState.RELEASED and not found(mother) and found(other)


def test_conflict_does_not_hold_up_the_others(place):
    old, other = public(place, 1), public(place, 2)
    renamed(place, old)
    renamed(place, other)
    case = handed_in(place, old, other)
    Organisation.objects.filter(pk=old.pk).update(note="Von anderen.")

    steps.release(case=case, by=place.boss)
    run(case)

    assert results(case) == [EntryResult.LEFT, EntryResult.RELEASED]
    assert "an denselben Stellen geändert" in case.entries.first().note
    old.refresh_from_db()
    assert old.note == "Von anderen." and history.stage(old) == Stage.CHANGED


def test_rows_below_a_record_are_added_changed_and_removed(place):
    old, twin = public(place, 1), public(place, 2)
    for record in (old, twin):
        kept, gone = (make(Link, subject=record, label=label) for label in ("bleibt", "geht"))
        state = snapshots.take(record)
        del state["parts"]["links"][str(gone.pk)]
        state["parts"]["links"][str(kept.pk)]["fields"]["label"] = "heißt anders"
        state["parts"]["links"]["-7"] = {**state["parts"]["links"][str(kept.pk)], "many": {}}
        single.propose(record=record, snapshot=state, by=place.author)
    released(place, old, twin)

    for record in (old, twin):
        assert [link.label for link in record.links.order_by("pk")] == ["heißt anders"] * 2
        assert told(record)[2][-1]


def test_new_address_leaves_a_redirect(place, client):
    old = public(place, 1)
    before = old.get_absolute_url()
    state = snapshots.take(old)
    state["fields"]["slug"] = "ganz-anders"
    single.propose(record=old, snapshot=state, by=place.author)
    case = released(place, old, firm(place, 2))

    assert results(case) == [EntryResult.RELEASED] * 2
    assert client.get(before).url == "/organisationen/ganz-anders/"


def test_who_wrote_it_releases_none_of_it(place):
    case = handed_in(place, firm(place, 1))
    with pytest.raises(PermissionDenied):
        steps.release(case=case, by=place.author)
    case.authors.add(place.boss)
    with pytest.raises(PermissionDenied, match="Vier Augen"):
        steps.release(case=case, by=place.boss)
    stranger = reviewer(regions=[make(Region)])
    with pytest.raises(PermissionDenied, match="Regionen"):
        steps.release(case=case, by=stranger)
    assert case.state == CaseState.REVIEW


@pytest.mark.parametrize("step", ["recall", "send_back", "discard"])
def test_out_of_the_queue_again(place, step):
    new, old = firm(place, 1), public(place, 2)
    waits = renamed(place, old)
    case = handed_in(place, new, old)
    calls = {
        "recall": lambda: steps.recall(case=case, by=place.author),
        "send_back": lambda: steps.send_back(case=case, by=place.boss, why="Kürzer."),
        "discard": lambda: steps.discard(case=case, by=place.author, why="Doch nicht."),
    }
    calls[step]()
    run(case)

    waits.refresh_from_db()
    assert states(new, old) == [State.DRAFT, State.PUBLISHED]
    assert waits.state == (RevisionState.DISCARDED if step == "discard" else RevisionState.DRAFT)
    assert case.state == (CaseState.DISCARDED if step == "discard" else CaseState.OPEN)
    if step == "send_back":
        assert waits.comment == "Kürzer." == case.comment
    if step != "discard":
        steps.submit(case=case, by=place.author)
        run(case)
        assert case.state == CaseState.REVIEW


@pytest.mark.parametrize("verb", ["submit", "discard"])
def test_taking_back_goes_on_whatever_becomes_of_the_first_changes_back(place, verb):
    """They lie open on the desk while the rest is still being taken back."""
    old = [public(place, n) for n in range(5)]
    for record in old:
        renamed(place, record)
    case = released(place, *old)
    steps.undo(case=case, by=place.boss, why="Falsch.")
    run(case, most=1)
    getattr(steps, verb)(case=(first := Case.objects.get(origin=f"undo:{case.pk}")), by=place.boss)
    run(first)

    run(case)
    second = Case.objects.exclude(pk=first.pk).get(origin=f"undo:{case.pk}")
    run(second)
    assert results(case) == [EntryResult.UNDONE] * 5 and second.entries.count() == 3
    assert first.state == (CaseState.REVIEW if verb == "submit" else CaseState.DISCARDED)
    assert second.state == CaseState.REVIEW


def test_released_case_is_taken_back_but_for_what_somebody_changed_since(place):
    new, touched, old, other = firm(place, 1), firm(place, 2), public(place, 3), public(place, 4)
    for record in (old, other):
        renamed(place, record)
    case = released(place, new, touched, old, other)
    change(touched, place.author, legal_form="GmbH")
    steps.undo(case=case, by=place.boss, why="Falsche Datei.")
    run(case)

    assert case.state == CaseState.UNDONE and states(new, touched) == [State.DRAFT, State.PUBLISHED]
    assert not found(new)
    back = Case.objects.get(title="Rücknahme von „Firmen der Kammer“")
    run(back)
    assert back.state == CaseState.REVIEW and {entry.object_id for entry in back.entries.all()} == {old.pk, other.pk}
    note = case.entries.get(object_id=touched.pk).note
    assert f"seitdem geändert von {place.author}" in note

    with pytest.raises(PermissionDenied):
        steps.release(case=back, by=place.boss)
    second = reviewer(regions=[place.region])
    steps.release(case=back, by=second)
    run(back)
    states(old, other)
    assert (old.note, other.note) == ("", "")


def test_page_that_is_out_of_date_decides_nothing(place):
    new = firm(place, 1)
    case = handed_in(place, new)
    seen = steps.token(case)
    state = snapshots.take(new)
    state["fields"]["note"] = "Später."
    single.propose(record=new, snapshot=state, by=place.author)

    with pytest.raises(ValidationError, match="noch einmal ansehen"):
        steps.release(case=case, by=place.boss, seen=seen)


def test_what_needs_what_is_the_same_of_many_as_of_their_states(place):
    """With every statement and every relation there is, in drafts and in a change of what is public."""
    for model in RECORDS:
        relate_in_every_way(make(model))
    was, new = make(Organisation), make(Organisation)
    network = releasable(Network, regions=[place.region])
    row = make(Participation, network=network, organisation=was)
    state = snapshots.take(network)
    state["parts"]["participations"][str(row.pk)]["fields"]["organisation_id"] = new.pk
    single.propose(record=network, snapshot=state, by=administrator())
    case = case_of(place, *(record for model in RECORDS for record in model._base_manager.all()))
    found = members(case)

    needs = needed_of_many(case.entries.all(), [key_of(one.record) for one in found])

    assert needs == first_needed(found)
    changed = needs[Network, network.pk]
    assert (Organisation, new.pk) in changed and (Organisation, was.pk) not in changed


@pytest.mark.once
def test_queries_of_a_slice_do_not_grow_with_its_records(place, monkeypatch):
    counts = []
    source = make(SourceDocument)
    for number in (4, 12):
        monkeypatch.setattr(slicing, "SLICE", number)
        firms = [firm(place, 100 * number + n, source=source) for n in range(number // 2)]
        old = [public(place, 100 * number + n) for n in range(number // 2)]
        for record in old:
            record.tags.add("Alt", "Bleibt")
            state = with_note(record)
            state["many"]["tags"] = ["bleibt", "Neu"]
            single.propose(record=record, snapshot=state, by=place.author)
        case = handed_in(place, *firms, *old)
        steps.release(case=case, by=place.boss)
        with CaptureQueriesContext(connection) as queries:
            steps.do_next(case.pk)
        assert results(case) == [EntryResult.RELEASED] * number
        assert {tuple(sorted(record.tags.names())) for record in old} == {("Bleibt", "Neu")}
        counts.append(len(queries))

    assert counts[1] <= counts[0] + 2  # the index writes in portions
