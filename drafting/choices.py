"""What the editor accepted of the proposals, and what she added by hand."""

from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.http import QueryDict

from articles.extract import Extraction
from core import fuzzy_dates
from inputs.text import one_line
from texts.dates import edtf_of
from texts.document import Document, read
from texts.enums import Confidence, ProposalKind
from texts.faults import host_of
from texts.figures import find_figures
from texts.proposal import Proposal, locator, name_key

BY_HAND = "neu"
BLANK_ROWS = 2  # of each kind, beside those that are filled
MOST_BY_HAND = 50
_LONGEST = {"value": 200, "text": 300, "target": 200, "more": 160}
# What belongs to a kind beside its value: short name and label of the field.
MORE: dict[ProposalKind, tuple[tuple[str, str], ...]] = {
    ProposalKind.EVENT: (("wann", "Wann"), ("ort", "Ort wie angegeben")),
    ProposalKind.FUNDING: (("von", "Von"), ("bis", "Bis"), ("betrag", "Betrag")),
}


@dataclass(frozen=True)
class Choice:
    """A proposal as the editor accepted it."""

    proposal: Proposal
    value: str
    variant: str
    target: str = ""
    text: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def is_in_text(self) -> bool:
        """Does the text show it where the proposal says? What was added by hand may be told in other words."""
        return self.proposal.end > self.proposal.start


def choices_of(data: QueryDict, extraction: Extraction) -> tuple[list[Choice], int]:
    """What was ticked or added, and how many ticks belong to no proposal of this text.

    Raises ValidationError in words for what was added and can not be read.
    """
    by_id = {found.id: found for found in extraction.proposals}
    ticked = [name.removeprefix("ja-") for name in data if name.startswith("ja-")]
    choices = [_choice(data, proposal_id, by_id[proposal_id]) for proposal_id in ticked if proposal_id in by_id]
    choices += [_choice(data, row, _by_hand(extraction.document, kind, data, row)) for kind, row in added(data)]
    return choices, sum(1 for proposal_id in ticked if proposal_id not in by_id)


def added(data: QueryDict) -> list[tuple[ProposalKind, str]]:
    """Kind and id of the rows that were filled by hand."""
    return [
        (kind, row)
        for kind in ProposalKind
        for row in (row_id(kind, number) for number in range(MOST_BY_HAND))
        if one_line(data.get(f"wert-{row}", ""))
    ]


def row_id(kind: ProposalKind, number: int) -> str:
    return f"{BY_HAND}-{kind.value}-{number}"


def _choice(data: QueryDict, row: str, found: Proposal) -> Choice:
    value, variant, target, text = (data.get(f"{part}-{row}", "") for part in ("wert", "art", "zu", "was"))
    if row.startswith(BY_HAND) and found.kind in (ProposalKind.LINK, ProposalKind.FIGURE):
        value = ""  # the field holds the whole: the address, the number with what it counts
    return Choice(
        found,
        value=_short(value, "value") or default_value(found),
        variant=variant or found.variant,
        target=_short(target, "target"),
        text=_short(text, "text"),
        more={name: _short(data.get(f"{name}-{row}", ""), "more") for name, _ in MORE.get(found.kind, ())},
    )


def _by_hand(document: Document, kind: ProposalKind, data: QueryDict, row: str) -> Proposal:
    """What was added as a proposal, at its place in the text where the text has those words."""
    value = _short(data.get(f"wert-{row}", ""), "value")
    start = next(document.places(value, any_case=True), None)
    amount = None
    if kind == ProposalKind.FIGURE:
        figures = find_figures(read(value))
        if not figures:
            raise ValidationError(f"„{value}“: Bitte mit Zahl und Wort, zum Beispiel „rund 45 Betriebe“.")
        amount = figures[0].amount
    edtf = edtf_of(value) if kind == ProposalKind.DATE else ""
    if kind == ProposalKind.DATE and not edtf:
        raise ValidationError(f"„{value}“ ist keine verständliche Zeitangabe. {fuzzy_dates.HINT}")
    added_row = Proposal(
        kind=kind,
        value=value,
        start=start or 0,
        end=start + len(value) if start is not None else 0,
        sentence=document.sentence_at(start) if start is not None else (0, 0),
        locator="",
        confidence=Confidence.SURE,
        label=host_of(value) if kind == ProposalKind.LINK else "",
        normalised=edtf or name_key(value),
        variant=data.get(f"art-{row}", ""),
        amount=amount,
    )
    if start is None:
        return added_row
    return replace(added_row, locator=locator(document.text, added_row.sentence, start, start + len(value)))


def default_value(found: Proposal) -> str:
    """What the text field of a proposal holds at first."""
    if found.amount:
        return found.amount.counted
    return found.label[:200] if found.label and found.kind == ProposalKind.LINK else found.value


def _short(text: str, part: str) -> str:
    return one_line(text)[: _LONGEST[part]]
