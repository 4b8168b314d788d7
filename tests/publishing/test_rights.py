"""Who may do what with which record, by button and by hand; every kind of it: test_matrix.py, every address:
tests/networks_portal/test_doors.py."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import Editor
from contacts.models import Person, Responsibility
from networks.models import Event, Field, Network, Organisation
from programmes.models import Programme
from publishing import actions, history, permissions, snapshots
from publishing.enums import State, Verb
from publishing.models import Revision, SourceDocument, Transition
from publishing.permissions import can_delete, can_edit, can_move, editable, editable_of
from regions.models import Region
from stories.models import Story
from tests.admin_pages import admin_url, errors, save
from tests.cases.world import draft
from tests.desk_pages import decide
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import administrator, change, editor, releasable, reviewer

pytestmark = pytest.mark.django_db

PLACES = ("own", "inside", "foreign", "none")
ROLES = ("editor", "everywhere", "reviewer", "administrator", "stranger")
STATES = (State.DRAFT, State.REVIEW, State.PUBLISHED, State.ARCHIVED)
MINE = {
    "editor": {"own", "inside"},
    "reviewer": {"own", "inside"},
    "everywhere": set(PLACES),
    "administrator": set(PLACES),
    "stranger": set(),
}
RELEASES = {"reviewer", "administrator"}


class World:
    """Saxony with Leipzig inside, Berlin beside it; a record anywhere, an account of any role."""

    def __init__(self):
        self.land = make(Region, name="Sachsen")
        self.town = make(Region, name="Leipzig", kind="kreis", parent=self.land)
        self.beside = make(Region, name="Berlin")

    def regions(self, place: str) -> list[Region]:
        return {"own": [self.land], "inside": [self.town], "foreign": [self.beside], "none": []}[place]

    def network(self, place: str, state: str = State.PUBLISHED) -> Network:
        values = {"regions": self.regions(place), "archive_reason": "Ende." if state == State.ARCHIVED else ""}
        network = releasable(Network, state=State.DRAFT if state == State.REVIEW else state, **values)
        if state == State.REVIEW:
            network.regions.set([self.land])  # without one it could not be handed in
            actions.submit(record=network, by=editor())
            network.regions.set(values["regions"])
        return network

    def account(self, role: str) -> Editor:
        if role == "editor":
            return editor(regions=[self.land])
        if role == "everywhere":
            return editor()
        if role == "reviewer":
            return reviewer(regions=[self.land])
        if role == "administrator":
            return administrator(all_regions=False)
        return Editor.objects.create_user("fremd", is_staff=True)


@pytest.fixture
def world():
    return World()


def move_url(record, verb: str) -> str:
    return reverse("desk:move", args=[record._meta.label_lower, record.pk, verb])


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("editor", "inside"),
        ("reviewer", "foreign"),
        ("everywhere", "none"),
        ("administrator", "own"),
        ("stranger", "own"),
    ],
)
def test_seeing_and_editing_by_hand(client, world, role, place):
    network = world.network(place)
    client.force_login(world.account(role))
    url = admin_url(network, "change")
    seen = 403 if role == "stranger" else 200
    listed = client.get(admin_url(Network, "changelist"))
    assert listed.status_code == seen
    assert client.get(admin_url(network, "history")).status_code == seen
    shown = client.get(url)
    assert shown.status_code == seen
    if role == "stranger":
        assert client.post(url, {"name": "x"}).status_code == 403
        return

    html = shown.content.decode()
    mine = place in MINE[role]
    assert ('name="summary"' in html) is mine
    assert ('name="publishing-name-content_type-object_id-0-name"' in html) is mine
    assert ("ansehen, aber nicht ändern" in html) is not mine
    assert (f'value="{network.pk}" class="action-select"' in listed.content.decode()) is mine
    data = form_data(html, "network_form") | {"summary": "Von Hand."}
    response = client.post(url, data)
    # Without any region an entry cannot be saved: that is a message, not a lack of rights.
    assert response.status_code == (403 if not mine else 200 if place == "none" else 302)
    assert Revision.objects.filter(object_id=network.pk).exists() is (mine and place != "none")


@pytest.mark.parametrize("state", STATES)
def test_steps_of_the_workflow(world, state):
    accounts = {role: world.account(role) for role in ROLES}
    for place in PLACES:
        network = world.network(place, state)
        for role, by in accounts.items():
            check_steps(by, network, role, place, state)


def check_steps(by: Editor, network: Network, role: str, place: str, state: str) -> None:
    mine, releases = place in MINE[role], role in RELEASES
    allowed = {verb for verb in permissions.MOVES if can_move(by, network, verb)}

    expected = {
        State.DRAFT: {Verb.SUBMIT: mine},
        State.REVIEW: {Verb.RECALL: mine, Verb.SEND_BACK: mine and releases, Verb.RELEASE: mine and releases},
        State.PUBLISHED: dict.fromkeys((Verb.RENEW, Verb.WITHDRAW, Verb.ARCHIVE), mine and releases),
        State.ARCHIVED: {Verb.RESUME: mine and releases},
    }[state]
    assert allowed == {verb for verb, may in expected.items() if may}
    assert can_edit(by, network) is mine
    assert can_delete(by, network) is (mine and (role == "administrator" or state == State.DRAFT))


@pytest.mark.parametrize("role", ROLES)
def test_list_of_what_is_mine_agrees_with_the_single_answer(world, role):
    networks = [world.network(place) for place in PLACES]
    by = world.account(role)

    mine = {one for one in networks if can_edit(by, one)}
    assert set(editable(by, Network.objects.all())) == mine
    for some in (networks[::2], networks[1::2], []):
        assert editable_of(by, Network, [one.pk for one in some]) == {one.pk for one in some if one in mine}


@pytest.mark.parametrize(
    ("role", "place", "verb"),
    [("editor", "none", "einreichen"), ("reviewer", "foreign", "archivieren"), ("reviewer", "none", "zurueckziehen"),
     ("editor", "foreign", "erneuern")],
)  # fmt: skip
def test_steps_by_hand_on_what_is_not_mine(client, world, role, place, verb):
    network = world.network(place, State.DRAFT if verb == "einreichen" else State.PUBLISHED)
    client.force_login(world.account(role))

    for response in (client.get(move_url(network, verb)), client.post(move_url(network, verb), {"grund": "x"})):
        assert response.status_code == 403
    assert not Transition.objects.filter(object_id=network.pk).exists()


@pytest.mark.parametrize(
    ("role", "place"),
    [("editor", "own"), ("reviewer", "inside"), ("reviewer", "foreign"), ("everywhere", "none"),
     ("administrator", "none"), ("administrator", "foreign"), ("stranger", "own")],
)  # fmt: skip
def test_release_send_back_and_restore_by_hand(client, world, role, place):
    network = world.network(place)
    revision = change(network, editor(), summary="Neu.")
    client.force_login(world.account(role))
    allowed = place in MINE[role] and role in RELEASES

    assert decide(client, revision, "zurueckgeben", grund="").status_code == (400 if allowed else 403)
    past = reverse("past:restore", args=[revision.pk])
    assert client.get(past).status_code == (200 if place in MINE[role] else 403)
    if place not in MINE[role]:
        assert client.post(past).status_code == 403
    released = decide(client, revision, "freigeben").status_code
    assert released == (302 if allowed else 403)
    network.refresh_from_db()
    assert (network.summary == "Neu.") is allowed


@pytest.mark.parametrize("role", ROLES)
def test_bulk_check_leaves_foreign_rows_alone(client, world, role):
    networks = {place: world.network(place) for place in PLACES}
    client.force_login(world.account(role))
    chosen = {"action": "mark_checked", "_selected_action": [one.pk for one in networks.values()]}

    response = client.post(admin_url(Network, "changelist"), chosen, follow=True)

    checked = {place for place, one in networks.items() if Network.objects.get(pk=one.pk).checked_on}
    assert checked == MINE[role]
    if role in ("editor", "reviewer"):
        assert "2 nicht angerührt" in response.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_bulk_delete_of_foreign_or_public_rows_is_refused(client, world, role):
    networks = [world.network(place, State.DRAFT) for place in PLACES]
    client.force_login(world.account(role))
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in networks], "post": "yes"}

    client.post(admin_url(Network, "changelist"), chosen)

    assert Network.objects.exists() is (MINE[role] != set(PLACES))


@pytest.mark.parametrize("place", PLACES)
def test_autocomplete_finds_everything(client, world, place):
    network = world.network(place)
    client.force_login(world.account("editor"))

    query = {"app_label": "networks", "model_name": "relation", "field_name": "to_network", "term": network.name}
    found = client.get(reverse("admin:autocomplete"), query).json()["results"]

    assert [one["id"] for one in found] == [str(network.pk)]


def test_entry_stays_inside_the_regions_of_who_writes(client, world):
    client.force_login(world.account("editor"))
    values = {"name": "Neunetz", "kind": "netzwerk", "summary": "Neu."}

    refused = save(client, Network, regions=[world.beside.pk], **values)
    assert "Mindestens eine Region muss zu Ihren gehören" in errors(refused)
    assert save(client, Network, regions=[world.beside.pk, world.town.pk], **values).status_code == 302

    network = world.network("own")
    assert "zu Ihren gehören" in errors(save(client, network, regions=[world.beside.pk]))


def test_what_has_no_region_belongs_to_the_team_of_who_began_it(client, world):
    author = world.account("editor")
    client.force_login(author)
    save(client, SourceDocument, title="Heft", short_title="Heft", kind="artikel", dated="2020")
    source = SourceDocument.objects.get()

    for state in (State.DRAFT, State.PUBLISHED):
        source.state = state
        source.save()
        assert can_edit(author, source)
        assert can_edit(editor(regions=[world.land]), source)
        assert not can_edit(editor(regions=[world.town]), source), "part of the author's region is not all of it"
        assert not can_edit(editor(regions=[world.beside]), source)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Organisation, {"region": "region"}),
        (Event, {"region": "region"}),
        (Programme, {"regions": "regions"}),
    ],
)
def test_region_of_each_kind_counts(world, model, values):
    name, how = next(iter(values.items()))
    record = make(model, **{name: world.town if how == "region" else [world.town]})
    other = make(model, **{name: world.beside if how == "region" else [world.beside]})
    by = world.account("editor")

    assert can_edit(by, record) and not can_edit(by, other)


def test_event_belongs_to_the_region_of_its_network_and_a_person_to_that_of_its_task(world):
    by = world.account("editor")
    network = world.network("inside")
    person, event = make(Person), make(Event)
    assert not can_edit(by, person) and not can_edit(by, event)

    make(Responsibility, person=person, network=network)
    event.networks.add(network)

    assert can_edit(by, person) and can_edit(by, event)


def test_package_bounds_an_account_as_well(client, world):
    by = editor(regions=[world.land], packages=["networks"])
    network, programme = world.network("own"), make(Programme, regions=[world.land])
    client.force_login(by)

    assert can_edit(by, network) and not can_edit(by, programme)
    assert client.get(admin_url(programme, "change")).status_code == 200
    assert client.post(admin_url(programme, "change"), {}).status_code == 403
    assert client.get(admin_url(Programme, "add")).status_code == 403
    assert not editable(by, Programme.objects.all()).exists()
    assert not editable_of(by, Programme, [programme.pk])


def test_administrator_keeps_accounts_but_not_those_above(client, world):
    client.force_login(world.account("administrator"))
    chief, other = Editor.objects.create_superuser("chef"), editor()

    assert client.get(admin_url(other, "change")).status_code == 200
    assert 'name="is_superuser"' not in client.get(admin_url(other, "change")).content.decode()
    save(client, other, is_superuser="on", office="Amt")
    other.refresh_from_db()
    assert (other.is_superuser, other.office) == (False, "Amt")
    assert client.post(admin_url(chief, "change"), {"username": "x"}).status_code == 403


@pytest.mark.parametrize("model", [Field, Story])
def test_vocabulary_and_topics_have_no_region(world, model):
    record = make(model)

    assert can_edit(editor(), record)
    assert not can_edit(world.account("editor"), record)


def test_closed_account_may_nothing(world):
    by = editor()
    network = world.network("own")
    by.is_active = False
    by.save()

    assert not can_edit(by, network)
    with pytest.raises(PermissionDenied):
        actions.propose(record=network, snapshot=snapshots.take(network), by=by)
    assert history.open_change(network) is None


def test_person_goes_public_where_the_draft_of_its_organisation_does(world):
    author, here, there = world.account("editor"), reviewer(regions=[world.land]), reviewer(regions=[world.beside])
    foreign, own = make(Organisation, region=world.beside), make(Organisation, region=world.town)
    Organisation.objects.update(state=State.DRAFT)
    outside, inside, alone = (
        draft(Person, author, family_name=name, organisation=firm)
        for name, firm in (("Fern", foreign), ("Nah", own), ("Frei", None))
    )
    everyone = [outside.pk, inside.pk, alone.pk]

    assert editable_of(here, Person, everyone, decides=True) == {inside.pk, alone.pk}
    assert editable_of(author, Person, everyone) == set(everyone), "writing goes on"
    with pytest.raises(PermissionDenied, match="entscheidet, wer für die Regionen"):
        permissions.check_decide(here, outside)
    assert editable_of(there, Person, everyone, decides=True) == {outside.pk}, "with the firm, as one case"
    assert editable_of(there, Person, everyone) == set()

    Organisation.objects.update(state=State.PUBLISHED)

    assert editable_of(here, Person, everyone, decides=True) == {inside.pk, alone.pk}
    assert editable_of(there, Person, everyone, decides=True) == {outside.pk}


def test_draft_that_only_a_public_record_without_region_holds_is_decided_by_those_in_charge_of_that(world):
    author, here, there = world.account("editor"), reviewer(regions=[world.land]), reviewer(regions=[world.beside])
    everywhere = reviewer(all_regions=True)
    nationwide = make(Organisation)
    begun = draft(Organisation, there)
    Organisation.objects.filter(pk=begun.pk).update(state=State.PUBLISHED)
    network, home = make(Network), world.network("own")
    held, theirs, task, placed = (
        draft(Person, author, family_name=name, organisation=firm)
        for name, firm in (("Fern", nationwide), ("Drüben", begun), ("Netz", None), ("Nah", nationwide))
    )
    for person, one in ((task, network), (placed, home)):
        make(Responsibility, person=person, network=one)
    event = draft(Event, author)
    event.networks.add(network)
    member = draft(Organisation, author)
    people = [held.pk, theirs.pk, task.pk, placed.pk]

    assert editable_of(here, Person, people, decides=True) == {placed.pk}
    assert editable_of(there, Person, people, decides=True) == {theirs.pk}
    assert editable_of(everywhere, Person, people, decides=True) == set(people)
    assert editable_of(here, Event, [event.pk], decides=True) == set()
    assert editable_of(author, Person, people) == set(people), "writing goes on"
    assert editable_of(here, Organisation, [member.pk], decides=True) == {member.pk}, "a member without region"
    with pytest.raises(PermissionDenied):
        permissions.check_decide(here, held)
