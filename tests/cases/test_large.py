"""Cases of any size, slice by slice: handed in, released, sent back, taken back; killed in the middle and gone on with."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cases import actions
from cases.enums import CaseState, EntryResult
from cases.large import slicing, steps
from cases.large.undoing import join
from cases.models import Case
from networks.models import Network, Organisation
from publishing import history, snapshots
from publishing import actions as single
from publishing.enums import RevisionState, Stage, State, Verb
from publishing.models import Release, Revision, SourceDocument, Transition
from search.models import Entry
from tests.cases.world import draft, parts, states, town
from tests.factories import cite, make
from tests.roles import change, editor, releasable

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


def renamed(place, record, words="Neu") -> Revision:
    state = snapshots.take(record)
    state["fields"]["note"] = words
    return single.propose(record=record, snapshot=state, by=place.author)


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
