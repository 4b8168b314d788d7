"""Role × operation for every kind of record and of row, asked without pages; by address: tests/networks_portal."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models

from accounts.models import Editor
from contacts.models import Channel, Mention, Person, Responsibility
from core.kinds import record_models
from networks.models import Event, Network, Offer, Organisation, Participation, Place, Project, Relation
from networks.models.network import NetworkMarket
from programmes.models import Financing, Funding, Programme, SupportOffer
from publishing import actions, history
from publishing.actions.rows import changes_of
from publishing.enums import RevisionKind, RevisionState, State, Verb
from publishing.models import Record, Revision, Statement
from publishing.models.statement import Attached
from publishing.permissions import (
    can_add,
    can_delete,
    can_edit,
    can_move,
    can_see,
    is_administrator,
    is_reviewer,
    releasable,
)
from publishing.snapshots import take
from regions.enums import RegionKind
from regions.models import Region
from stories.models import Part, Story
from tests.factories import concrete, make
from tests.roles import administrator, editor, reviewer

pytestmark = pytest.mark.django_db

MANY = {"regions": [Network, Programme, SupportOffer, Story], "region": [Organisation, Event, Place, Project]}
# How a row of each kind is tied to a record that carries it, and to one that it names besides.
TIES = {
    Responsibility: [("person", "network"), ("person", "programme"), ("person", "organisation"), ("office", "network")],
    Channel: [("person", ""), ("organisation", "")],
    Mention: [("person", "network"), ("person", "organisation"), ("person", "event"), ("person", "place")],
    Participation: [("network", "organisation")],
    Relation: [("from_network", "to_network")],
    Funding: [("network", "programme")],
    Financing: [("programme", "organisation"), ("programme", "fund")],
    NetworkMarket: [("network", "market")],
    Offer: [("network", "")],
    Part: [("story", "")],
}


class Accounts:
    """One of each role; those of a place are in charge of `here`."""

    def __init__(self, here: Region, there: Region):
        self.roleless = Editor.objects.create_user("neu", is_staff=True)
        self.elsewhere = editor(regions=[there])
        self.other_package = editor(regions=[here], packages=["search"])
        self.editor = editor(regions=[here])
        self.reviewer = reviewer(regions=[here])
        self.everywhere = editor()
        self.administrator = administrator(all_regions=False)

    def all(self) -> dict[str, Editor]:
        return vars(self)


@pytest.fixture
def places():
    return make(Region, name="Mannheim"), make(Region, name="Berlin")


@pytest.fixture
def accounts(places):
    return Accounts(*places)


def placed(model: type[Record], region: Region, **values) -> Record:
    """A record of a kind in a region, where that kind has one."""
    if model in MANY["regions"]:
        values["regions"] = [region]
    elif model in MANY["region"]:
        values["region"] = region
    record = make(model, **values)
    if model is Person:
        make(Responsibility, person=record, regions=[region])
    return record


@pytest.mark.parametrize("model", record_models(), ids=lambda model: model.__name__)
def test_every_kind_of_record(places, accounts, model):
    public, draft = placed(model, places[0]), placed(model, places[0], state=State.DRAFT)
    has_place = model in (*MANY["regions"], *MANY["region"], Person)
    local = {"editor", "reviewer"} if has_place else set()
    mine = {*local, "everywhere", "administrator"}
    releasing = mine & {"reviewer", "administrator"}
    everybody = set(accounts.all())
    operations = {
        "see": (lambda by: can_see(by, model), everybody - {"roleless"}),
        "add": (lambda by: can_add(by, model), everybody - {"roleless", "other_package"}),
        "edit": (lambda by: can_edit(by, public), mine),
        "edit a draft": (lambda by: can_edit(by, draft), mine),
        "hand in": (lambda by: can_move(by, draft, Verb.SUBMIT), mine),
        "withdraw": (lambda by: can_move(by, public, Verb.WITHDRAW), releasing),
        "archive": (lambda by: can_move(by, public, Verb.ARCHIVE), releasing),
        "renew": (lambda by: can_move(by, public, Verb.RENEW), releasing),
        "delete a draft": (lambda by: can_delete(by, draft), mine),
        "delete": (lambda by: can_delete(by, public), {"administrator"}),
        "release anything": (is_reviewer, {"reviewer", "administrator"}),
        "keep accounts": (is_administrator, {"administrator"}),
    }
    for name, (may, who) in operations.items():
        assert {role for role, by in accounts.all().items() if may(by)} == who, name


def ties() -> list[tuple[type[Statement], str, str]]:
    return [(model, carrier, end) for model, pairs in TIES.items() for carrier, end in pairs]


def test_every_kind_of_row_has_its_ties_here():
    kinds = [model for model in concrete(Statement) if not issubclass(model, Attached)]
    assert set(kinds) == set(TIES)
    for model, pairs in TIES.items():
        assert {carrier for carrier, _ in pairs} == set(model.carriers), model


@pytest.mark.parametrize(
    ("model", "carrier", "end"), ties(), ids=lambda part: part.__name__ if isinstance(part, type) else part or "nobody"
)
def test_row_is_written_by_who_may_write_its_carrier(places, accounts, model, carrier, end):
    """Whoever is in charge of the other end only, or of neither, writes none; a public carrier keeps it waiting."""
    here, there = places
    for state in (State.DRAFT, State.PUBLISHED) if (carrier, end) == TIES[model][0] else (State.PUBLISHED,):
        holder = placed(_target(model, carrier), here, state=state)
        named = {end: placed(_target(model, end), there)} if end else {}
        rows = model.objects.filter(**{carrier: holder}, **named)
        changes = changes_of([holder], lambda: make(model, **{carrier: holder}, **named))[0][1]

        for role in ("elsewhere", "other_package"):
            with pytest.raises(PermissionDenied):
                actions.join(carrier=holder, changes=changes, by=getattr(accounts, role))
            assert not history.of(holder) and not rows.exists(), role
        assert actions.join(carrier=holder, changes=changes, by=accounts.editor)
        waits = state == State.PUBLISHED
        assert (bool(history.open_change(holder)), rows.exists()) == (waits, not waits)


def _target(model: type[Statement], name: str) -> type[models.Model]:
    return model._meta.get_field(name).related_model


def test_draft_of_a_team_for_another_place_is_released_there(places, accounts):
    """Whoever began it works on it and hands it in, with the team; public it becomes by those in charge of its place,
    one at a time and in lists alike. What has no place, or one that theirs has part in, the team releases itself."""
    here, there = places
    boss_there = reviewer(regions=[there])
    both = make(Region, kind=RegionKind.FUNCTIONAL)
    both.covers.set(places)
    for model in (Network, Organisation, Event, Programme):
        places_of_drafts = (there, here, both, None)
        abroad, at_home, beyond, nowhere = (_begun(model, accounts.editor, region) for region in places_of_drafts)
        for draft in (abroad, at_home, beyond, nowhere):
            assert can_edit(accounts.editor, draft) and can_edit(accounts.reviewer, draft)
        asked = [(abroad, {boss_there}), *((draft, {accounts.reviewer}) for draft in (at_home, beyond, nowhere))]
        for draft, local in asked:
            request = history.add(
                draft,
                kind=RevisionKind.FIRST,
                state=RevisionState.REVIEW,
                snapshot=take(draft),
                changes=[],
                by=accounts.editor,
            )
            draft.state = State.REVIEW
            draft.save()
            bosses = (accounts.reviewer, boss_there, accounts.administrator)
            wanted = {*local, accounts.administrator}
            assert {by for by in bosses if can_move(by, draft, Verb.RELEASE)} == wanted
            assert {by for by in bosses if can_move(by, draft, Verb.SEND_BACK)} == wanted
            mine = Revision.objects.filter(pk=request.pk)
            assert {by for by in bosses if releasable(by, mine).exists()} == wanted


def _begun(model: type[Record], by: Editor, region: Region | None) -> Record:
    values = {} if region is None else {"regions": [region]} if model in MANY["regions"] else {"region": region}
    record = make(model, state=State.DRAFT, **values)
    actions.record_new(record, by=by)
    return record
