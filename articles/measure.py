"""How good the rules are: proposals compared with what is known to be in a text."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from articles.extract import Extraction
from core import fuzzy_dates
from networks.enums import MEMBERSHIP, ParticipationRole
from texts.dates import edtf_of
from texts.enums import ProposalKind
from texts.people import CONTACT
from texts.proposal import Proposal, name_key

# Who belongs together; partners are members where a text calls them so.
_TOGETHER = (*MEMBERSHIP, ParticipationRole.PARTNER, ParticipationRole.PARTICIPANT)
_LOOSE = (ProposalKind.MEMBER, ProposalKind.FUNDING, ProposalKind.EVENT)
NAMES = (ProposalKind.NETWORK, ProposalKind.ORGANISATION, ProposalKind.PROGRAMME, ProposalKind.PERSON)


@dataclass(frozen=True)
class Expected:
    """One thing that a text is known to say, by every spelling that counts as found."""

    kind: ProposalKind
    keys: frozenset[str]
    label: str
    is_contact: bool = False
    more: tuple[tuple[str, str], ...] = ()  # what the proposal says under these names must agree
    optional: bool = False  # right if it is proposed, but nobody misses it


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
    if found.kind == ProposalKind.ADDRESS:
        return {plain(found.value)}
    if found.kind in NAMES:
        return {name_key(name) for name in (found.value, *found.also)}
    if found.kind == ProposalKind.FIGURE and found.amount:
        return {f"{found.amount.number.normalize():f}"}
    if found.kind == ProposalKind.DATE:  # a range is its beginning and its end, too
        return {found.normalised.casefold(), *found.normalised.casefold().split("/")}
    if found.kind == ProposalKind.MEMBER and found.variant not in _TOGETHER:
        return {f"{found.variant}: {name_key(found.value)}"}
    if found.kind in _LOOSE:
        return {name_key(name) for name in (found.value, *found.also)}
    return {found.normalised.casefold()}


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).casefold()


def agree(found: Proposal, wanted: Expected) -> bool:
    """Is a proposal what is expected? Names of what is told in passing may be longer or shorter, those of an event
    that has the same day may have but one word in common, and a date may be more exact.
    """
    if found.kind != wanted.kind:
        return False
    own, given = keys_of(found), dict(found.more)
    pairs = [(a, b) for a in own for b in wanted.keys]
    if not own & wanted.keys and not (
        found.kind in _LOOSE
        and any(_within(a, b) for a, b in pairs)
        or found.kind == ProposalKind.EVENT
        and any({*a.split()} & {*b.split()} for a, b in pairs)
        and edtf_of(given.get("wann", ""))
        in {edtf_of(value) for name, value in wanted.more if name == "wann" and value}
        or found.kind == ProposalKind.DATE
        and any(_lies_in(a, b) for a, b in pairs)
    ):
        return False
    return all(not given.get(name) or _same(name, given[name], value) for name, value in wanted.more)


def _within(one: str, other: str) -> bool:
    first, second = set(one.split()), set(other.split())
    return bool(first and second) and (first <= second or second <= first)


def _same(name: str, found: str, wanted: str) -> bool:
    if name == "betrag":
        return amount_of(found) == amount_of(wanted)
    if name == "ort":
        return not wanted or bool({*name_key(found).split()} & {*name_key(wanted).split()})
    return same_time(edtf_of(found) or found, edtf_of(wanted) or wanted)


def _lies_in(one: str, other: str) -> bool:
    """„Herbst 2022“ in „2022“: said more exactly than was asked."""
    return bool(re.fullmatch(r"\d{4}(?:-\d\d)?", other)) and same_time(one, other) and len(one) > len(other)


def same_time(one: str, other: str) -> bool:
    """The same date, or one that lies in the other: „Ende 2027“ and the 31st of December."""
    try:
        (first, last), (begin, end) = fuzzy_dates.bounds(one), fuzzy_dates.bounds(other)
    except fuzzy_dates.FuzzyDateError:
        return False
    if first is None or last is None or begin is None or end is None:
        return one == other
    return first <= begin and end <= last or begin <= first and last <= end


def amount_of(text: str) -> Decimal | None:
    """The number of euros: „1,2 Mio. Euro“, „96.500 €“, 180000."""
    match = re.search(r"\d[\d.' ]{0,18}(?:,\d{1,2})?", text)
    if not match:
        return None
    number = Decimal(re.sub(r"[.' ]", "", match[0]).replace(",", "."))
    return number * (
        10**6 if "Mi" in text else 10**9 if "Mr" in text else 10**3 if re.search(r"T(?:EUR|€|sd)", text) else 1
    )


def score(
    extraction: Extraction, expected: Iterable[Expected], ticked: Container[str] | None = None
) -> dict[str, Score]:
    """Scores by the label of the kind, and of contact persons among the people; of what is ticked, if that is given."""
    expected = list(expected)
    scores = {}
    for kind in ProposalKind:
        proposals = [one for one in extraction.of_kind(kind) if ticked is None or one.id in ticked]
        scores[kind.label] = _score(proposals, [one for one in expected if one.kind == kind])
    people = [one for one in expected if one.kind == ProposalKind.PERSON and one.is_contact]
    contacts = [
        one
        for one in extraction.of_kind(ProposalKind.PERSON)
        if one.variant == CONTACT and (ticked is None or one.id in ticked)
    ]
    scores["davon Ansprechpersonen"] = _score(contacts, people)
    return scores


def _score(proposals: list[Proposal], wanted: list[Expected]) -> Score:
    distinct: dict[frozenset[str], Proposal] = {frozenset(keys_of(one)): one for one in proposals}
    wrong = [one.value for one in distinct.values() if not any(agree(one, want) for want in wanted)]
    needed = [want for want in wanted if not want.optional]
    missed = [want.label for want in needed if not any(agree(one, want) for one in proposals)]
    return Score(
        proposed=len(distinct),
        right=len(distinct) - len(wrong),
        expected=len(needed),
        found=len(needed) - len(missed),
        missed=missed,
        wrong=wrong,
    )
