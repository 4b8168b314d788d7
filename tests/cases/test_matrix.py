"""Role × operation for cases: what the rules for each of their records allow, and the query agrees with the rule."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Editor
from cases import actions, members
from cases.large import steps
from cases.models import Case
from cases.permissions import check_release, releasable
from contacts.models import Person
from networks.models import Network, Organisation
from publishing import actions as single
from publishing.models import SourceDocument
from publishing.permissions import WrongStage
from publishing.snapshots import take
from regions.models import Region
from tests.cases.world import Town, draft, handed_in, parts, put_together
from tests.publishing.test_matrix import Accounts, placed
from tests.roles import change, editor, may, reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return make_region("Mannheim"), make_region("Berlin")


def make_region(name: str) -> Region:
    return Region.objects.create(name=name, kind="kreis", slug=name.lower())


def test_every_operation(here):
    """All records of the case lie in one town; its parts without region belong to the town that began them."""
    accounts = Accounts(*here)
    place = Town(here[0], accounts.editor, accounts.reviewer)
    opened = put_together(place, *parts(place).all())
    waiting = handed_in(place, *parts(place).all())
    mine = {"editor", "reviewer", "everywhere", "administrator"}
    releasing = {"reviewer", "administrator"}

    def more(by: Editor) -> None:
        """Something of one's own into the case of somebody else."""
        actions.add(case=again(opened), records=[draft(Network, by, regions=[here[0]])], by=by)

    operations = {
        "begin": (lambda by: actions.begin(title="x", by=by), set(accounts.all()) - {"roleless"}),
        "add": (more, mine),
        "describe": (lambda by: actions.describe(case=again(opened), title="x", by=by), mine),
        "take out": (lambda by: actions.take_out(case=again(opened), records=[], by=by), mine),
        "hand in": (lambda by: actions.submit(case=again(opened), by=by), mine),
        "recall": (lambda by: actions.recall(case=again(waiting), by=by), mine),
        "discard": (lambda by: actions.discard(case=again(waiting), by=by), mine),
        "send back": (lambda by: actions.send_back(case=again(waiting), by=by, why="x"), releasing),
        "release": (lambda by: actions.release(case=again(waiting), by=by), releasing),
    }
    for name, (do, who) in operations.items():
        assert {role for role, by in accounts.all().items() if may(lambda by=by, do=do: do(by))} == who, name


def test_every_step_of_a_large_case(here, monkeypatch):
    """The same rules where a case is decided slice by slice; who takes it back decides as one who releases."""
    monkeypatch.setattr(steps, "go_on", SimpleNamespace(enqueue=lambda *args: None))
    accounts = Accounts(*here)
    place = Town(here[0], accounts.editor, accounts.reviewer)
    opened = put_together(place, *parts(place).all())
    waiting, released = (handed_in(place, *parts(place).all()) for _ in range(2))
    actions.release(case=again(released), by=place.boss)
    mine = {"editor", "reviewer", "everywhere", "administrator"}
    releasing = {"reviewer", "administrator"}
    operations = {
        "hand in": (lambda by: steps.submit(case=again(opened), by=by), mine),
        "recall": (lambda by: steps.recall(case=again(waiting), by=by), mine),
        "discard": (lambda by: steps.discard(case=again(waiting), by=by), mine),
        "send back": (lambda by: steps.send_back(case=again(waiting), by=by, why="x"), releasing),
        "release": (lambda by: steps.release(case=again(waiting), by=by), releasing),
        "undo": (lambda by: steps.undo(case=again(released), by=by, why="x"), releasing),
    }
    for name, (do, who) in operations.items():
        assert {role for role, by in accounts.all().items() if may(lambda by=by, do=do: do(by))} == who, name


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize("model", [Network, Organisation, Person, SourceDocument], ids=lambda model: model.__name__)
def test_one_record_that_is_not_mine_keeps_me_from_all_of_it(here, model):
    """By its regions, by one region, by its office, by who began it; each kind: tests/publishing/test_matrix.py."""
    accounts = Accounts(*here)
    foreign = placed(model, here[1])
    case = actions.begin(title="Zwei", by=accounts.everywhere)
    change(foreign, accounts.everywhere, submit=False, internal_note="Neu.")
    actions.add(case=case, records=[foreign], by=accounts.everywhere)
    own = draft(Network, accounts.editor, regions=[here[0]])

    with pytest.raises(PermissionDenied):
        actions.add(case=case, records=[own], by=accounts.editor)
    with pytest.raises(PermissionDenied):
        actions.submit(case=case, by=accounts.editor)
    assert case.entries.count() == 1


def test_one_query_and_the_rule_for_one_case_agree(here):
    town = Town(here[0], editor(regions=[here[0]]), reviewer(regions=[here[0]]))
    away = Town(here[1], editor(regions=[here[1]]), reviewer(regions=[here[1]]))
    for place in (town, away):
        handed_in(place, *parts(place).all())
        put_together(place, *parts(place).all())
        own = actions.begin(title="Selbst", by=place.boss)
        actions.add(case=own, records=[draft(Network, place.boss, regions=[place.region])], by=place.boss)
    written = handed_in(town, *(new := parts(town)).all())
    state = take(new.person)
    state["fields"]["note"] = "Mitgeschrieben."
    single.propose(record=new.person, snapshot=state, by=town.boss)

    for by in Editor.objects.all():
        allowed = {case for case in Case.objects.all() if _may_release(by, case)}
        assert set(releasable(by, Case.objects.all())) == allowed
    assert written not in releasable(town.boss, Case.objects.all())
    assert releasable(town.boss, Case.objects.all()).count() == 1


def _may_release(by: Editor, case: Case) -> bool:
    try:
        check_release(by, case, members.members(case))
    except (PermissionDenied, WrongStage, ValidationError):
        return False
    return case.state == "pruefung"
