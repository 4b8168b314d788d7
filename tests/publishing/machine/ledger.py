"""Keeps who wrote what and who has seen it, in plain Python, and asks after each step whether the portal agrees."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from tests.publishing.machine.tables import Dump, Key, text_of, words_in
from tests.publishing.machine.world import Account, World


@dataclass
class Step:
    """What somebody tries. `charge`: records that the account must be in charge of; `shows`: records whose step this
    is for visitors, too; `wrote`: new words, each with the record that then carries it; `saw`: the words that the
    writer had before the eyes."""

    name: str
    by: Account
    charge: set[Key] = field(default_factory=set)
    shows: set[Key] = field(default_factory=set)
    only: str = ""  # of what it shows, only this column
    releases: bool = False
    stale: bool = False
    writes: bool = False
    lets_pass: set[Key] = field(default_factory=set)  # what is in these records was looked at by a second account
    wrote: dict[str, Key] = field(default_factory=dict)
    saw: set[str] = field(default_factory=set)


class Ledger:
    """`written`: each word with its author and carrier; `approved`: words that a second account has let pass;
    `hands`: who wrote at a record since it was released last."""

    def __init__(self, world: World, counts: Counter):
        self.world, self.counts = world, counts
        self.dump = Dump()
        self.facts = self.dump.facts()
        self.written: dict[str, tuple[int, Key]] = {}
        self.approved: set[str] = set()
        self.replaced: set[str] = set()
        self.hands: dict[Key, set[int]] = defaultdict(set)
        self.number = 0

    def word(self) -> str:
        self.number += 1
        return f"w{self.number}w"

    def attempt(self, step: Step, do: Callable):
        """Returns what `do` returns, or None when it was refused; then nothing has changed."""
        try:
            with transaction.atomic():
                result = do()
        except (PermissionDenied, ValidationError):
            assert not (changed := self.dump.differs(Dump())), f"{step.name} was refused and changed {changed}"
            self.counts[step.name, "refused"] += 1
            return None
        self.counts[step.name, "done"] += 1
        before, facts = self.dump, self.facts
        self.dump = Dump()
        self.facts = self.dump.facts()
        self._check_rights(step, before)
        self._check_public(step, before, facts)
        self._note(step, before)
        for key in step.lets_pass:
            self._let_pass(step, key)
        self._check_kept()
        self._check_eyes(facts)
        return result

    def _check_rights(self, step: Step, before: Dump) -> None:
        for key in step.charge:
            there = before if key in before.records else self.dump
            assert self.world.in_charge(there, step.by, key), f"{step.by} is not in charge of {key}: {step.name}"
        assert step.by.releases or not step.releases, f"{step.by} must not {step.name}"
        assert not step.stale, f"{step.name} decided upon a state that nobody saw"
        for key in self.dump.records:
            self.dump.open_change(key)  # one at most

    def _check_public(self, step: Step, before: Dump, facts: dict) -> None:
        for fact in facts.keys() ^ self.facts.keys():
            parts = facts.get(fact) or self.facts.get(fact) or frozenset()
            if step.name in ("confirm", "undo"):  # rows that only cite one of two sources become the same, too
                parts |= before.cited(*fact[1:3]) | self.dump.cited(*fact[1:3])
            may = parts & step.shows or step.shows and fact[0] == "removed"
            assert may and step.only in ("", *fact[3:4]), f"{step.name} by {step.by} changed for visitors: {fact}"

    def _note(self, step: Step, before: Dump) -> None:
        for word, key in step.wrote.items():
            self.written[word] = step.by.pk, key
        for key in step.charge if step.writes else ():
            gone = working_words(before, key) - working_words(self.dump, key)
            assert gone <= step.saw, f"{step.name} overwrote what {step.by} had not seen: {gone - step.saw}"
            self.replaced |= gone
            if self.dump.is_public(key) and not self.dump.open_change(key):
                self.hands[key].clear()
            elif self.dump.revisions(key) != before.revisions(key):
                self.hands[key].add(step.by.pk)

    def _let_pass(self, step: Step, key: Key) -> None:
        new = self.dump.words(key) - self.approved
        if step.name.startswith("release"):
            assert step.by.pk not in self.hands[key], f"{step.by} wrote at {key} and released it"
        own = {word for word in new if self.written[word][0] == step.by.pk}
        assert not own, f"{step.by} let own words pass: {own}"
        self.approved |= new
        self.hands[key].clear()

    def _check_eyes(self, facts: dict) -> None:
        shown = words_in(self.facts) - words_in(facts)
        assert shown <= self.approved, f"visitors see what nobody else has released: {shown - self.approved}"

    def _check_kept(self) -> None:
        texts: dict[Key, list[tuple[set[int], str]]] = {}
        for word, (author, key) in self.written.items():
            if key not in texts:
                texts[key] = [
                    (self.dump.authors(one), text_of(one["snapshot"]) + text_of(one["changes"]))
                    for one in self.dump.revisions(key)
                ]
            kept = any(author in authors and (word in self.replaced or word in text) for authors, text in texts[key])
            assert kept, f"{word} of {self.world.by_pk[author]} is lost from {key}"


def working_words(dump: Dump, key: Key) -> set[str]:
    """What somebody finds who opens the form: the record, or its pending change."""
    waiting = dump.open_change(key)
    if waiting and dump.is_public(key):
        return dump.words_of_text(text_of(waiting["snapshot"]))
    return dump.words(key)
