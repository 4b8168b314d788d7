"""The table of the workflow is complete, and every step demands what the table says."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from desk.management.commands.workflow_diagram import as_mermaid
from networks.models import Network
from publishing import actions, history
from publishing.enums import Stage, State, Verb
from publishing.models import Transition
from publishing.permissions import WrongStage, can_move
from publishing.workflow import MOVES, moves_from
from regions.models import Region
from tests.factories import make
from tests.roles import change, editor, releasable, reviewer

STEPS = {
    Verb.SUBMIT: actions.submit,
    Verb.RECALL: actions.recall,
    Verb.SEND_BACK: actions.send_back,
    Verb.DISCARD: actions.discard,
    Verb.WITHDRAW: actions.withdraw,
    Verb.ARCHIVE: actions.archive,
    Verb.RESUME: actions.resume,
    Verb.RENEW: actions.renew,
}


def at(stage: Stage) -> tuple[Network, object]:
    """A network at a stage, and the editor who wrote at it."""
    states = {Stage.CHANGED: State.PUBLISHED, Stage.CHANGE_REVIEW: State.PUBLISHED, Stage.REVIEW: State.DRAFT}
    network = releasable(Network, state=states.get(stage, str(stage)), archive_reason="Ende.", regions=[make(Region)])
    author = editor()
    if stage == Stage.REVIEW:
        actions.submit(record=network, by=author)
    if stage in (Stage.CHANGED, Stage.CHANGE_REVIEW):
        change(network, author, submit=stage == Stage.CHANGE_REVIEW, summary="Neu gefasst.")
    return network, author


def move(verb: Verb, network: Network, by, why: str = "Darum.") -> None:
    if verb == Verb.RELEASE:
        actions.release(revision=history.open_change(network), by=by)
    else:
        STEPS[verb](record=network, by=by, why=why)


def test_every_stage_can_be_reached_and_left():
    reached = {target for one in MOVES.values() for target in one.steps.values()} | {Stage.DRAFT, Stage.CHANGED}

    assert reached == set(Stage)
    assert all(moves_from(stage) for stage in Stage)


def test_every_step_has_its_action():
    assert set(MOVES) == {*STEPS, Verb.RELEASE}
    assert set(MOVES) == set(Verb) - {Verb.CREATE, Verb.EDIT, Verb.CHECK, Verb.DELETE}


def test_diagram_shows_every_step(capsys):
    call_command("workflow_diagram")

    printed = capsys.readouterr().out
    assert printed.strip() == as_mermaid()
    assert printed.count("-->") == 2 + sum(len(one.steps) for one in MOVES.values())


@pytest.mark.django_db
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("verb", MOVES)
def test_each_step_from_each_stage(verb, stage):
    network, _ = at(stage)
    other = reviewer()
    target = MOVES[verb].steps.get(stage)
    assert can_move(other, network, verb) is (target is not None)

    if target is None:
        waiting = history.open_change(network)
        with pytest.raises(WrongStage if verb != Verb.RELEASE or waiting else AttributeError):
            move(verb, network, other)
        assert history.stage(network) == stage
        return
    move(verb, network, other)

    network.refresh_from_db()
    assert history.stage(network) == target
    logged = Transition.objects.filter(object_id=network.pk).first()
    assert (logged.verb, logged.from_stage, logged.to_stage, logged.by) == (verb, stage, target, other)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", MOVES)
def test_each_step_demands_its_right(verb):
    move_ = MOVES[verb]
    network, author = at(next(iter(move_.steps)))

    if move_.right.name == "RELEASE":
        assert not can_move(author, network, verb)
        with pytest.raises(PermissionDenied):
            move(verb, network, author)
    else:
        move(verb, network, author)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", [verb for verb, one in MOVES.items() if one.reason])
def test_step_with_a_reason_is_refused_without(verb):
    network, _ = at(next(iter(MOVES[verb].steps)))

    with pytest.raises(ValidationError, match="braucht einen Grund"):
        move(verb, network, reviewer(), why="  ")


@pytest.mark.django_db
@pytest.mark.parametrize("stage", [Stage.REVIEW, Stage.CHANGE_REVIEW])
def test_nobody_releases_what_they_wrote(stage):
    network, _ = at(stage)
    writer = reviewer()
    waiting = history.open_change(network)
    waiting.authors.add(writer)

    with pytest.raises(PermissionDenied, match="Vier Augen"):
        actions.release(revision=waiting, by=writer)
