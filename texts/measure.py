"""How good the rules are: proposals compared with what is known to be in a text."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from texts.enums import ProposalKind
from texts.extract import Extraction
from texts.people import CONTACT
from texts.proposal import Proposal, name_key

NAMES = (ProposalKind.NETWORK, ProposalKind.ORGANISATION, ProposalKind.PROGRAMME, ProposalKind.PERSON)


@dataclass(frozen=True)
class Expected:
    """One thing that a text is known to say, by every spelling that counts as found."""

    kind: ProposalKind
    keys: frozenset[str]
    label: str
    is_contact: bool = False


@dataclass
class Score:
    """Counts of one kind; `missed` and `wrong` name the cases."""

    proposed: int = 0
    right: int = 0
    expected: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        return self.right / self.proposed if self.proposed else None

    @property
    def recall(self) -> float | None:
        return self.found / self.expected if self.expected else None

    def add(self, other: "Score") -> None:
        self.proposed += other.proposed
        self.right += other.right
        self.expected += other.expected
        self.found += other.found
        self.missed += other.missed
        self.wrong += other.wrong


def keys_of(found: Proposal) -> set[str]:
    """What a proposal is compared by: names by their key, everything else by its normalised value."""
    if found.kind == ProposalKind.PERSON:
        return {name_key(found.normalised)}
    if found.kind in NAMES:
        return {name_key(name) for name in (found.value, *found.also)}
    if found.kind == ProposalKind.FIGURE:
        return {f"{found.amount.number.normalize():f}"}
    if found.kind == ProposalKind.DATE:  # a range is its beginning and its end, too
        return {found.normalised.casefold(), *found.normalised.casefold().split("/")}
    return {found.normalised.casefold()}


def score(extraction: Extraction, expected: Iterable[Expected]) -> dict[str, Score]:
    """Scores by the label of the kind, and of contact persons among the people."""
    expected = list(expected)
    scores = {}
    for kind in ProposalKind:
        wanted = [one for one in expected if one.kind == kind]
        scores[kind.label] = _score(extraction.of_kind(kind), wanted)
    people = [one for one in expected if one.kind == ProposalKind.PERSON and one.is_contact]
    contacts = [one for one in extraction.of_kind(ProposalKind.PERSON) if one.variant == CONTACT]
    scores["davon Ansprechpersonen"] = _score(contacts, people)
    return scores


def _score(proposals: list[Proposal], wanted: list[Expected]) -> Score:
    keys = frozenset().union(*(one.keys for one in wanted)) if wanted else frozenset()
    distinct: dict[frozenset[str], Proposal] = {frozenset(keys_of(one)): one for one in proposals}
    proposed = frozenset().union(*distinct) if distinct else frozenset()
    wrong = [one.value for own, one in distinct.items() if not own & keys]
    missed = [one.label for one in wanted if not one.keys & proposed]
    return Score(
        proposed=len(distinct),
        right=len(distinct) - len(wrong),
        expected=len(wanted),
        found=len(wanted) - len(missed),
        missed=missed,
        wrong=wrong,
    )
