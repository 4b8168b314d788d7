"""What accounts write with the actions of the workflow, short of a release: drafts of every kind with every kind of
row, changes of public records in every column, list and kind of row."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from accounts.models import Editor
from core.kinds import record_models
from desk.earlier import restore
from memory.trial import trial
from publishing import actions, history
from publishing.enums import Verb
from publishing.models import Record, Revision
from publishing.permissions import can_edit, can_move
from publishing.snapshots import Part, Snapshot, content_fields, empty, parts_of, take, with_proposed_keys
from tests.networks_portal.silence import filling
from tests.networks_portal.silence.filling import HIDDEN, PUBLIC
from tests.networks_portal.silence.world import HERE, THERE, World

Writer = tuple[str, Callable[[], object]]
STEPS = {
    Verb.SUBMIT: actions.submit,
    Verb.RECALL: actions.recall,
    Verb.SEND_BACK: actions.send_back,
    Verb.DISCARD: actions.discard,
}


def writers(world: World) -> Iterator[Writer]:
    """By name; each is called once, in this order. Kind by kind it is the next account's turn."""
    for turn, model in enumerate(record_models()):
        (role, place), by = world.turn(turn)
        yield f"{role} of {place} begins a draft {model.__name__}", partial(begin, world, model, by, place)
        (role, place), by = world.turn(turn + 1)
        yield f"{role} of {place} rewrites a draft {model.__name__}", partial(rewrite, world, model, by, place)
        (role, place), by = world.turn(turn + 2)
        yield f"{role} of {place} changes a public {model.__name__}", partial(change, world, model, by, place)
        yield f"strangers write at every {model.__name__}", partial(intrude, world, model)


def imagined(model: type[Record], world: World, place: str, of: str) -> Snapshot:
    """A record with every column and every kind of row, as a state to propose."""
    region, ends = world.regions[place], world.ends(model, of, place)
    with trial():
        record = filling.record(model, HIDDEN, region, ends)
        filling.rows(record, HIDDEN, region, ends)
        return with_proposed_keys(take(record), empty(model))


def begin(world: World, model: type[Record], by: Editor, place: str) -> None:
    """A draft with everything, naming what is public; then its whole life short of a release."""
    record = actions.create(model=model, snapshot=imagined(model, world, place, PUBLIC), by=by)
    move(record, by, Verb.SUBMIT, Verb.RECALL, Verb.SUBMIT, Verb.SEND_BACK, Verb.RECALL)
    actions.mark_checked(records=[record], by=by)
    actions.delete(record=record, by=by)


def rewrite(world: World, model: type[Record], by: Editor, place: str) -> None:
    """A draft that public records name: all of it anew, handed in, changed while it waits, back to how it was."""
    record = fresh(world.drafts[model][place])
    before = Revision.objects.of(record).first()
    state = altered(record, imagined(model, world, place, PUBLIC))
    actions.propose(record=record, snapshot=state, by=by, why="Zum Test.")
    move(record, by, Verb.SUBMIT)
    actions.mark_checked(records=[record], by=by)
    restore(revision=before, by=by)
    move(record, by, Verb.SEND_BACK)


def change(world: World, model: type[Record], by: Editor, place: str) -> None:
    """One change of everything, handed in, back, dropped, made again and left in the queue."""
    record = fresh(world.public[model][place])
    for of in (HIDDEN, PUBLIC):
        state = altered(record, imagined(model, world, place, of))
        if of == HIDDEN:
            state["fields"] |= _other_values(record)
        actions.propose(record=record, snapshot=state, by=by, why="Zum Test.")
        move(record, by, Verb.SUBMIT)
        with pytest.raises(PermissionDenied), transaction.atomic():
            actions.release(revision=history.open_change(record), by=by)
        if of == HIDDEN:
            move(record, by, Verb.SEND_BACK, Verb.RECALL, Verb.DISCARD)
            restore(revision=Revision.objects.of(record).get(number=1), by=by)
            move(record, by, Verb.DISCARD)


def intrude(world: World, model: type[Record]) -> None:
    """Accounts of the other region are refused, whatever they try."""
    for role, place, other in (("editor", HERE, THERE), ("reviewer", THERE, HERE)):
        by = world.accounts[role, other]
        for record in (world.public[model][place], world.drafts[model][place]):
            assert not can_edit(by, record), (by, record)
            for write in _attempts(fresh(record), by):
                with pytest.raises(PermissionDenied), transaction.atomic():
                    write()


def _other_values(record: Record) -> dict:
    """Of the columns that take no free text."""
    found = {}
    for field in content_fields(type(record)):
        value = getattr(record, field.attname)
        if field.choices:
            found[field.attname] = next(other for other, _ in field.choices if other != value)
        elif isinstance(field, models.BooleanField):
            found[field.attname] = not value
        elif isinstance(field, models.IntegerField):
            found[field.attname] = (value or 0) + 1
        elif isinstance(field, models.DateField):
            found[field.attname] = "2021-05-05"
    return found


def _attempts(record: Record, by: Editor) -> Iterator[Callable[[], object]]:
    revision = Revision.objects.of(record).first()
    yield lambda: actions.propose(record=record, snapshot=take(record), by=by)
    yield lambda: actions.mark_checked(records=[record], by=by)
    yield lambda: restore(revision=revision, by=by)
    yield lambda: actions.delete(record=record, by=by)
    for step in STEPS.values():
        yield lambda step=step: step(record=record, by=by, why="Zum Test.")


def move(record: Record, by: Editor, *verbs: Verb) -> None:
    """The steps that the account can take from here."""
    for verb in verbs:
        if can_move(by, fresh(record), verb):
            STEPS[verb](record=record, by=by, why="Zum Test.")
    record.refresh_from_db()


def fresh(record: Record) -> Record:
    return type(record)._base_manager.get(pk=record.pk)


def altered(record: Record, other: Snapshot) -> Snapshot:
    """The record with every column as in another state, one row of each kind gone, the rest changed, others added."""
    state = take(record)
    own = {field.attname for field in record._meta.concrete_fields if field.related_model is type(record)}
    state["fields"] |= {name: value for name, value in other["fields"].items() if name not in own}
    state["many"] = other["many"]
    for name, part in parts_of(type(record)).items():
        found = state["parts"][name]
        added = other["parts"][name].values()
        doubled = [key for key in found if any(_is_one(part, found[key], row) for row in added)]
        for key in {*list(found)[:1], *doubled}:
            del found[key]
        for row in found.values():
            row["fields"] |= {"note": f"{HIDDEN} anders"}
        found |= other["parts"][name]
    return state


def _is_one(part: Part, row: dict, other: dict) -> bool:
    """May only one of two rows of a record be there?"""
    unique = [rule for rule in part.model._meta.constraints if isinstance(rule, models.UniqueConstraint)]
    names = [[part.model._meta.get_field(name).attname for name in rule.fields] for rule in unique]
    return any(all(row["fields"].get(name) == other["fields"].get(name) for name in own) for own in names)
