"""What editors do to records: who may, what changes for visitors, what the history says afterwards."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Editor
from desk.earlier import restore
from networks.models import Network
from publishing import actions, history, snapshots
from publishing.changes import Conflict
from publishing.enums import RevisionKind, RevisionState, Stage, State, Verb
from publishing.models import Name, Release, Revision, SlugHistory, Transition
from regions.models import Region
from tests.factories import make
from tests.roles import administrator, change, editor, releasable, reviewer
from tests.stamped import stamps_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return editor()


@pytest.fixture
def network():
    return releasable(Network, name="Lichtnetz", summary="Ein Netz.", regions=[make(Region)])


def edited(network, **fields) -> snapshots.Snapshot:
    snapshot = snapshots.take(network)
    snapshot["fields"] |= fields
    return snapshot


def test_mark_checked_sets_day_and_account_and_is_logged(author, network):
    before = stamps_of(Network)

    assert actions.mark_checked(records=[network], by=author) == 1

    network.refresh_from_db()
    assert (network.checked_on, network.checked_by) == (timezone.localdate(), author)
    assert stamps_of(Network) != before
    logged = Transition.objects.get()
    assert (logged.verb, logged.by, logged.from_stage) == (Verb.CHECK, author, Stage.PUBLISHED)


def test_mark_checked_twice_changes_nothing_more(author, network):
    actions.mark_checked(records=[network], by=author, on=date(2026, 1, 2))

    assert actions.mark_checked(records=[network], by=author, on=date(2026, 1, 2)) == 0
    assert Transition.objects.count() == 1


def test_draft_is_changed_at_once_with_a_line_in_the_history(author, network):
    network.state = State.DRAFT
    network.save()

    revision = actions.propose(record=network, snapshot=edited(network, summary="Neu."), by=author, why="Tippfehler")

    network.refresh_from_db()
    assert network.summary == "Neu."
    assert (revision.state, revision.why, revision.created_by) == (RevisionState.APPLIED, "Tippfehler", author)
    assert revision.changes == [{"field": "summary", "old": "Ein Netz.", "new": "Neu."}]


def test_public_record_stays_as_it_is_until_somebody_else_releases(author, network, client):
    before = stamps_of(Network)
    revision = change(network, author, summary="Neu gefasst.")
    assert stamps_of(Network) == before
    assert "Neu gefasst." not in client.get(network.get_absolute_url()).content.decode()

    actions.release(revision=revision, by=reviewer())

    assert "Neu gefasst." in client.get(network.get_absolute_url()).content.decode()
    assert stamps_of(Network) != before
    assert "Neu <mark>gefasst</mark>." in client.get("/suche/", {"q": "gefasst"}).content.decode()


def test_change_of_nothing_is_none(author, network):
    assert actions.propose(record=network, snapshot=snapshots.take(network), by=author) is None
    assert not Revision.objects.exists() and not Transition.objects.exists()


def test_one_open_change_a_record(author, network):
    change(network, author, submit=False, summary="Neu.")

    with pytest.raises(actions.OpenChange, match=str(author)):
        actions.propose(record=network, snapshot=edited(network, note="x"), by=editor(), kind=RevisionKind.IMPORT)


def test_second_author_joins_the_open_change_and_neither_may_release(author, network):
    revision = change(network, author, submit=False, summary="Neu.")
    second = reviewer()

    actions.propose(record=network, snapshot=edited(network, summary="Neuer."), by=second, revise=revision)
    actions.submit(record=network, by=second)

    revision.refresh_from_db()
    assert {*revision.authors.all()} == {author, second}
    assert revision.changes[0]["new"] == "Neuer."
    with pytest.raises(PermissionDenied, match="Vier Augen"):
        actions.release(revision=revision, by=second)


def test_change_taken_back_by_its_author_is_no_change_any_more(author, network):
    revision = change(network, author, submit=False, summary="Neu.")

    actions.propose(record=network, snapshot=snapshots.take(network), by=author, revise=revision)

    revision.refresh_from_db()
    assert revision.state == RevisionState.DISCARDED
    assert history.stage(network) == Stage.PUBLISHED


def test_release_writes_the_note_of_the_office(author, network):
    network.check_interval = 6
    network.save()
    note = actions.release(revision=change(network, author, note="x"), by=reviewer(public_name="E. Muster"))

    assert note.office == "Wirtschaftsförderung Musterland"
    assert (note.name, note.day) == ("E. Muster", timezone.localdate())
    assert note.valid_until == timezone.localdate() + timedelta(days=183)


def test_release_that_ends_before_it_begins_is_refused(author, network):
    yesterday = timezone.localdate() - timedelta(days=1)

    with pytest.raises(ValidationError, match="gilt nicht rückwärts"):
        actions.release(revision=change(network, author, note="x"), by=reviewer(), valid_until=yesterday)
    assert not Release.objects.exists()
    network.refresh_from_db()
    assert network.note == ""


def test_release_is_stopped_by_what_is_missing(author, network):
    draft = releasable(Network, state=State.DRAFT, regions=network.regions.all())
    revision = actions.submit(record=draft, by=author)
    draft.citations.all().delete()

    with pytest.raises(ValidationError, match="Mindestens eine Quelle"):
        actions.release(revision=revision, by=reviewer())
    revision.refresh_from_db()
    assert revision.state == RevisionState.REVIEW


def test_conflict_stops_the_release_and_changes_nothing(author, network):
    revision = change(network, author, summary="Neu.", note="x")
    Network.objects.filter(pk=network.pk).update(summary="Inzwischen.")

    with pytest.raises(Conflict):
        actions.release(revision=revision, by=reviewer())
    network.refresh_from_db()
    assert (network.summary, network.note) == ("Inzwischen.", "")


def test_released_twice_is_said(author, network):
    revision = change(network, author, summary="Neu.")
    actions.release(revision=revision, by=reviewer())

    with pytest.raises(ValidationError, match="schon entschieden"):
        actions.release(revision=revision, by=reviewer())


def test_new_slug_redirects_only_after_release(author, network):
    revision = change(network, author, slug="lichtnetz-neu")
    assert not SlugHistory.objects.exists()

    actions.release(revision=revision, by=reviewer())

    assert SlugHistory.objects.get().slug == "lichtnetz"


def test_draft_is_released_as_a_whole(author):
    network = releasable(Network, state=State.DRAFT, regions=[make(Region)])
    revision = actions.submit(record=network, by=author)
    assert {change.get("field") for change in revision.changes} >= {"name", "kind", "regions"}

    actions.release(revision=revision, by=reviewer())

    network.refresh_from_db()
    assert network.state == State.PUBLISHED


def test_draft_that_is_edited_while_it_waits_shows_its_last_state(author):
    network = releasable(Network, state=State.DRAFT, regions=[make(Region)])
    revision = actions.submit(record=network, by=author)
    second = reviewer()

    actions.propose(record=network, snapshot=edited(network, note="Zuletzt."), by=second)

    revision.refresh_from_db()
    assert {"field": "note", "old": None, "new": "Zuletzt."} in revision.changes
    with pytest.raises(PermissionDenied, match="Vier Augen"):
        actions.release(revision=revision, by=second)


def test_sent_back_with_a_comment(author, network):
    revision = change(network, author, summary="Neu.")

    actions.send_back(record=network, by=reviewer(), why="Bitte kürzer.")

    revision.refresh_from_db()
    assert (revision.state, revision.comment) == (RevisionState.DRAFT, "Bitte kürzer.")


def test_restored_state_is_a_new_change(author, network):
    first = change(network, author, summary="Erste Fassung.")
    actions.release(revision=first, by=reviewer())
    make(Name, subject=network, name="Zweitname")
    actions.release(revision=change(network, author, summary="Zweite Fassung."), by=reviewer())
    first.refresh_from_db()

    restored = restore(revision=first, by=author)

    assert restored.state == RevisionState.DRAFT and restored.kind == RevisionKind.RESTORE
    actions.submit(record=network, by=author)
    actions.release(revision=restored, by=reviewer())
    network.refresh_from_db()
    assert network.summary == "Erste Fassung." and not network.names.exists()


def test_archived_page_says_why_and_can_be_resumed(network, client):
    boss = reviewer()
    actions.archive(record=network, why="Aufgelöst.", by=boss)
    gone = client.get(network.get_absolute_url())
    assert gone.status_code == 410 and "Aufgelöst." in gone.content.decode()

    actions.resume(record=network, by=boss)

    network.refresh_from_db()
    assert (network.state, network.archive_reason) == (State.DRAFT, "")


def test_actions_leave_other_changes_alone(network):
    Network.objects.filter(pk=network.pk).update(summary="Von jemand anderem.")

    actions.withdraw(record=network, by=reviewer(), why="Prüfung")

    network.refresh_from_db()
    assert network.summary == "Von jemand anderem."


def test_deleted_record_leaves_its_last_state(network):
    names = make(Name, subject=network, name="Zweitname").name

    actions.delete(record=network, by=administrator(), why="doppelt")

    revision = Revision.objects.get(kind=RevisionKind.DELETE)
    assert (revision.label, revision.why, revision.record) == ("Lichtnetz", "doppelt", None)
    assert [row["fields"]["name"] for row in revision.snapshot["parts"]["names"].values()] == [names]


def test_created_from_a_snapshot(author):
    snapshot = snapshots.empty(Network)
    region = make(Region)
    snapshot["fields"] = {"name": "Neunetz", "kind": "netzwerk", "summary": "Neu."}
    snapshot["many"] = {"regions": [region.pk]}
    row = {"kind": "auch", "name": "NN", "certainty": "genannt", "position": 0}
    snapshot["parts"]["names"] = {"-1": {"fields": row, "many": {}}}

    network = actions.create(model=Network, snapshot=snapshot, by=author, kind=RevisionKind.IMPORT, batch="I-1")

    assert (network.slug, network.state, network.regions.get()) == ("neunetz", State.DRAFT, region)
    assert network.names.get().name == "NN"
    assert Revision.objects.get(batch="I-1").created_by == author


def test_account_without_right_changes_nothing(network):
    visitor = Editor.objects.create_user("gast", is_staff=True)

    with pytest.raises(PermissionDenied):
        actions.propose(record=network, snapshot=edited(network, summary="x"), by=visitor)
    with pytest.raises(PermissionDenied):
        actions.mark_checked(records=[network], by=visitor)
