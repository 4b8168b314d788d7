"""Each pair of steps at one record by two people at the same moment: it ends as if one had come after the other.

The table of the workflow says what the second one may still do after the first; everything else is refused in words.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from unittest import mock

import pytest

from accounts.models import Editor
from desk.earlier import restore as go_back
from duplicates.merge import merge
from publishing import actions, history, snapshots
from publishing.enums import OPEN, RevisionKind, RevisionState, Stage, State, Verb
from publishing.models import Release, Revision, Transition
from publishing.signals import muted
from publishing.workflow import MOVES
from search import index
from stories.models import Story
from tests.factories import make
from tests.roles import administrator, editor, reviewer

pytestmark = pytest.mark.django_db

GONE = None


@dataclass
class World:
    author: Editor = field(default_factory=editor)
    boss: Editor = field(default_factory=reviewer)
    chief: Editor = field(default_factory=administrator)

    def topic(self, stage: Stage) -> Story:
        """A topic with a past, in a stage."""
        with muted():
            topic = make(Story, state=State.DRAFT, summary="Früher.")
            actions.record_new(topic, by=self.author)
            topic.summary = "Heute."
            if stage in (Stage.PUBLISHED, Stage.CHANGED, Stage.CHANGE_REVIEW, Stage.ARCHIVED):
                topic.state = State.ARCHIVED if stage == Stage.ARCHIVED else State.PUBLISHED
                topic.archive_reason = "Ende." if stage == Stage.ARCHIVED else ""
            topic.save()
            if stage in (Stage.CHANGED, Stage.CHANGE_REVIEW):
                self.edit(topic)
            if stage in (Stage.REVIEW, Stage.CHANGE_REVIEW):
                actions.submit(record=topic, by=self.author)
        return Story.objects.get(pk=topic.pk)

    def edit(self, topic: Story, revise: Revision | None = None, text: str = "Neu.") -> Revision | None:
        state = snapshots.take(topic)
        state["fields"]["body"] = f"{text} {Revision.objects.count()}"
        return actions.propose(record=topic, snapshot=state, by=self.author, revise=revise)


def steps(world: World, stage: Stage) -> dict[str, Callable[[Story], Callable[[], object]]]:
    """What can be begun at a stage: with the entry as its page was opened, the step itself."""

    def edit(topic):
        waiting = history.open_change(topic)
        return lambda: world.edit(topic, waiting if waiting and waiting.kind != RevisionKind.FIRST else None)

    def move(verb, action):
        by = world.boss if MOVES[verb].right.name == "RELEASE" else world.author
        return lambda topic: lambda: action(record=topic, by=by, why="Darum.")

    def release(topic):
        waiting = history.open_change(topic)
        return lambda: actions.release(revision=waiting, by=world.boss)

    def restore(topic):
        past = Revision.objects.of(topic).earliest("number")
        return lambda: go_back(revision=past, by=world.author)

    def join(topic):
        other = world.topic(stage)
        return lambda: merge(keep=other, drop=topic, choices={}, by=world.boss)

    def check(topic):
        return lambda: actions.mark_checked(records=[topic], by=world.author)

    def delete(topic):
        return lambda: actions.delete(record=topic, by=world.chief)

    verbs = {
        Verb.SUBMIT: actions.submit, Verb.RECALL: actions.recall, Verb.SEND_BACK: actions.send_back,
        Verb.DISCARD: actions.discard, Verb.RENEW: actions.renew, Verb.WITHDRAW: actions.withdraw,
        Verb.ARCHIVE: actions.archive, Verb.RESUME: actions.resume,
    }  # fmt: skip
    found = {verb: move(verb, action) for verb, action in verbs.items() if stage in MOVES[verb].steps}
    found |= {"edit": edit, "restore": restore, "check": check, "delete": delete}
    if stage in MOVES[Verb.RELEASE].steps:
        found[Verb.RELEASE] = release
    if stage == Stage.DRAFT:
        found["merge"] = join
    return found


def after(step: str, stage: Stage | None, began: Stage) -> Stage | None | str:
    """The stage to which a step leads, of who opened the page when the entry was in stage `began`; or „refused“."""
    if stage is GONE:
        return "refused"
    if step in (Verb.RELEASE, *MOVES):
        return MOVES[step].steps.get(stage, "refused")
    if step == "check":
        return stage
    if step == "delete":
        return GONE
    if step == "merge":
        return GONE if stage == Stage.DRAFT else "refused"
    has_change, knew_it = stage in (Stage.CHANGED, Stage.CHANGE_REVIEW), began in (Stage.CHANGED, Stage.CHANGE_REVIEW)
    if has_change and (step == "restore" or not knew_it):
        return "refused"
    return Stage.CHANGED if stage == Stage.PUBLISHED else stage


EVERYWHERE = ("restore", "check", "delete")


def pairs(stage: Stage, names: list[str]) -> list[tuple[str, str]]:
    """Steps of the stage in either order; what is possible at every stage comes second, and meets its like once."""
    own = [name for name in names if name not in EVERYWHERE]
    return [*product(own, names), *(product(EVERYWHERE, EVERYWHERE) if stage == Stage.PUBLISHED else ())]


def _quiet(*args) -> None:
    """In place of the search index, which has tests of its own."""


@pytest.mark.parametrize("stage", list(Stage))
@mock.patch.multiple(index, update=_quiet, remove=_quiet, update_keys=_quiet)
def test_each_pair_ends_as_one_after_the_other(two, subtests, stage):
    world = World()
    for first, second in pairs(stage, list(steps(world, stage))):
        with subtests.test(f"{stage.label}: {first}, then {second}"):
            _race(two, world, stage, first, second)


def _race(two, world: World, stage: Stage, first: str, second: str) -> None:
    topic = world.topic(stage)
    pages = [Story.objects.get(pk=topic.pk) for _ in range(2)]
    begun = [steps(world, stage)[name](page) for name, page in zip((first, second), pages, strict=True)]
    pk, before = topic.pk, verbs_of(topic.pk)

    did = two.one_after_the_other(*begun)

    now = stage
    for name, outcome in zip((first, second), did, strict=True):
        then = after(name, now, stage)
        expected = then == "refused" and name != "check"
        assert bool(outcome.refused) is expected, (name, now, outcome)
        now = now if then == "refused" else then
        if not outcome.refused and name in MOVES:
            before[name] += 1
    found = Story.objects.filter(pk=pk).first()
    assert (history.stage(found) if found else GONE) == now
    said = verbs_of(pk)
    assert {verb: said[verb] for verb in MOVES} == {verb: before[verb] for verb in MOVES}
    _is_whole(pk, found)


def about(model: type, pk: int):
    return model.objects.filter(content_type=history.type_of(Story), object_id=pk)


def verbs_of(pk: int) -> Counter:
    return Counter(about(Transition, pk).values_list("verb", flat=True))


def _is_whole(pk: int, topic: Story | None) -> None:
    """The history has no gap, and what it says of the last change is how the entry is."""
    revisions = list(about(Revision, pk).order_by("number"))
    assert [revision.number for revision in revisions] == list(range(1, len(revisions) + 1))
    waiting = [revision for revision in revisions if revision.state in OPEN]
    assert len(waiting) <= (1 if topic else 0)
    released = [revision for revision in revisions if revision.state == RevisionState.RELEASED]
    noted = about(Release, pk).exclude(revision=None).order_by("pk").values_list("revision", flat=True)
    assert [revision.pk for revision in released] == list(noted)
    if topic is None:
        return
    if waiting and waiting[0].kind == RevisionKind.FIRST:
        assert topic.state == State.REVIEW and waiting[0].snapshot == snapshots.take(topic)
    elif waiting:
        assert topic.state == State.PUBLISHED
    elif revisions[-1].state in (RevisionState.RELEASED, RevisionState.APPLIED):
        assert revisions[-1].snapshot["fields"]["body"] == topic.body
