"""Many at once come out as one by one, in a number of queries that does not grow with them."""

from copy import deepcopy

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import many
from contacts.models import Channel, Person
from networks.models import Network
from publishing import actions, snapshots
from publishing.changes import CHUNK
from publishing.enums import RevisionKind, RevisionState, Stage, State, Verb
from publishing.models import Link, Revision, Transition
from regions.models import Region
from tests.factories import ATTACHED, RECORDS, hide, make, relate_in_every_way
from tests.roles import administrator, change, editor, releasable

pytestmark = pytest.mark.django_db
NAMED = {"why": "Aus einer Tabelle", "kind": RevisionKind.IMPORT, "batch": "import-1"}


def network(number: int, region: Region | None = None) -> snapshots.Snapshot:
    state = snapshots.take(hide(make(Network, name="Muster")))
    state["fields"] |= {"name": f"Netz {number}", "slug": ""}
    state["many"]["regions"] = [region.pk] if region else []
    return state


def create(states, by, model=Network):
    return many.create_many(model=model, states=states, by=by, **NAMED)


def propose(records, states, by):
    return many.propose_many(records=records, states=states, by=by, **NAMED)


def without_keys(state: snapshots.Snapshot) -> dict:
    parts = {name: list(rows.values()) for name, rows in state["parts"].items()}
    return {"fields": {**state["fields"], "slug": ""}, "many": state["many"], "parts": parts}


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_as_one_by_one(model):
    """With every statement and every relation there is."""
    pattern = make(model)
    relate_in_every_way(pattern)
    for attached in ATTACHED:
        make(attached, subject=pattern)
    state = snapshots.with_proposed_keys(snapshots.take(pattern), snapshots.empty(model))
    state["fields"]["slug"] = ""
    by = administrator()

    alone = actions.create(model=model, snapshot=deepcopy(state), by=by, **NAMED)
    first, second = create([state, deepcopy(state)], by, model)

    expected = without_keys(snapshots.take(alone))
    for record in (first, second):
        assert without_keys(snapshots.take(record)) == expected
        assert record.state == State.DRAFT
        lines = [Revision.objects.of(one).get() for one in (alone, record)]
        assert len({(line.number, line.kind, line.state, line.risk, line.why, line.batch) for line in lines}) == 1
        assert [list(line.authors.all()) for line in lines] == [[by], [by]]
        assert lines[1].snapshot == snapshots.take(record) and len(lines[0].changes) == len(lines[1].changes)
        step = Transition.objects.get(revision=lines[1])
        assert (step.verb, step.from_stage, step.to_stage, step.by) == (Verb.CREATE, Stage.DRAFT, Stage.DRAFT, by)
    assert len({pattern.slug, alone.slug, first.slug, second.slug}) == 4


def test_numbers_can_be_found_by_their_digits():
    person = make(Person)
    make(Channel, person=person, kind="telefon", value="0351 / 12 34-5")
    state = snapshots.with_proposed_keys(snapshots.take(person), snapshots.empty(Person))

    (record,) = create([state | {"fields": {**state["fields"], "slug": ""}}], administrator(), Person)

    assert record.channels.get().digits == "035112345"


def broken(what: str):
    """A state that cannot be, and what is said about it."""
    state = network(1)
    link = snapshots.take(make(Link, subject=make(Network)).subject)["parts"]["links"]
    if what == "region":
        state["many"]["regions"] = [987_654]
        return state, "Regionen“: Ein Eintrag, auf den das zeigt, ist gelöscht"
    if what == "source":
        state["parts"]["links"] = {"-1": deepcopy(next(iter(link.values())))}
        state["parts"]["links"]["-1"]["fields"]["source_id"] = 987_654
        return state, "Ein Eintrag, auf den das zeigt, ist gelöscht"
    if what == "link":
        state["parts"]["links"] = {"-1": deepcopy(next(iter(link.values())))}
        state["parts"]["links"]["-1"]["fields"]["url"] = "javascript:alert(1)"
        return state, "Link: "
    state["fields"]["name"] = ""
    return state, "Netzwerk: "


@pytest.mark.parametrize("what", ["region", "source", "link", "name"])
def test_the_one_that_cannot_be_is_named_and_nothing_is_written(what):
    wrong, said = broken(what)
    count = Network.objects.count()

    with pytest.raises(many.OneRefused) as refused:
        create([network(1), network(2), wrong, network(3)], administrator())

    assert refused.value.place == 2 and said in " ".join(refused.value.messages)
    assert Network.objects.count() == count + 3 and not Revision.objects.exists()  # the three patterns


def test_only_of_ones_own_packages():
    home = make(Region)
    by = editor(regions=[home])

    with pytest.raises(PermissionDenied):
        create([network(1, home)], editor(packages=["programmes"]))

    assert [record.name for record in create([network(1, home), network(2)], by)] == ["Netz 1", "Netz 2"]


def test_changes_of_public_records_wait():
    by, other = editor(), editor()
    one = releasable(Network, name="Eins", summary="Ein Netz.", regions=[make(Region)])
    same, begun = make(Network, name="Gleich"), make(Network, name="Begonnen")
    change(begun, other, summary="Anders.")
    states = {record.pk: snapshots.take(record) for record in (one, same, begun)}
    states[one.pk]["fields"]["summary"] = "Neu."
    linked = snapshots.take(make(Link, subject=make(Network), url="https://netz.example/").subject)
    states[one.pk]["parts"]["links"] = {"-1": next(iter(linked["parts"]["links"].values()))}

    with pytest.raises(many.OneRefused, match="schon eine offene Änderung") as refused:
        propose([one, begun], [states[one.pk], states[begun.pk]], by)
    assert refused.value.place == 1 and not Revision.objects.of(one).exists()

    (made,) = propose([one, same], [states[one.pk], states[same.pk]], by)

    one.refresh_from_db()
    assert one.summary == "Ein Netz." and made.state == RevisionState.DRAFT and list(made.authors.all()) == [by]
    step = Transition.objects.get(revision=made)
    assert (step.verb, step.from_stage, step.to_stage) == (Verb.EDIT, Stage.PUBLISHED, Stage.CHANGED)
    actions.submit(record=one, by=by)
    made.refresh_from_db()
    actions.release(revision=made, by=administrator())
    one.refresh_from_db()
    assert one.summary == "Neu." and one.links.get().url == "https://netz.example/"


def test_nobody_changes_what_is_not_theirs():
    record = make(Network, regions=[make(Region)])
    with pytest.raises(many.OneRefused, match="gehört nicht"):
        propose([record], [snapshots.take(record)], editor(regions=[make(Region)]))


def test_queries_do_not_grow_with_the_records():
    """Portions of inserts aside, which depend on the database."""
    by, region = administrator(), make(Region)
    pattern, counts = network(0, region), []
    pattern["many"]["tags"] = ["Optik", "optik", "Messen"]
    for number in (1, 3, 60):  # the first time some things are looked up for all
        states = [deepcopy(pattern) for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            records = create(states, by)
        Network.objects.filter(pk__in=[record.pk for record in records]).update(state=State.PUBLISHED)
        changed = [snapshots.take(record) for record in Network.objects.filter(pk__in=[r.pk for r in records])]
        for state in changed:
            state["fields"]["summary"] = "Neu."
        records = list(Network.objects.filter(pk__in=[record.pk for record in records]))
        with CaptureQueriesContext(connection) as proposing:
            assert len(propose(records, changed, by)) == number
        assert {tuple(sorted(record.tags.names())) for record in records} == {("Messen", "Optik")}
        counts.append([sum(one["sql"].startswith("SELECT") for one in some) for some in (queries, proposing)])

    assert CHUNK > 60 and counts[1] == counts[2]
