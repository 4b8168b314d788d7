"""Steps of the machine with cases: what belongs together moves on only together, all of it or nothing."""

from cases import actions, members
from cases.models import Case
from publishing.together import STEPS
from tests.publishing.machine import drafts
from tests.publishing.machine.ledger import Ledger, Step, working_words
from tests.publishing.machine.tables import Dump, Key

FREE = ("entwurf", "geaendert", "pruefung", "aenderung-pruefung")
OPEN, WAITING = "offen", "pruefung"
RELEASING = {"send_back", "release"}


def held(dump: Dump) -> dict[Key, int]:
    """Records in undecided cases, each with its case."""
    rows = [row for row in dump.rows["cases.caseentry"] if row["result"] == "offen"]
    return {key: row["case_id"] for row in rows if (key := dump.about(row))}


class TogetherSteps:
    """For the machine, which has `ledger`, `dump`, `account` and `world`."""

    ledger: Ledger

    def gather(self, draw):
        """A new case with some records, or some more for one that is worked on."""
        pool = [key for key in self.dump.records if self.dump.stage(key) in FREE]
        if not pool:
            return
        some = {draw(pool) for _ in range(draw((1, 2, 3)))}
        # Mostly somebody who wrote there, who alone may.
        hands = set.intersection(*(self.ledger.hands[key] for key in some))
        writers = [self.world.by_pk[pk] for pk in sorted(hands)]
        by = draw(writers) if writers and draw((True, True, False)) else self.account(draw, *some)
        opened = list(Case.objects.filter(state=OPEN))
        old = draw(opened) if opened and draw((True, False)) else None
        charge = some | {
            key for key, pk in held(self.dump).items() if old and pk == old.pk and key in self.dump.records
        }
        step = Step("gather", by, charge=charge)

        def do():
            case = old or actions.begin(title="Zusammen", by=by.editor)
            actions.add(case=case, records=[drafts.get(key) for key in sorted(some)], by=by.editor)
            return case

        self.ledger.attempt(step, do)

    def decide_together(self, draw):
        cases = list(Case.objects.filter(state__in=(OPEN, WAITING)).order_by("pk"))
        if not cases:
            return
        case = draw(cases)
        verbs = {OPEN: ("submit", "submit", "take_out", "discard"), WAITING: ("recall", "send_back", *["release"] * 5)}
        self.take_step(draw, case, draw(verbs[case.state]))

    def take_step(self, draw, case: Case, verb: str):
        inside = {key for key, pk in held(self.dump).items() if pk == case.pk and key in self.dump.records}
        by = self.account(draw, *sorted(inside), releases=verb in RELEASING)
        step = Step(f"{verb} together", by, charge=inside, releases=verb in RELEASING, writes=verb == "discard")
        step.saw = set().union(*(working_words(self.dump, key) for key in inside))
        extra = {"why": "Darum."} if verb == "send_back" else {}
        if verb == "take_out":
            extra["records"] = [drafts.get(key) for key in sorted(inside)[:1]]
        elif draw((True, False)):
            extra["seen"] = members.token(case, members.members(case)) if draw((True, True, False)) else "alt"
            step.stale = extra["seen"] == "alt"
        if verb == "release":
            behind = draw(sorted(inside)) if inside and draw((True, False, False)) else None
            extra["left_out"] = [drafts.get(behind)] if behind else []
            step.shows = step.lets_pass = inside - {behind}
        before = self.dump
        if self.ledger.attempt(step, lambda: getattr(actions, verb)(case=case, by=by.editor, **extra) or True):
            self.check_all_or_nothing(verb, before, inside, step.lets_pass)

    def check_all_or_nothing(self, verb: str, before: Dump, inside: set[Key], released: set[Key]) -> None:
        now = {key: self.dump.stage(key) for key in inside}
        waits = {"pruefung", "aenderung-pruefung"}
        if verb == "submit":
            assert {now[key] for key in held(self.dump) if key in inside} <= waits, f"only a part was handed in: {now}"
        if verb in ("recall", "send_back", "discard"):
            assert not set(now.values()) & waits, f"a part still waits after {verb}: {now}"
        if verb == "release":
            waited = {key for key in released if before.stage(key) in waits}
            assert all(now[key] == "freigegeben" for key in waited), f"only a part was released: {now}"
            assert not set(held(self.dump)) & inside

    @staticmethod
    def check_alone(verb: str, key: Key, before: Dump) -> None:
        """A step that was taken by one record."""
        assert verb not in {step.name.lower() for step in STEPS} or key not in held(before), f"{verb} of a part: {key}"
