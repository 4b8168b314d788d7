"""Putting a case together, handing it in, deciding it: all of it or nothing, by two accounts."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from cases import actions, needs
from cases.enums import CaseState, EntryResult
from cases.members import members, token
from cases.models import CaseEntry
from contacts.models import Person, Responsibility
from networks.models import Network, Organisation
from publishing import actions as single
from publishing import history, snapshots
from publishing.enums import RevisionState, Stage, State
from publishing.models import Release, Revision, SourceDocument
from publishing.permissions import OnlyTogether, WrongStage
from tests.cases.world import draft, handed_in, parts, put_together, states, town
from tests.factories import cite, make
from tests.roles import change, editor, releasable, reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return town()


def test_network_with_new_contact_member_and_source_is_public_with_one_decision(client, place):
    new = parts(place)
    case = put_together(place, *new.all())
    actions.submit(case=case, by=place.author)

    assert states(*new.all()) == [State.REVIEW] * 4
    assert actions.release(case=case, by=place.boss) == [new.source, new.member, new.person, new.network]
    assert states(*new.all()) == [State.PUBLISHED] * 4
    assert (case.state, case.decided_by) == (CaseState.RELEASED, place.boss)
    page = client.get(new.network.get_absolute_url()).content.decode()
    assert all(str(one) in page for one in (new.source, new.person, new.member))
    assert {one.batch for one in Revision.objects.filter(state=RevisionState.RELEASED)} == {case.token}
    assert Release.objects.count() == 4


def test_everything_written_in_a_case_carries_its_word_and_reason(place):
    public = releasable(Network, regions=[place.region])
    case = actions.begin(title="Umzug", by=place.author, why="Brief vom Mai")
    state = snapshots.take(public)
    state["fields"]["summary"] = "Neu."
    revision = actions.write(case=case, record=public, snapshot=state, by=place.author)
    state["fields"]["summary"] = "Noch neuer."
    assert actions.write(case=case, record=public, snapshot=state, by=place.author) == revision
    state = snapshots.take(make(Organisation))
    state["fields"]["slug"] = ""
    made = actions.create(case=case, model=Organisation, snapshot=state, by=place.author)

    written = [revision, Revision.objects.of(made).get()]
    assert {(one.batch, one.why) for one in written} == {(case.token, "Brief vom Mai")}
    assert [one.record for one in members(case)] == [public, made]


def test_what_is_missing_is_said_at_hand_in_for_each_record_with_its_field(place):
    new = parts(place)
    new.network.citations.all().delete()
    Responsibility.objects.all().delete()
    new.person.responsibilities.all().delete()
    case = put_together(place, *new.all())

    with pytest.raises(needs.Incomplete) as refused:
        actions.submit(case=case, by=place.author)
    assert {(one.record, one.field) for one in refused.value.missing} == {
        (new.network, "citations"),
        (new.network, "responsibilities"),
        (new.person, "responsibilities"),
    }
    assert "„Lichtnetz“" in " ".join(refused.value.messages)
    assert case.state == CaseState.OPEN and states(*new.all()) == [State.DRAFT] * 4


def test_contact_that_a_public_person_becomes_by_the_same_case_counts(place):
    """The row waits in the change of the person: alone, the network would lack a contact, and go public without."""
    person = releasable(Person)
    make(Responsibility, person=person, regions=[place.region], task="Büro")
    network = draft(Network, place.author, regions=[place.region])
    cite(network, make(SourceDocument))
    rows = single.rows.changes_of([person], lambda: make(Responsibility, person=person, network=network, task="Neu"))
    single.join(carrier=person, changes=rows[0][1], by=place.author)
    with pytest.raises(ValidationError, match="Kontakt"):
        single.submit(record=network, by=place.author)

    case = put_together(place, network)
    assert [one.record for one in needs.needed(members(case), case.authors.all())] == [person]
    actions.add(case=case, records=[person], by=place.author)
    assert not needs.needed(members(case), case.authors.all()) and not needs.missing(members(case))
    actions.submit(case=case, by=place.author)
    assert actions.release(case=case, by=place.boss) == [person, network]


def test_drafts_that_its_records_need_are_named_with_who_began_them(place):
    new = parts(place)
    other = editor(username="carl", regions=[place.region])
    theirs = draft(Person, other, family_name="Fremd")
    make(Responsibility, person=theirs, network=new.network, task="Büro")
    case = put_together(place, new.network)

    found = {one.record: one for one in needs.needed(members(case), case.authors.all())}
    assert found.keys() == {new.source, new.member, new.person, theirs}
    assert found[new.person].authors == [place.author] and found[theirs].authors == [other]
    assert found[new.member].needed_for == ["Lichtnetz"]
    with pytest.raises(PermissionDenied, match="arbeitet carl"):
        actions.add(case=case, records=[theirs], by=place.author)


def test_record_of_a_case_moves_on_only_with_it(place):
    new = parts(place)
    case = put_together(place, *new.all())
    with pytest.raises(OnlyTogether, match="Lichtnetz aufnehmen"):
        single.submit(record=new.source, by=place.author)
    actions.submit(case=case, by=place.author)

    waiting = history.open_change(new.source)
    assert waiting
    for step in (
        lambda: single.release(revision=waiting, by=place.boss),
        lambda: single.recall(record=new.source, by=place.author),
        lambda: single.send_back(record=new.source, by=place.boss, why="x"),
    ):
        with pytest.raises(OnlyTogether):
            step()
    assert states(new.source) == [State.REVIEW]


def test_record_is_in_one_undecided_case_only_and_the_other_is_named(place):
    new = parts(place)
    first = put_together(place, new.source)
    second = actions.begin(title="Noch einer", by=place.author)

    with pytest.raises(actions.InCase, match="Lichtnetz aufnehmen"):
        actions.add(case=second, records=[new.source, new.member], by=place.author)
    assert not second.entries.exists()
    entry = first.entries.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseEntry.objects.create(case=second, content_type=entry.content_type, object_id=entry.object_id)
    actions.discard(case=first, by=place.author)
    actions.add(case=second, records=[new.source], by=place.author)
    assert second.entries.count() == 1


def test_what_waits_alone_is_taken_back_for_the_case_and_what_has_no_change_is_refused(place):
    record, public = draft(SourceDocument, place.author), releasable(Network, regions=[place.region])
    single.submit(record=record, by=place.author)
    case = put_together(place, record)

    assert states(record) == [State.DRAFT]
    with pytest.raises(ValidationError, match="keine Änderung"):
        actions.add(case=case, records=[public], by=place.author)


def test_recalled_sent_back_and_handed_in_again(place):
    new = parts(place)
    case = handed_in(place, *new.all())
    actions.recall(case=case, by=place.author)
    assert case.state == CaseState.OPEN and states(*new.all()) == [State.DRAFT] * 4

    actions.submit(case=case, by=place.author)
    with pytest.raises(ValidationError, match="Kommentar"):
        actions.send_back(case=case, by=place.boss, why=" ")
    actions.send_back(case=case, by=place.boss, why="Bitte mit Telefon.")
    assert case.comment == "Bitte mit Telefon." and states(*new.all()) == [State.DRAFT] * 4
    actions.submit(case=case, by=place.author)
    actions.release(case=case, by=place.boss)
    assert states(*new.all()) == [State.PUBLISHED] * 4


def test_discarding_drops_changes_and_keeps_drafts(place):
    public = releasable(Network, regions=[place.region], summary="Bleibt.")
    revision = change(public, place.author, submit=False, summary="Neu.")
    new = draft(SourceDocument, place.author)
    case = handed_in(place, public, new)
    actions.discard(case=case, by=place.author)

    revision.refresh_from_db()
    assert (revision.state, history.stage(public)) == (RevisionState.DISCARDED, Stage.PUBLISHED)
    assert states(new) == [State.DRAFT] and case.state == CaseState.DISCARDED
    single.submit(record=new, by=place.author)  # on its own again


def test_taken_out_it_goes_on_alone(place):
    new = parts(place)
    case = put_together(place, *new.all())
    actions.take_out(case=case, records=[new.source], by=place.author)

    single.submit(record=new.source, by=place.author)
    assert case.entries.count() == 3


def test_left_out_by_the_reviewer_it_goes_back_and_nothing_that_others_need_stays_behind(place):
    new, apart = parts(place), draft(SourceDocument, place.author)
    case = handed_in(place, *new.all(), apart)
    with pytest.raises(ValidationError, match="braucht"):
        actions.release(case=case, by=place.boss, left_out=[new.person])

    actions.release(case=case, by=place.boss, left_out=[apart], why="Das Datum fehlt.")
    assert states(apart, new.network) == [State.DRAFT, State.PUBLISHED]
    results = {one.entry.label: one.entry.result for one in members(case, every=True)}
    assert results[str(apart)] == EntryResult.LEFT and results["Lichtnetz"] == EntryResult.RELEASED
    single.submit(record=apart, by=place.author)


def test_all_or_nothing(place):
    """What one record lacks by now holds up all of them, and says which it is."""
    new = parts(place)
    case = handed_in(place, *new.all())
    new.network.regions.clear()

    with pytest.raises(actions.PartRefused, match="„Lichtnetz“.*Region"):
        actions.release(case=case, by=place.boss)
    assert states(*new.all()) == [State.REVIEW] * 4 and not Release.objects.exists()
    case.refresh_from_db()
    assert case.state == CaseState.REVIEW


@pytest.mark.parametrize("who", ["author", "writer of a change", "not a reviewer", "elsewhere"])
def test_four_eyes_and_rights(place, who):
    new = parts(place)
    case = handed_in(place, *new.all())
    by = {"author": place.author, "not a reviewer": editor(), "elsewhere": reviewer(regions=[make(type(place.region))])}
    if who == "writer of a change":
        state = snapshots.take(new.person)
        state["fields"]["note"] = "Ergänzt."
        single.propose(record=new.person, snapshot=state, by=place.boss)
    with pytest.raises(PermissionDenied):
        actions.release(case=case, by=by.get(who, place.boss))
    assert states(*new.all()) == [State.REVIEW] * 4


def test_page_that_showed_another_state_decides_nothing(place):
    new = parts(place)
    case = handed_in(place, *new.all())
    seen = token(case, members(case))
    state = snapshots.take(new.person)
    state["fields"]["note"] = "Nachgetragen."
    single.propose(record=new.person, snapshot=state, by=place.author)

    with pytest.raises(ValidationError, match="noch einmal ansehen"):
        actions.release(case=case, by=place.boss, seen=seen)
    actions.release(case=case, by=place.boss, seen=token(case, members(case)))


def test_steps_out_of_turn_are_refused_in_words(place):
    case = put_together(place, *parts(place).all())
    for step in (actions.recall, actions.release):
        with pytest.raises(WrongStage, match="in Arbeit"):
            step(case=case, by=place.boss)
    empty = actions.begin(title="Leer", by=place.author)
    with pytest.raises(ValidationError, match="nichts, was freigegeben"):
        actions.submit(case=empty, by=place.author)
    with pytest.raises(PermissionDenied, match="noch leer"):
        actions.submit(case=empty, by=place.boss)
    with pytest.raises(ValidationError, match="worum es"):
        actions.begin(title=" ", by=place.author)


def test_deleted_meanwhile_is_left_out(place):
    new, other = parts(place), draft(SourceDocument, place.author)
    case = put_together(place, *new.all(), other)
    single.delete(record=other, by=place.author)
    actions.submit(case=case, by=place.author)

    assert case.entries.count() == 4
    actions.release(case=case, by=place.boss)
