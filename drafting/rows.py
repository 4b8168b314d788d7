"""Proposals as the page shows them: grouped by kind, with the sentence around the value, and what is ticked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse

from accounts.models import Editor
from articles.clear import clear
from articles.extract import Extraction
from contacts.enums import ChannelKind, NamedAs
from core.words import Words
from drafting.choices import BLANK_ROWS, MORE, MOST_BY_HAND, added, default_value, row_id
from drafting.create import may_add
from drafting.known import RECORD_KINDS
from networks.enums import EventKind, NetworkKind, OrganisationKind, ParticipationRole
from programmes.enums import ProgrammeKind
from publishing.enums import LinkKind, MilestoneKind, Qualifier
from publishing.models import Record
from texts.enums import ProposalKind
from texts.people import CONTACT
from texts.proposal import Proposal

AROUND = 220
_NUMBERS: Sequence[tuple[str, Words]] = [
    (kind.value, kind.label) for kind in (ChannelKind.PHONE, ChannelKind.MOBILE, ChannelKind.FAX)
]
_NAMED: Sequence[tuple[str, Words]] = list(NamedAs.choices)
_VARIANTS: dict[ProposalKind, Sequence[tuple[str, Words]]] = {
    ProposalKind.NETWORK: NetworkKind.choices,
    ProposalKind.ORGANISATION: OrganisationKind.choices,
    ProposalKind.PROGRAMME: ProgrammeKind.choices,
    ProposalKind.EVENT: EventKind.choices,
    ProposalKind.MEMBER: ParticipationRole.choices,
    ProposalKind.PERSON: [(CONTACT, "Ansprechperson"), *_NAMED],
    ProposalKind.PHONE: _NUMBERS,
    ProposalKind.DATE: MilestoneKind.choices,
    ProposalKind.LINK: LinkKind.choices,
}
_VALUE_LABELS = {
    ProposalKind.DATE: "Wann",
    ProposalKind.FIGURE: "Was gezählt wird",
    ProposalKind.LINK: "Beschriftung",
    ProposalKind.PHONE: "Wie angegeben",
    ProposalKind.EMAIL: "Wie angegeben",
    ProposalKind.ADDRESS: "Wie angegeben",
    ProposalKind.MEMBER: "Organisation",
    ProposalKind.FUNDING: "Programm",
}
_BY_HAND_LABELS = _VALUE_LABELS | {
    ProposalKind.FIGURE: "Zahl und was gezählt wird",
    ProposalKind.LINK: "Adresse",
    ProposalKind.MEMBER: "Organisation",
    ProposalKind.FUNDING: "Programm",
}
_BELONGS = set(ProposalKind) - {ProposalKind.NETWORK, ProposalKind.ORGANISATION, ProposalKind.PROGRAMME}


class Sentence(NamedTuple):
    """The proof: a sentence, shortened far away from the value in it."""

    before: str
    value: str
    after: str


@dataclass(frozen=True)
class Row:
    id: str
    heading: str
    checked: bool
    value_label: str
    value: str
    variant: str
    variants: Sequence[tuple[str, Words]]
    target: str | None
    what: str | None
    sentence: Sentence
    locator: str
    confidence: str
    also: str
    existing: list[tuple[str, str, str]]
    belongs_to: list[tuple[str, str, str]]
    faults: list[str]
    more: list[tuple[str, str, str]]  # name, label and value of further fields


@dataclass(frozen=True)
class HandRow:
    """A row to fill in by hand, with the fields of its kind."""

    id: str
    value: str
    variant: str
    target: str | None
    what: str | None
    more: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Group:
    kind: ProposalKind
    allowed: bool
    rows: list[Row]
    left_out: int
    by_hand: list[HandRow]
    value_label: str
    variants: Sequence[tuple[str, Words]]

    @property
    def is_filled(self) -> bool:
        return any(row.value for row in self.by_hand)

    @property
    def ticked(self) -> int:
        return sum(1 for row in self.rows if row.checked)


def groups_of(
    extraction: Extraction, matches: dict[str, list[Record]], by: Editor, sent: QueryDict | None
) -> list[Group]:
    """All proposals by kind. `sent`: the form as it came back, whose ticks and values stay."""
    owners = {one.value: matches.get(one.id, []) for one in extraction.proposals if one.kind in RECORD_KINDS}
    ticked = clear(extraction, {key for key, rows in matches.items() if rows}, partial(may_add, by))
    main = extraction.subject.proposal.value if extraction.subject else ""
    groups = []
    for kind in ProposalKind:
        proposals, allowed = extraction.of_kind(kind), may_add(by, kind)
        rows = [
            _row(extraction.document.text, one, matches, owners, allowed, sent, one.id in ticked) for one in proposals
        ]
        left_out, label = extraction.left_out.get(kind, 0), _BY_HAND_LABELS.get(kind, "Name")
        by_hand = _hand_rows(kind, sent, main) if allowed else []
        groups.append(Group(kind, allowed, rows, left_out, by_hand, label, _VARIANTS.get(kind, [])))
    return groups


def _hand_rows(kind: ProposalKind, sent: QueryDict | None, main: str) -> list[HandRow]:
    """What was filled in, and some blank rows for the rest."""
    filled = [row for one, row in added(sent) if one == kind] if sent is not None else []
    blank = [row for row in (row_id(kind, number) for number in range(MOST_BY_HAND)) if row not in filled][:BLANK_ROWS]
    given = sent if sent is not None else {}
    return [
        HandRow(
            id=row,
            value=given.get(f"wert-{row}", ""),
            variant=given.get(f"art-{row}", ""),
            target=given.get(f"zu-{row}", main) if kind in _BELONGS else None,
            what=given.get(f"was-{row}", "") if kind == ProposalKind.DATE else None,
            more=[(name, label, given.get(f"{name}-{row}", "")) for name, label in MORE.get(kind, ())],
        )
        for row in [*filled, *blank]
    ]


def _row(
    text: str, found: Proposal, matches: dict, owners: dict, allowed: bool, sent: QueryDict | None, is_clear: bool
) -> Row:
    def given(part: str, default: str) -> str:
        return sent.get(f"{part}-{found.id}", default) if sent is not None else default

    existing, belongs_to = matches.get(found.id, []), owners.get(found.subject, [])
    return Row(
        id=found.id,
        heading=_heading(found),
        checked=allowed and (f"ja-{found.id}" in sent if sent is not None else is_clear),
        value_label=_VALUE_LABELS.get(found.kind, "Name"),
        value=given("wert", default_value(found)),
        variant=given("art", found.variant),
        variants=_variants(found),
        target=given("zu", found.subject) if found.kind in _BELONGS else None,
        what=given("was", "") if found.kind == ProposalKind.DATE else None,
        sentence=_sentence(text, found),
        locator=found.locator,
        confidence=found.confidence.label,
        also="" if found.kind == ProposalKind.LINK else ", ".join(found.also),
        existing=_links(existing),
        belongs_to=_links(belongs_to),
        faults=[fault.text for fault in found.faults],
        more=[(name, label, given(name, dict(found.more).get(name, ""))) for name, label in MORE.get(found.kind, ())],
    )


def _heading(found: Proposal) -> str:
    if amount := found.amount:
        number = f"{amount.number:f}".replace(".", ",")
        number += f" bis {amount.number_to:f}".replace(".", ",") if amount.number_to is not None else ""
        words = (
            "" if amount.qualifier in (Qualifier.EXACT, Qualifier.RANGE) else f"{Qualifier(amount.qualifier).label} "
        )
        return f"{words}{number} {amount.unit}".strip()
    if found.kind == ProposalKind.MEMBER:
        return f"{found.value}: {ParticipationRole(found.variant).label}"
    return f"Förderung: {found.value}" if found.kind == ProposalKind.FUNDING else found.value


def _variants(found: Proposal) -> Sequence[tuple[str, Words]]:
    """The choices of the kind's select; who is only named can not become a contact person."""
    if found.kind == ProposalKind.PERSON and found.variant != CONTACT:
        return _NAMED
    return _VARIANTS.get(found.kind, [])


def _sentence(text: str, found: Proposal) -> Sentence:
    first, last = found.sentence
    start, end = max(first, found.start - AROUND), min(last, found.end + AROUND)
    before, after = "… " if start > first else "", " …" if end < last else ""
    return Sentence(before + text[start : found.start], text[found.start : found.end], text[found.end : end] + after)


def _links(records: list[Record]) -> list[tuple[str, str, str]]:
    """Address of the form, name and state of records."""
    return [
        (
            reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk]),
            str(record),
            record.get_state_display(),
        )
        for record in records
    ]
