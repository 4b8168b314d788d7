"""A machine that tries: several accounts of every role do at random what the portal offers, with records that share
rows. After every step an independent reading of the database says whether all promises hold (machine/ledger.py):
visitors see only what a second account released; nothing written is lost; what is refused changes nothing; nobody
writes what is not theirs; one open change a record; nothing but a refusal in words is ever raised. Large cases go on
slice by slice with all of that in between, and are cut off in the middle of one (machine/slices.py).

`MACHINE=500 pytest -n 0 tests/publishing/test_machine.py` tries 500 stories, others each time.
"""

import os
from collections import Counter
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from cases import many
from cases.large import slicing, steps
from desk.earlier import restore
from duplicates import proposals
from duplicates.merge import DROP, KEEP, can_merge, merge
from duplicates.models import Merge, MergeProposal
from duplicates.undo import undo
from publishing import actions, history
from publishing.actions.rows import changes_of
from publishing.models import Revision
from tests.factories import forget_indexes
from tests.publishing.machine import drafts
from tests.publishing.machine.ledger import Ledger, Step, working_words
from tests.publishing.machine.slices import SliceSteps
from tests.publishing.machine.tables import CARRIED, Key, label
from tests.publishing.machine.together import TogetherSteps
from tests.publishing.machine.world import Account, World
from tests.transfer.files import csv_file, imported
from transfer.apply import begin_apply
from transfer.models import ImportBatch
from transfer.work import go_on

pytestmark = pytest.mark.django_db

STEPS = {
    "entwurf": ("submit",),
    "pruefung": ("recall", "send_back", "release", "release"),
    "freigegeben": ("renew", "withdraw", "archive"),
    "geaendert": ("submit", "submit", "discard"),
    "aenderung-pruefung": ("recall", "send_back", "release", "release", "release", "discard"),
    "archiviert": ("resume",),
}
RELEASING = {"send_back", "release", "renew", "withdraw", "archive", "resume"}
SHOWING = {"release", "renew", "withdraw", "archive", "resume"}
# What must have happened at least once, else the machine proves nothing; what is rarer, in a long run.
RELEASED = {"release", "release together", "release slice"}
# By every run, however short: what is drawn depends on the order in which the database and sets give their members.
OFTEN_DONE = {"submit", "create", "edit"}
RARELY_DONE = RELEASED | {
    "recall", "send_back", "discard", "withdraw", "archive", "elsewhere", "check", "propose merge", "import", "gather",
    "submit together", "submit slice", "cut off", "undo slice",
    "renew", "resume", "delete", "restore", "confirm", "undo", "merge drafts", "recall together", "send_back together",
    "discard together", "take_out together", "begin recall", "begin send_back", "begin discard",
}  # fmt: skip
OFTEN = (True, True, True, True, False)

# How often what is tried.
WHAT = [
    name
    for name, times in {
        "decide": 6, "edit": 5, "elsewhere": 5, "hand_in": 5, "set_aside": 3, "any_step": 1, "check": 1, "open_form": 1,
        "save_late": 1, "create": 2, "delete": 1, "restore": 2, "bring_in": 1, "propose_merge": 3, "answer_merge": 3,
        "undo_merge": 3, "gather": 5, "decide_together": 5,
        "large_case": 10, "next_slice": 2,
    }.items()
    for _ in range(times)
]  # fmt: skip


# What others do while a large case is worked on.
BETWEEN = [
    name
    for name, times in {"edit": 4, "any_step": 3, "elsewhere": 2, "restore": 1, "decide": 1, "delete": 1,
        "propose_merge": 1, "decide_together": 2, "gather": 1, "bring_in": 1, "next_slice": 1}.items()
    for _ in range(times)
]  # fmt: skip


class Machine(TogetherSteps, SliceSteps, RuleBasedStateMachine):
    world: World
    counts: Counter

    def __init__(self):
        super().__init__()
        forget_indexes()
        self.story = transaction.atomic()
        self.story.__enter__()
        self.ledger = Ledger(self.world, self.counts)
        self.tokens: dict[Key, list[str]] = {}
        self.forms: list[tuple] = []
        self.looked: dict[int, dict[Key, set[str]]] = {}
        self.focus: list[Key] = []

    def teardown(self):
        transaction.set_rollback(True)
        self.story.__exit__(None, None, None)

    @property
    def dump(self):
        return self.ledger.dump

    def account(self, draw, *keys: Key, releases: bool = False) -> Account:
        """Mostly one that may, so that something happens; to release often one that wrote there."""
        mine = [one for one in self.world.accounts if all(self.world.in_charge(self.dump, one, key) for key in keys)]
        if releases:
            mine = [one for one in mine if one.releases]
            wrote = [one for one in mine if any(one.pk in self.ledger.hands[key] for key in keys)]
            others = [one for one in mine if one not in wrote]
            mine = wrote if wrote and draw((False, False, True)) else others or mine
        return draw(mine or self.world.accounts) if draw(OFTEN) else draw(self.world.accounts)

    def token(self, draw, key: Key) -> tuple[str | None, bool]:
        """None, what a page opened now would send, or what one opened before; and whether that is too late."""
        now = history.token(drafts.get(key))
        known = self.tokens.setdefault(key, [])
        known += [now] if now not in known else []
        seen = draw([None, now, now, *known[-2:]])
        return seen, seen not in (None, now)

    @rule(data=st.data())
    def somebody_tries(self, data):
        draw = chooser(data)
        getattr(self, draw(WHAT))(draw)

    def set_aside(self, draw):
        gone = [key for key in self.dump.records if self.dump.stage(key) == "archiviert"]
        public = [key for key in self.dump.records if self.dump.stage(key) == "freigegeben"]
        if pool := draw((gone, public)) or public:
            key = draw(pool)
            self.step(draw, draw(STEPS[self.dump.stage(key)]), key)

    def between(self, draw):
        getattr(self, draw(BETWEEN))(draw)

    def some(self, draw) -> Key:
        """Any record, or one that something goes on with."""
        there = [key for key in self.focus if key in self.dump.records]
        return draw(draw((there, there, ())) or [*self.dump.records])

    def any_step(self, draw):
        self.step(draw, draw((*SHOWING, "submit", "send_back", "discard")), self.some(draw))

    def decide(self, draw):
        """Over what waits for release, if anything does."""
        waiting = [key for key in self.dump.records if self.dump.stage(key) in ("pruefung", "aenderung-pruefung")]
        if waiting:
            key = draw(waiting)
            self.step(draw, draw(STEPS[self.dump.stage(key)]), key)

    def hand_in(self, draw):
        begun = [key for key in self.dump.records if self.dump.stage(key) in ("entwurf", "geaendert")]
        if begun:
            key = draw(begun)
            self.step(draw, draw(STEPS[self.dump.stage(key)]), key)

    def step(self, draw, verb: str, key: Key) -> None:
        by, record = self.account(draw, key, releases=verb in RELEASING), drafts.get(key)
        seen, stale = self.token(draw, key)
        change = history.open_change(record)
        step = Step(verb, by, charge={key}, releases=verb in RELEASING, stale=stale)
        step.shows = {key} if verb in SHOWING else set()
        step.lets_pass = {key} if verb == "release" else set()
        step.writes = verb == "discard"
        step.saw = working_words(self.dump, key)
        subject = {"revision": change} if verb == "release" else {"record": record}
        if verb != "release":
            act = getattr(actions, verb)
        elif change is None:
            return
        else:
            act = actions.release
        before = self.dump
        done = self.ledger.attempt(step, lambda: act(**subject, by=by.editor, why="Darum.", seen=seen) or True)
        if done:
            self.check_alone(verb, key, before)
        if verb == "discard" and done:
            self.ledger.hands[key].clear()

    def check(self, draw):
        key = draw([*self.dump.records])
        by = self.account(draw, key)
        step = Step("check", by, charge={key}, shows={key}, only="checked_on")
        self.ledger.attempt(step, lambda: actions.mark_checked(records=[drafts.get(key)], by=by.editor))

    def open_form(self, draw):
        """Somebody opens a form and goes for a cup of tea."""
        key = draw([*self.dump.records])
        self.forms.append(self._form(draw, key))

    def _form(self, draw, key: Key) -> tuple:
        record = drafts.get(key)
        state, waiting = drafts.opened(record)
        return self.account(draw, key), key, state, waiting, history.token(record), working_words(self.dump, key)

    def save_late(self, draw):
        if self.forms:
            self._save(draw, self.forms.pop(0))

    def edit(self, draw):
        self._save(draw, self._form(draw, self.some(draw)))

    def _save(self, draw, form: tuple) -> None:
        by, key, state, waiting, token, saw = form
        if key not in self.dump.records:
            return
        record, word = drafts.get(key), self.ledger.word()
        after, has_word = drafts.edited(draw, self.dump, type(record), state, word)
        stale = token != history.token(record)
        step = Step("edit", by, charge={key}, stale=stale, writes=True, saw=saw)
        step.wrote = {word: key} if has_word else {}
        waiting = draw([waiting, waiting, waiting, None])
        save = {"record": record, "snapshot": after, "by": by.editor, "revise": waiting, "seen": token}
        self.ledger.attempt(step, lambda: actions.propose(**save) or True)

    def elsewhere(self, draw):
        """A row written from the form of a record that does not carry it."""
        model, end = draw(drafts.ENDS)
        others = drafts.keys(self.dump, drafts.pointed(model, f"{end}_id"))
        column = draw(CARRIED[model])
        carriers = drafts.keys(self.dump, drafts.pointed(model, column))
        first, second, other = draw(carriers), draw(carriers), draw(others)
        rows = [row for row in self.dump.rows[label(model)] if row[column] == first[1]]
        word, what = self.ledger.word(), draw(("add", "add", "change", "move", "remove") if rows else ("add",))
        row = draw(rows) if rows else None
        concerned = {first, second} if what == "move" else {first}
        by = self.account(draw, *concerned)

        def write():
            values = {"note": word} if what in ("add", "change") else {column: second[1]} if what == "move" else {}
            if what == "add":
                drafts.make_row(model, **{column: first[1], f"{end}_id": other[1]}, **values)
            elif what == "remove":
                model.objects.get(pk=row["id"]).delete()
            else:
                drafts.change(model.objects.get(pk=row["id"]), values)

        step = Step("elsewhere", by, writes=True, saw=set())
        step.wrote = {word: first} if what in ("add", "change") else {}
        self.ledger.attempt(step, lambda: self._join(step, sorted(concerned), write))

    def _join(self, step: Step, concerned: list[Key], write) -> bool:
        by = step.by.editor
        for carrier, changes in changes_of([drafts.get(key) for key in concerned], write):
            key = (label(type(carrier)), carrier.pk)
            step.charge.add(key)
            step.saw |= working_words(self.dump, key)
            actions.join(carrier=carrier, changes=changes, by=by)
        return True

    def create(self, draw):
        model, by, word = draw([*drafts.MODELS.values()]), draw(self.world.accounts), self.ledger.word()
        regions = sorted(by.regions or {self.world.town.pk, self.world.beside.pk})
        state = drafts.begun(model, draw(regions), drafts.keys(self.dump, drafts.SourceDocument)[0][1], word)
        step = Step("create", by, writes=True)

        def do():
            made = actions.create(model=model, snapshot=state, by=by.editor)
            key = (label(model), made.pk)
            step.charge, step.wrote = {key}, {word: key}
            return made

        self.ledger.attempt(step, do)

    def delete(self, draw):
        drafts_only = [key for key in self.dump.records if self.dump.stage(key) == "entwurf"]
        key = draw(draw((drafts_only, list(self.dump.records))) or [*self.dump.records])
        by = self.account(draw, key)
        shows = {key} if by.role == "administrator" else set()
        step = Step("delete", by, charge={key}, shows=shows)
        self.ledger.attempt(step, lambda: actions.delete(record=drafts.get(key), by=by.editor) or True)

    def restore(self, draw):
        key = self.some(draw)
        if not (revisions := list(Revision.objects.of(drafts.get(key)))):
            return
        seen, stale = self.token(draw, key)
        by = self.account(draw, key)
        step = Step("restore", by, charge={key}, stale=stale, writes=True, saw=working_words(self.dump, key))
        revision = draw(revisions)
        self.ledger.attempt(step, lambda: restore(revision=revision, by=by.editor, seen=seen) or True)

    def bring_in(self, draw):
        """A table with one row, new or with the key of a network that exists."""
        network = draw([None, *drafts.keys(self.dump, drafts.Network)])
        by, word = self.account(draw, *([network] if network else [])), self.ledger.word()
        cells = {"id": str(network[1]) if network else "", "Name": f"Aus Tabelle {word}" if not network else ""}
        cells |= {"Typ": "Cluster", "Kurztext": "Kurz.", "Region": "Mannheim", "Hinweis": word}
        step = Step("import", by, writes=True, saw=working_words(self.dump, network) if network else set())

        def do():
            row = imported("networks.network", csv_file(list(cells), list(cells.values())), by=by.editor)[0]
            row.batch.rows.filter(may_apply=True).update(selected=True)
            begin_apply(ImportBatch.objects.get(pk=row.batch_id), by.editor)
            go_on.enqueue(row.batch_id)
            row.refresh_from_db()
            if not row.result:
                raise many.OneRefused(0, ["Nichts übernommen."])
            step.charge = {("networks.network", row.record_id)}
            step.wrote = dict.fromkeys([word], *step.charge)
            return True

        self.ledger.attempt(step, do)

    def propose_merge(self, draw):
        drafts_only = draw((True, False))
        pool = [key for key in self.dump.records if not drafts_only or self.dump.stage(key) == "entwurf"]
        if not pool:
            return
        keep = draw(pool)
        drop = draw([key for key in pool if key[0] == keep[0] and key != keep] or [keep])
        by = self.account(draw, keep, drop, releases=drafts_only)
        choices = {"note": draw((KEEP, DROP))}
        pair = {"keep": drafts.get(keep), "drop": drafts.get(drop)}
        if can_merge(by.editor, **pair):
            step = Step("merge drafts", by, charge={keep, drop}, releases=True)
            if self.ledger.attempt(step, lambda: merge(**pair, choices=choices, by=by.editor)):
                self.ledger.hands[keep] |= self.ledger.hands[drop] | {by.pk}
            return
        step = Step("propose merge", by, charge={keep, drop})
        self.ledger.attempt(step, lambda: proposals.propose(**pair, choices=choices, by=by.editor))

    def answer_merge(self, draw):
        if not (waiting := list(proposals.open_proposals())):
            return
        proposal: MergeProposal = draw(waiting)
        kind = proposal.model._meta.label_lower
        keep, drop = (kind, proposal.keep_id), (kind, proposal.drop_id)
        by = self.account(draw, keep, drop, releases=True)
        if draw((True, True, False)):
            seen = proposal.seen if draw((True, False)) else None
            seen = seen or proposals.fingerprint(*proposals.pair_of(proposal))
            step = Step("confirm", by, charge={keep, drop}, shows={keep, drop}, releases=True)
            step.lets_pass = {key for key in (keep,) if self.dump.is_public(key)}

            def confirm():
                done = proposals.confirm(proposal=proposal, by=by.editor, seen=seen)
                assert done.proposed_by_id != by.pk
                return done

            self.ledger.attempt(step, confirm)
            return
        step = Step("refuse", by, charge={keep, drop}, releases=True)
        self.ledger.attempt(step, lambda: proposals.refuse(proposal=proposal, by=by.editor, comment="Nein.") or True)

    def undo_merge(self, draw):
        if not (done := list(Merge.objects.filter(undone_at=None))):
            return
        merged: Merge = draw(done)
        kind = merged.content_type.model_class()._meta.label_lower
        keep = (kind, merged.kept_id)
        by = self.account(draw, keep, releases=True)
        step = Step("undo", by, charge={keep}, shows={keep, (kind, merged.dropped_id)}, releases=True)
        self.ledger.attempt(step, lambda: undo(merge=merged, by=by.editor))


def chooser(data):
    return lambda choices: data.draw(st.sampled_from(list(choices)))


def test_random_steps_keep_every_promise(monkeypatch):
    monkeypatch.setattr(slicing, "SLICE", 1)  # so that others come in between
    monkeypatch.setattr(steps, "go_on", SimpleNamespace(enqueue=lambda *args: None))
    longer = int(os.environ.get("MACHINE", "0"))
    Machine.world, Machine.counts = World(), Counter()
    # The same stories every time, and others on the other database: two halves are more than one whole twice.
    run_state_machine_as_test(
        Machine if longer else seed(connection.vendor)(Machine),
        settings=settings(
            max_examples=longer or 7,
            stateful_step_count=60 if longer else 50,
            derandomize=not longer,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
            phases=(Phase.generate,),
        ),
    )
    done = {name for name, how in Machine.counts if how == "done"}
    expected = OFTEN_DONE | (RARELY_DONE if longer else set())
    assert done & RELEASED, "nothing was released"
    assert expected <= done, f"never done: {expected - done}"
