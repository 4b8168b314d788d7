"""Merging, taking it back and erasing while somebody else works on the same entries."""

import pytest
from django.db import connection

from contacts.models import Person, Responsibility
from duplicates.enums import MergeState
from duplicates.holding import fingerprint
from duplicates.models import Merge, MergeProposal
from duplicates.proposals import confirm, propose, refuse
from duplicates.undo import undo
from erasure.person import erase
from networks.models import Network, Organisation, Participation
from publishing import actions, history, snapshots
from publishing.enums import State
from publishing.locking import Busy
from publishing.models import Revision
from tests.duplicates.merging import merge_by_two
from tests.factories import make
from tests.races import attempt
from tests.roles import administrator, change, editor
from tests.writing import recorded

pytestmark = pytest.mark.django_db


class Proposed:
    """Two organisations that a network names, proposed to be one."""

    def __init__(self):
        self.chief = administrator()
        self.keep, self.drop = make(Organisation), make(Organisation)
        self.network = make(Network)
        make(Participation, network=self.network, organisation=self.drop)
        self.proposal = propose(keep=self.keep, drop=self.drop, choices={}, by=editor())
        self.seen = fingerprint(self.keep, self.drop)

    def confirm(self):
        return confirm(proposal=self.proposal, by=self.chief, seen=self.seen)

    def refuse(self):
        return refuse(proposal=self.proposal, by=self.chief, comment="Zwei Stellen.")

    def delete(self):
        Participation.objects.filter(organisation=self.drop.pk).delete()
        return actions.delete(record=Organisation.objects.get(pk=self.drop.pk), by=self.chief)

    def edit(self):
        return change(Organisation.objects.get(pk=self.keep.pk), self.chief, submit=False, note="Neu.")

    def propose_other_way(self):
        return propose(keep=self.drop, drop=self.keep, choices={}, by=self.chief)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("confirm", "confirm", "gibt es nicht mehr"),
        ("confirm", "refuse", "schon entschieden"),
        ("confirm", "propose_other_way", "gibt es nicht mehr"),
        ("refuse", "confirm", "schon entschieden"),
        ("refuse", "refuse", "schon entschieden"),
        ("delete", "confirm", "gibt es nicht mehr"),
        ("edit", "confirm", "offene Änderung"),
    ],
)
def test_second_one_reads_what_the_first_did(two, first, second, words):
    world = Proposed()

    did = two.one_after_the_other(getattr(world, first), getattr(world, second))

    assert not did[0].refused and words in did[1].refused, did
    proposal = MergeProposal.objects.get(pk=world.proposal.pk)
    was_merged = first == "confirm"
    assert Merge.objects.filter(dropped_id=world.drop.pk).exists() is was_merged
    states = {"confirm": MergeState.DONE, "refuse": MergeState.REFUSED, "delete": MergeState.OBSOLETE}
    assert proposal.state == states.get(first, MergeState.OPEN)
    assert Revision.objects.of(world.network).exists() is was_merged


@pytest.mark.parametrize("first", ["edit_network", "confirm"])
def test_entry_that_names_one_of_the_two_is_not_written_by_both(two, first):
    """Who comes while the network is being saved is asked to try again, and nobody loses a line of its history."""
    world = Proposed()
    draft = Network.objects.filter(pk=world.network.pk)
    draft.update(state=State.DRAFT)

    def edit_network():
        network = draft.get()
        with recorded(record=network, by=world.chief):
            draft.update(summary="Neu.")

    steps = [edit_network, world.confirm]
    did = two.one_after_the_other(*(steps if first == "edit_network" else reversed(steps)))

    if first == "edit_network" and connection.vendor == "postgresql":
        assert did[1].refused == " ".join(Busy().messages)
        assert not attempt(world.confirm).refused
    else:
        assert [outcome.refused for outcome in did] == ["", ""]
    found = {one["field"] for revision in Revision.objects.of(world.network) for one in revision.changes}
    assert found == {"summary", "organisation_id"}
    assert list(draft.get().participations.values_list("organisation", flat=True)) == [world.keep.pk]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [("undo", "undo", "schon aufgehoben"), ("edit", "undo", "offene Änderung"), ("undo", "edit", "")],
)
def test_taking_back(two, first, second, words):
    world = Proposed()
    done = merge_by_two(*[make(Organisation) for _ in range(2)])
    kept = Organisation.objects.get(pk=done.kept_id)
    steps = {
        "undo": lambda: undo(merge=done, by=world.chief),
        "edit": lambda: change(kept, world.chief, submit=False, note="Neu."),
    }

    did = two.one_after_the_other(steps[first], steps[second])

    assert not did[0].refused and (words in did[1].refused if words else not did[1].refused), did
    assert Organisation.objects.filter(pk=done.dropped_id).exists() is (first == "undo")


def test_who_is_erased_is_gone_for_who_was_about_to_write(two):
    chief, person = administrator(), make(Person, family_name="Mustermann")
    make(Responsibility, person=person)
    page, pk = Person.objects.get(pk=person.pk), person.pk
    state = snapshots.take(page)
    state["fields"]["function"] = "Leitung"

    did = two.one_after_the_other(
        lambda: erase(person=person, by=chief), lambda: actions.propose(record=page, snapshot=state, by=chief)
    )

    assert not did[0].refused and "gibt es nicht mehr" in did[1].refused
    assert not Revision.objects.filter(content_type=history.type_of(Person), object_id=pk).exists()
