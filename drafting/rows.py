"""Proposals as the page shows them: grouped by kind, with the sentence around the value, and what is ticked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse

from accounts.models import Editor
from contacts.enums import ChannelKind, NamedAs
from core.words import Words
from drafting.create import may_add
from drafting.forms import default_value
from drafting.known import RECORD_KINDS
from networks.enums import NetworkKind, OrganisationKind
from programmes.enums import ProgrammeKind
from publishing.enums import LinkKind, MilestoneKind, Qualifier
from publishing.models import Record
from texts.enums import Confidence, ProposalKind
from texts.extract import Extraction
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


@dataclass(frozen=True)
class Group:
    kind: ProposalKind
    allowed: bool
    rows: list[Row]
    left_out: int

    @property
    def ticked(self) -> int:
        return sum(1 for row in self.rows if row.checked)


def groups_of(
    extraction: Extraction, matches: dict[str, list[Record]], by: Editor, sent: QueryDict | None
) -> list[Group]:
    """All proposals by kind. `sent`: the form as it came back, whose ticks and values stay."""
    owners = {one.value: matches.get(one.id, []) for one in extraction.proposals if one.kind in RECORD_KINDS}
    clear = _clear(extraction, matches, by)
    groups = []
    for kind in ProposalKind:
        proposals = extraction.of_kind(kind)
        if proposals:
            allowed = may_add(by, kind)
            rows = [
                _row(extraction.document.text, one, matches, owners, allowed, sent, one.id in clear)
                for one in proposals
            ]
            groups.append(Group(kind, allowed, rows, extraction.left_out.get(kind, 0)))
    return groups


def _row(
    text: str, found: Proposal, matches: dict, owners: dict, allowed: bool, sent: QueryDict | None, clear: bool
) -> Row:
    def given(part: str, default: str) -> str:
        return sent.get(f"{part}-{found.id}", default) if sent is not None else default

    existing, belongs_to = matches.get(found.id, []), owners.get(found.subject, [])
    return Row(
        id=found.id,
        heading=_heading(found),
        checked=allowed and (f"ja-{found.id}" in sent if sent is not None else clear),
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
    )


def _heading(found: Proposal) -> str:
    if amount := found.amount:
        number = f"{amount.number:f}".replace(".", ",")
        number += f" bis {amount.number_to:f}".replace(".", ",") if amount.number_to is not None else ""
        words = (
            "" if amount.qualifier in (Qualifier.EXACT, Qualifier.RANGE) else f"{Qualifier(amount.qualifier).label} "
        )
        return f"{words}{number} {amount.unit}".strip()
    return found.value


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


def _clear(extraction: Extraction, matches: dict[str, list[Record]], by: Editor) -> set[str]:
    """Ticked from the start: sure, new, without fault, and about something that is ticked, too."""
    clear, owners = set(), set()
    existing = {one.value for one in extraction.proposals if matches.get(one.id)}
    for found in extraction.proposals:  # records come before what is said about them
        if (
            found.confidence is not Confidence.SURE
            or found.faults
            or matches.get(found.id)
            or not may_add(by, found.kind)
        ):
            continue
        if found.kind == ProposalKind.PERSON and found.subject and found.subject not in owners | existing:
            continue
        if found.kind in RECORD_KINDS:
            owners.add(found.value)
        elif found.subject not in owners or found.kind == ProposalKind.DATE and found.variant == MilestoneKind.OTHER:
            continue
        clear.add(found.id)
    return clear


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
