"""Steps of the machine with cases that go on slice by slice: others do what they like in between, and any slice may be
cut off in its middle. Each slice keeps what a step at once keeps."""

from contextlib import contextmanager

from django.db import connection

from cases.enums import RUNNING
from cases.large import steps
from cases.models import Case
from tests.publishing.machine.ledger import Ledger, Step, working_words
from tests.publishing.machine.tables import Dump, Key, text_of

VERBS = {
    "offen": ("submit", "submit", "submit", "discard"),
    "pruefung": ("release", "release", "release", "release", "recall", "send_back", "discard"),
    "freigegeben": ("undo",),
    "zurueck": ("undo",),
}
# Which cases are looked for first, by their state.
ORDERS = (("pruefung", "freigegeben", "offen"), ("freigegeben", "pruefung", "offen"), ("offen",), ("zurueck",))
MOSTLY = (True,) * 9 + (False,)
CUT_OFF = (0, 0, 0, 0, 5, 15)  # at which of its queries a slice ends in its middle
RELEASING = {"send_back", "release", "undo"}
NAMES = {"einreichung": "submit", "rueckgabe": "return", "freigabe": "release", "ruecknahme": "undo"}


class Killed(BaseException):
    """The process of a slice ends."""


def entries(dump: Dump, case: Case, result: str) -> dict[Key, dict]:
    rows = [row for row in dump.rows["cases.caseentry"] if row["case_id"] == case.pk and row["result"] == result]
    return {key: row for row in rows if (key := dump.about(row))}


@contextmanager
def ending_at(query: int):
    """The process ends at this query, if there are so many; never at 0."""
    left = [query]

    def execute(ask, sql, params, many, context):
        left[0] -= 1
        if left[0] == 0:
            raise Killed
        return ask(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


class SliceSteps:
    """For the machine, which has `ledger`, `dump`, `account` and `world`. `looked`: by case what who began it saw;
    `focus`: the records about which others do something meanwhile."""

    ledger: Ledger
    focus: list[Key]
    looked: dict[int, dict[Key, set[str]]]

    def large_case(self, draw):
        """One more step with a case, mostly with one that has come far; between two slices somebody does something."""
        by_state: dict[str, list[Case]] = {state: [] for state in VERBS}
        for case in Case.objects.filter(state__in=VERBS).order_by("pk"):
            by_state[case.state].append(case)
        case = draw(next(filter(None, map(by_state.get, draw(ORDERS))), [None]))
        if case is None:
            self.gather(draw)
        elif self._begin(draw, case):
            self.focus = sorted(self.looked[case.pk])
            while Case.objects.filter(pk=case.pk, state__in=RUNNING).exists() and draw(MOSTLY):
                self.between(draw)
                self._next(draw, case)
            self.focus = []

    def next_slice(self, draw):
        """Of one that was left in its middle, also of what takes another case back."""
        if running := list(Case.objects.filter(state__in=RUNNING).order_by("pk")):
            self._next(draw, draw(running))

    def _begin(self, draw, case: Case) -> bool:
        verb = draw(VERBS[case.state])
        inside = set(entries(self.dump, case, "freigegeben" if verb == "undo" else "offen")) & set(self.dump.records)
        by = self.account(draw, *sorted(inside), releases=verb in RELEASING)
        step = Step(f"begin {verb}", by, charge=inside, releases=verb in RELEASING)
        extra = {"why": "Darum."} if verb in ("send_back", "undo", "discard") else {}
        if verb != "undo":
            extra["seen"] = draw((None, None, steps.token(case), steps.token(case), "alt"))
            step.stale = extra["seen"] == "alt"
        if verb == "release":
            exceptions = draw((False, False, True)) and case.entries.filter(result="offen").first()
            extra["exceptions"] = [exceptions.pk] if exceptions else []
        self.looked[case.pk] = {key: working_words(self.dump, key) for key in inside}
        return bool(self.ledger.attempt(step, lambda: getattr(steps, verb)(case=case, by=by.editor, **extra) or True))

    def _next(self, draw, case: Case) -> None:
        case.refresh_from_db()
        if not case.is_running:
            return
        step = Step(f"{NAMES[case.state]} slice", self.world.by_pk[case.run_by_id])
        self.ledger.attempt(step, lambda: self._slice(case, step, draw(CUT_OFF)))
        self._check_end(case)

    def _slice(self, case: Case, step: Step, cut_off: int) -> bool:
        before = self.dump
        try:
            with ending_at(cut_off):
                steps.do_next(case.pk)
        except Killed:  # as if it had not been begun, but for the order of the records
            may = {"cases.caseentry"} if case.state == "einreichung" and case.done_to < 0 else set()
            written = set(before.differs(Dump())) - may
            assert not written, f"of half a slice of {case.state} there is {written}"
            step.name = "cut off"
            return True
        after = Dump()
        state = case.state
        if state == "freigabe":
            done = set(entries(after, case, "freigegeben")) - set(entries(before, case, "freigegeben"))
            step.releases, step.charge, step.shows, step.lets_pass = bool(done), done, done, done
            for key in done:
                seen = self.looked[case.pk].get(key, set())
                new = after.words(key) - self.ledger.approved
                assert new <= seen, f"{step.by} released {new - seen} of {key}, which came after the decision"
        elif state == "ruecknahme":
            was = entries(before, case, "freigegeben")
            done = set(was) & set(entries(after, case, "zurueck"))
            step.releases, step.charge, step.shows, step.writes = bool(done), done, done, True
            ours = {row["id"]: row for row in before.rows["publishing.revision"]}
            for key in done:  # what came later stays
                step.saw |= before.words_of_text(text_of(ours[was[key]["revision_id"]]["changes"]))
        elif state == "rueckgabe" and case.run_verb == "verwerfen":
            done = set(entries(before, case, "offen")) & set(entries(after, case, "herausgenommen"))
            step.charge, step.writes = done & set(before.records), True
            step.saw = set().union(*self.looked[case.pk].values())
        return True

    def _check_end(self, case: Case) -> None:
        """Of a case that has come to its end every record has one, and says why where it has another than the rest."""
        now = Case.objects.filter(pk=case.pk).first()
        if now is None or now.is_running:
            return
        if now.state in ("freigegeben", "verworfen", "zurueck"):
            assert not entries(self.dump, case, "offen"), f"{now.state} without a part of it"
        for key, row in entries(self.dump, case, "herausgenommen").items():
            assert row["note"], f"{key} stayed behind in {case} and nobody says why"
